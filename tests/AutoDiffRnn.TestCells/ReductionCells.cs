using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Sums and functions of whole vectors, in the loop, before and after it; and rows whose padding is not finite.</summary>
public static class ReductionCells
{
    [RnnCell]
    public static (Vector h, double y) SumsInLoop([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U, [Weight("H")] Vector w)
    {
        var a = Tanh(U * h + x);
        h = a * Sum(a * w) * 0.3 + Mean(h) * x + Dot(h, x) * 0.2;
        return (h, Sum(h) * Mean(x) + Dot(w, h));
    }

    [RnnCell]
    public static (Vector h, Vector y) SoftmaxInLoop([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        var p = Softmax(U * h + x);
        h = p * 2 + LogSoftmax(h) * 0.1;
        return (h, Softmax(h) * LogSumExp(x) + LogSoftmax(x));
    }

    [RnnCell]
    public static Vector NormalisedInLoop(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector gain,
        [Weight("H")] Vector bias)
        => Tanh(LayerNorm(W * x, gain, bias, 0.01) + LayerNorm(U * h, gain, bias, 0.01));

    [RnnCell]
    public static (double s, double y) VarianceIntoNumber([Input("H")] Vector x, [State] double s, [Weight("H")] Vector w)
    {
        s = Tanh(s + Variance(x * w + s));
        return (s, Variance(x) + Variance(w) * s);
    }

    [RnnCell]
    public static (Vector h, double loss) SquaredLoss(
        [Input("I")] Vector x, [Input("O")] Vector target, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U,
        [Weight("O", "H")] Matrix V)
    {
        h = Tanh(W * x + U * h);
        return (h, SquaredError(V * h, target));
    }

    [RnnCell]
    public static (Vector h, double y) NumbersTimesRows(
        [Input("H")] Vector x, [Input] double n, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight] double a)
    {
        h = Tanh(W * (n * h) * a + Sum(x) * x);
        return (h, n * Sum(W * h) - Sum(x * h) / (1 + Square(a)));
    }

    [RnnCell]
    public static (double s, double u, double y) NumbersOnly(
        [Input] double x, [Input] double n, [State] double s, [State] double u, [Weight] double a)
    {
        var g = Sigmoid(a * s + x);
        s = g * u + (1 - g) * Tanh(n);
        u = s * x * 0.5 + Sin(u);
        return (s, u, s * u + g);
    }

    [RnnCell]
    public static (Vector h, double y) DifferentWidths(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("O", "I")] Matrix W, [Weight("K", "H")] Matrix V)
    {
        var a = Tanh(W * x);
        var k = Sin(V * h);
        h = 0.5 * h * Sum(k) / k.Length + Mean(a) * Mean(x);
        return (h, Sum(a) + Sum(k) * LogSumExp(h) + Sum(x));
    }

    [RnnCell]
    public static (Vector h, Vector y) PaddingNotFinite(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector w)
    {
        var inverse = Reciprocal(x);
        var roots = Sqrt(Abs(x)) + Log(Abs(x));
        h = Tanh(W * inverse * 0.2 + U * h + Sum(roots) * 0.1 + w / x);
        return (h, Softmax(Log(Abs(x))) + LogSumExp(inverse) * Mean(1 / x) + W * roots);
    }

    [RnnCell]
    public static (Vector h, double y) PaddingNotFiniteInLoop(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U, [Weight("H")] Vector w)
    {
        var g = 1 / (x + 0 * h);
        h = 1.5 + Tanh(U * (g * h) * 0.2);
        var inverse = Log(Abs(w * x)) / h + 1 / w;
        return (h, Sum(inverse) + Dot(1 / w, U * inverse) + Variance(Sqrt(Abs(w))));
    }
}
