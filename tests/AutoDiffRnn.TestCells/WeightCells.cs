using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Weights in every part: used twice, beside rows, as numbers, computed with before the first step, unused, none.</summary>
public static class WeightCells
{
    [RnnCell]
    public static (Vector h, Vector y) WeightUsedTwice(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H")] Vector b)
    {
        h = Tanh(W * x + W * h + b);
        return (h, W * h * b + b);
    }

    [RnnCell]
    public static (Vector h, Vector c) Peepholes(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "H")] Matrix U,
        [Weight("4*H")] Vector b,
        [Weight("H")] Vector pi,
        [Weight("H")] Vector pf,
        [Weight("H")] Vector po)
    {
        var (i, f, g, o) = Split(W * x + U * h + b, 4);
        c = Sigmoid(f + pf * c) * c + Sigmoid(i + pi * c) * Tanh(g);
        h = Sigmoid(o + po * c) * Tanh(c);
        return (h, c);
    }

    [RnnCell]
    public static Vector TimeConstant(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight] double tau)
        => h + (Tanh(W * x + U * h) - h) / (1 + Softplus(tau));

    [RnnCell]
    public static Vector OnceOnly(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight] double tau, [Weight("H")] Vector w, [Weight("H")] Vector p)
        => Softplus(tau) * h * 0.5 + Sigmoid(w) * x + Tanh(w * p + tau) * Sigmoid(p);

    [RnnCell]
    public static Vector SharedGate([Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w)
    {
        var g = Sigmoid(w);
        return g * h + (1 - g) * x;
    }

    [RnnCell]
    public static (Vector h, double y) SharedSums(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w, [Weight("O")] Vector p, [Weight] double a)
    {
        var scale = a / Sqrt(1 + Sum(w * w));
        h = Tanh(scale * w * h + x * Dot(p, p));
        return (h, Mean(p) * Sum(h) + LogSumExp(p));
    }

    [RnnCell]
    public static (Vector h, Vector y) SharedSoftmax([Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w, [Weight("H")] Vector q)
    {
        var p = Softmax(w);
        h = p * h + (1 - p) * Tanh(x) + LogSoftmax(q);
        return (h, p);
    }

    [RnnCell]
    public static (Vector h, double y) WeightsAlone([Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w, [Weight] double a)
        => (0.5 * h + x, Sum(w * w) * a);

    [RnnCell]
    public static (Vector h, Vector y, Vector z, double q) WeightAsOutput(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w, [Weight] double a) => (w * x + 0.5 * h, w, w[..1], a);

    [RnnCell]
    public static (Vector h, double s) WeightAsState(
        [Input("H")] Vector x, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double a)
        => (w, a);

    [RnnCell]
    public static Vector NegatedBias(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
        => Tanh(W * x - b - (U * h - b * x[0]) - b);

    [RnnCell]
    public static Vector NoWeights([Input("H")] Vector x, [State("H")] Vector h) => 0.5 * Tanh(h + x) + 0.2 * h;

    [RnnCell]
    public static (Vector h, Vector y) Unused(
        [Input("H")] Vector x,
        [Input("I")] Vector ignored,
        [Input] double number,
        [State("H")] Vector h,
        [Weight("H", "H")] Matrix W,
        [Weight("O", "I")] Matrix idle,
        [Weight("O")] Vector idleToo,
        [Weight] double idleNumber)
        => (Tanh(W * x + h), h * 2);

    [RnnCell]
    public static Vector Constants(
        [Input("H")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "H")] Matrix U,
        [Constant] double leak,
        [Constant] int order,
        [Constant] double bound)
        => (1 - leak) * h + leak * Clamp(U * h + order * x, -bound, bound) + order / h.Length;

    [RnnCell]
    public static (double s, double y) ScalarsAlone([Input] double x, [State] double s, [Weight] double a, [Weight] double b)
    {
        s = Tanh(a * s + b * x);
        return (s, a * s * s + b);
    }

    [RnnCell]
    public static (Vector h, Vector y) ProductsOfProducts(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("O", "I")] Matrix A, [Weight("H", "O")] Matrix C, [Weight("H", "H")] Matrix U)
    {
        var a = C * (A * x);
        h = Tanh(a + U * (U * h) * 0.3);
        return (h, A.T * (C.T * h) + A.T * (A * x));
    }

    [RnnCell]
    public static (Vector h, Vector y) ProductsKeptAndAdded(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
    {
        var wx = W * x;
        var uh = U * h + b;
        h = Tanh(wx + uh) * Sigmoid(wx - uh);
        return (h, wx * uh + (wx + wx));
    }

    [RnnCell]
    public static (Vector h, Vector y) SumsOfTheSame(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H")] Vector b)
    {
        var a = W * x + b;
        h = Tanh(a + a - (h - a)) + Tanh(W * h + W * h);
        return (h, a + h + b + b);
    }
}
