using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Measurements.Tests;

/// <summary>Cells that have what those of the zoo have not.</summary>
public static class OwnCells
{
    /// <summary>An output that reads what a state was and what it is now.</summary>
    [RnnCell]
    public static (Vector h, Vector y, double size) BothTimes(
        [Input("I")] Vector x, [State("H")] Vector h,
        [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("O", "H")] Matrix V, [Weight("O", "H")] Matrix Z)
    {
        var before = h;
        var a = Tanh(W * x + U * h);
        h = a * before;
        return (h, V * (h * before) + Z * a, Dot(h, a));
    }

    /// <summary>A state that is handed another's previous value, one that is handed the input, and two with one value.</summary>
    [RnnCell]
    public static (Vector h, Vector late, Vector last, Vector twin, Vector y) Delays(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector late, [State("H")] Vector last, [State("H")] Vector twin,
        [Weight("H", "H")] Matrix W, [Weight("O", "H")] Matrix V)
    {
        var next = Tanh(W * h + 0.5 * late - last * twin + x);
        var y = V * (next + h + x);
        return (next, h, x, next, y);
    }

    /// <summary>A scalar state, spread over vectors at two places.</summary>
    [RnnCell]
    public static (Vector h, double s, double twice) Spread([Input("H")] Vector x, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w)
    {
        var a = s * x;
        h = Tanh(a + w * h + s * w);
        s = Sigmoid(Sum(h) + s);
        return (h, s, 2 * s);
    }

    /// <summary>A loop whose rounds are known when a network is made; it reads the state, and the output runs another over the new one.</summary>
    [RnnCell]
    public static (Vector h, Matrix S, Vector y) Rounds(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H", "H")] Matrix S,
        [Weight("H", "H")] Matrix A, [Weight] double gain, [Constant] int rounds)
    {
        var u = h;
        for (var k = 0; k < rounds; k++)
            u = gain * Tanh(A * u + S * h) + x;
        S = 0.5 * S + Outer(u, h);
        h = u;
        var y = h;
        for (var k = 0; k < rounds; k++)
            y = Tanh(A * y + S * x);
        return (h, S, y);
    }

    /// <summary>The same without hoisting, so that a loop stands in a loop.</summary>
    [RnnCell(Disable = Optimizations.Hoist)]
    public static Vector RoundsInOrder([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix A, [Constant] int rounds)
    {
        var u = h;
        for (var k = 0; k < rounds; k++)
            u = Tanh(A * u + x);
        return u - 0.5 * h;
    }

    /// <summary>A derivative written by hand reads a state, and an output the new one through the same.</summary>
    [RnnCell]
    public static (Vector h, Vector y) Spiking([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        h = 0.5 * h + Spike(h) + 0.1 * (U * h + x);
        return (h, Spike(h) * x);
    }

    /// <summary>A sign.</summary>
    [Differentiable]
    public static Vector Spike(Vector v) => Where(v > 0, v, 0.5 * v);

    /// <summary>Not its derivative: a straight line near 0.</summary>
    [DerivativeOf(nameof(Spike))]
    public static Vector SpikeAdjoint(Vector v, Vector y, Vector dy) => Where(Abs(v) <= 1, dy * (1 + 0.1 * y), 0);

    /// <summary>A weight that is used before, in and after the loop, one that is computed from once, and one that is not used.</summary>
    [RnnCell]
    public static (Vector h, Vector y) Everywhere(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H")] Vector tau, [Weight("H")] Vector unused)
    {
        h = Tanh(W * x + W * h) * Softplus(tau);
        return (h, W * h);
    }

    /// <summary>A linear map, whose exponents are known.</summary>
    [RnnCell]
    public static Vector Linear([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix A) => A * h + x;
}
