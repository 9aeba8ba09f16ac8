using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Local functions, differentiable methods and cells called from cells.</summary>
public static class CallCells
{
    [Differentiable]
    public static Vector Gate(Vector x, Vector h, Matrix W, Matrix U, Vector b, double scale = 1)
    {
        var a = W * x + U * h + b;
        return Sigmoid(scale * a);
    }

    [Differentiable]
    public static (Vector value, double norm) Normed(Vector v)
    {
        var norm = Sqrt(Sum(v * v) + 1e-3);
        return (v / norm, norm);
    }

    [Differentiable]
    public static double Power(double x, int n) => n == 0 ? 1 : n % 2 == 0 ? Power(x * x, n / 2) : x * Power(x, n - 1);

    [Differentiable]
    public static Vector Bounded(Vector v, bool soft)
    {
        if (soft)
            return Tanh(v);
        return Clamp(v, -0.8, 0.8);
    }

    [RnnCell]
    public static (Vector h, Vector y) Gated(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b,
        [Weight("O", "H")] Matrix V, [Weight("O", "O")] Matrix S, [Weight("O")] Vector c)
    {
        var z = Gate(x, h, W, U, b);
        h = z * h + (1 - z) * Tanh(W * x);
        var (y, norm) = Normed(V * h);
        y = Gate(scale: 0.5 * norm, b: c, x: h, h: y, W: V, U: S);
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, double y) CallsPower([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        var r = Normed(U * h + x);
        h = Bounded(r.value, soft: true) + 0.1 * Bounded(x, r.norm > 1);
        return (h, Power(r.Item2, 5) + Power(h[0], 0));
    }

    [RnnCell]
    public static (Vector h, double y) LocalFunctions([Input("H")] Vector x, [Input] double u, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        var total = 0.0;
        h = Step(h, 2);
        Add(u);
        if (u > 0)
            Add(Sum(h));
        return (h, total + Twice(u));

        Vector Step(Vector v, int n) => n == 0 ? v : Step(Tanh(U * v + x), n - 1);
        void Add(double d)
        {
            if (d < 0)
                return;
            total += d * d;
        }

        static double Twice(double x) => 2 * x;
    }

    [RnnCell]
    public static Vector Inner([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U)
        => Tanh(W * x + U * h);

    [RnnCell]
    public static (Vector first, Vector second, Vector y) StackedCalls(
        [Input("I")] Vector x, [State("H")] Vector first, [State("D")] Vector second, [Weight("H", "I")] Matrix W1, [Weight("H", "H")] Matrix U1,
        [Weight("D", "H")] Matrix W2, [Weight("D", "D")] Matrix U2)
    {
        first = Inner(x, first, W1, U1);
        second = Inner(first, second, W2, U2);
        return (first, second, 2 * second);
    }
}
