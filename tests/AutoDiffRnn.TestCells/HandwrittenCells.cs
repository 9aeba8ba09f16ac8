using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Hand-written derivatives that are the true ones.</summary>
public static class HandwrittenCells
{
    [Differentiable]
    public static Vector Swish(Vector x, double beta, int power, bool doubled) => doubled ? 2 * x * Sigmoid(beta * x) : x * Sigmoid(beta * x);

    [DerivativeOf(nameof(Swish))]
    public static (Vector dx, double dbeta) SwishAdjoint(Vector x, double beta, int power, bool doubled, Vector y, Vector dy)
    {
        var g = doubled ? 2 * dy : dy;
        var s = Sigmoid(beta * x);
        for (var k = 1; k < power; k++)
            g = 1.0 * g;
        return (g * (s + beta * x * s * (1 - s)), Sum(g * x * x * s * (1 - s)));
    }

    [Differentiable]
    public static Vector Affine(Matrix W, Vector x, Vector b) => W * x + b;

    [DerivativeOf(nameof(Affine))]
    public static (Matrix, Vector, Vector) AffineAdjoint(Matrix W, Vector x, Vector b, Vector y, Vector dy) => (Outer(dy, x), W.T * dy, dy);

    [RnnCell]
    public static (Vector h, double y) HandwrittenSwish(
        [Input("H")] Vector x, [Input] double u, [State("H")] Vector h, [Weight("H", "H")] Matrix U, [Weight] double beta)
    {
        h = 0.5 * Tanh(Swish(U * h + x, beta, 2, u > 0));
        var y = u;
        if (u > 0.2)
            y = Sum(Swish(power: 1, doubled: false, beta: Sqrt(u), x: h)) + Log(u);
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, Vector y) HandwrittenProduct(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
    {
        h = Tanh(Affine(W, x, b) + Affine(U, h, Zeros(h.Length)));
        return (h, Affine(U, h, 2 * b));
    }
}

/// <summary>Hand-written derivatives that are not the true ones, on purpose.</summary>
public static class SurrogateCells
{
    [Differentiable]
    public static Vector Hard(Vector x) => Sign(x);

    [DerivativeOf(nameof(Hard))]
    public static Vector HardAdjoint(Vector x, Vector y, Vector dy) => Where(Abs(x) <= 1, dy, 0);

    [Differentiable]
    public static Vector Reversed(Vector x) => x;

    [DerivativeOf(nameof(Reversed))]
    public static Vector ReversedAdjoint(Vector x, Vector y, Vector dy) => -0.5 * dy;

    [Differentiable]
    public static double OneWay(double x) => x > 0 ? x : 0;

    [DerivativeOf(nameof(OneWay))]
    public static double OneWayAdjoint(double x, double y, double dy) => 3 * dy;

    [RnnCell]
    public static (Vector h, Vector hard, Vector reversed, double one) Surrogates(
        [Input("H")] Vector x, [Input] double u, [State("H")] Vector h, [Weight("H")] Vector w)
        => (0.5 * h + w, Hard(0.25 * x), Reversed(x * w), OneWay(2 * u));
}
