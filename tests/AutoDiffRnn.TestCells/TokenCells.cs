using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Tokens and classes: rows of a weight by number, picked elements, losses.</summary>
public static class TokenCells
{
    [RnnCell]
    public static (Vector h, double loss) Embedded(
        [Input] int token, [Input] int next, [State("H")] Vector h, [Weight("V", "H")] Matrix E, [Weight("H", "H")] Matrix U)
    {
        h = Tanh(E[token] + U * h);
        return (h, CrossEntropy(E * h, next));
    }

    [RnnCell]
    public static (Vector h, Vector y) TwoTables(
        [Input] int left, [Input] int right, [State("H")] Vector h, [Weight("V", "H")] Matrix E, [Weight("O", "H")] Matrix F)
    {
        h = 0.5 * h + E[left] * F[right] + E[left] * 0.1;
        return (h, F[right]);
    }

    [RnnCell]
    public static (Vector h, double y) Picked(
        [Input] int token, [Input("V")] Vector x, [State("V")] Vector h, [Weight("V", "V")] Matrix U, [Weight("V")] Vector w)
    {
        var a = Tanh(U * h + x);
        h = a * a[token] + w;
        return (h, h[token] * x[token]);
    }

    [RnnCell]
    public static (Vector h, double y) PickedFromWeight([Input] int token, [Input("H")] Vector x, [State("H")] Vector h, [Weight("V")] Vector w)
    {
        h = 0.5 * h + x * w[token];
        return (h, w[token]);
    }

    [RnnCell]
    public static (Vector h, double loss, double other) LossInLoop(
        [Input] int token, [Input] int next, [State("H")] Vector h, [Weight("V", "H")] Matrix E, [Weight("V", "H")] Matrix Wy,
        [Weight("V")] Vector by)
    {
        var loss = CrossEntropy(Wy * h + by, next);
        h = Tanh(E[token] * loss + h);
        return (h, loss, CrossEntropy(by * loss, token));
    }

    [RnnCell]
    public static (Vector y, double loss) ScoredRows([Input] int token, [Weight("V", "D")] Matrix E, [Weight("V", "D")] Matrix W)
        => (E[token], CrossEntropy(W * E[token], token));
}
