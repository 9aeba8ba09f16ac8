using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Cells that leave sizes to be inferred: all, or all but those that nothing tells.</summary>
public static class InferredCells
{
    [RnnCell]
    public static (Vector h, Vector y) ElmanWithoutSizes(
        [Input] Vector x, [State] Vector h, [Weight] Matrix Wx, [Weight] Matrix Wh, [Weight] Vector b, [Weight] Matrix Wy, [Weight] Vector c)
    {
        h = Tanh(Wx * x + Wh * h + b);
        return (h, Wy * h + c);
    }

    [RnnCell]
    public static (Vector h, Vector c) LstmWithoutSizes(
        [Input] Vector x, [State] Vector h, [State] Vector c, [Weight] Matrix W, [Weight] Matrix U, [Weight] Vector b)
    {
        var (i, f, g, o) = Split(W * x + U * h + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
        return (Sigmoid(o) * Tanh(c), c);
    }

    [RnnCell]
    public static (Vector h, Vector y) JoinedWithoutSizes(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight] Matrix W, [Weight] Vector gain, [Weight] Vector bias)
    {
        h = LayerNorm(W * Concat(x, h), gain, bias);
        return (h, W.T * h);
    }

    [RnnCell]
    public static (Vector h, double loss) TokensWithoutSizes(
        [Input] int token, [Input] int next, [State] Vector h, [Weight("V", "D")] Matrix E, [Weight] Matrix W, [Weight] Matrix U, [Weight("V", "H")] Matrix Wy)
    {
        h = Tanh(W * E[token] + U * h);
        return (h, CrossEntropy(Wy * h, next));
    }
}
