using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>
/// Character-level language models, each a whole model as one cell: an embedding, a recurrent layer, an output layer and the loss
/// <c>−log p(next)</c> in nats.
/// </summary>
public static class CharacterModels
{
    /// <summary>A model with Elman's recurrent layer.</summary>
    [RnnCell]
    public static (Vector h, double loss, Vector logits) CharElman(
        [Input] int token,
        [Input] int next,
        [State("H")] Vector h,
        [Weight("V", "D")] Matrix E,
        [Weight("H", "D")] Matrix W,
        [Weight("H", "H")] Matrix U,
        [Weight("H")] Vector b,
        [Weight("V", "H")] Matrix Wy,
        [Weight("V")] Vector by)
    {
        h = Tanh(W * E[token] + U * h + b);
        var logits = Wy * h + by;
        return (h, CrossEntropy(logits, next), logits);
    }

    /// <summary>A model with a gated recurrent unit, the reset gate after the product.</summary>
    [RnnCell]
    public static (Vector h, double loss, Vector logits) CharGru(
        [Input] int token,
        [Input] int next,
        [State("H")] Vector h,
        [Weight("V", "D")] Matrix E,
        [Weight("3*H", "D")] Matrix W,
        [Weight("3*H", "H")] Matrix U,
        [Weight("3*H")] Vector b,
        [Weight("3*H")] Vector c,
        [Weight("V", "H")] Matrix Wy,
        [Weight("V")] Vector by)
    {
        var (wr, wz, wn) = Split(W * E[token] + b, 3);
        var (ur, uz, un) = Split(U * h + c, 3);
        var r = Sigmoid(wr + ur);
        var z = Sigmoid(wz + uz);
        var n = Tanh(wn + r * un);
        h = (1 - z) * n + z * h;
        var logits = Wy * h + by;
        return (h, CrossEntropy(logits, next), logits);
    }

    /// <summary>A model with long short-term memory. The rows of W, U and b are those of i, f, g and o.</summary>
    [RnnCell]
    public static (Vector h, Vector c, double loss, Vector logits) CharLstm(
        [Input] int token,
        [Input] int next,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("V", "D")] Matrix E,
        [Weight("4*H", "D")] Matrix W,
        [Weight("4*H", "H")] Matrix U,
        [Weight("4*H")] Vector b,
        [Weight("V", "H")] Matrix Wy,
        [Weight("V")] Vector by)
    {
        var (i, f, g, o) = Split(W * E[token] + U * h + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
        h = Sigmoid(o) * Tanh(c);
        var logits = Wy * h + by;
        return (h, c, CrossEntropy(logits, next), logits);
    }
}
