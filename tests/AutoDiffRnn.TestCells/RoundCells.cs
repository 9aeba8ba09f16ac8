using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Loops whose rounds are known only when a network is created: by a constant, or by a size.</summary>
public static class RoundCells
{
    /// <summary>Steps of Euler's method within a step.</summary>
    [RnnCell]
    public static (Vector h, Vector y) EulerRounds(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U,
        [Weight("H")] Vector b,
        [Weight("O", "H")] Matrix V,
        [Constant] int order)
    {
        for (var k = 0; k < order; k++)
            h = h + (Tanh(W * x + U * h + b) - h) / order;
        return (h, V * h);
    }

    /// <summary>Depth within a step: gates that depend on the round, two variables, and one that only the loop knows.</summary>
    [RnnCell]
    public static (Vector s, double u, Matrix M) HighwayRounds(
        [Input("I")] Vector x,
        [State("H")] Vector s,
        [State] double u,
        [State("H", "H")] Matrix M,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix R,
        [Weight("Long", "H")] Matrix B,
        [Weight] double a,
        [Constant] int order,
        [Constant] double gamma)
    {
        var drive = W * x;
        for (var l = 0; l < order; l++)
        {
            var t = Sigmoid(R * s + B[l] + u);
            var c = l == 0 ? Tanh(drive + R.T * s) : Tanh(R.T * s);
            s = t * c + (1 - t) * s;
            u = gamma * u + a * Mean(t) / (l + 1.0);
            M = 0.5 * M + Outer(s, t);
        }

        return (s, u, M);
    }

    /// <summary>A loop over weights alone: a power of a matrix, which runs once a call.</summary>
    [RnnCell]
    public static Vector PowerRounds([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix A, [Weight] double a, [Constant] int order)
    {
        var P = Identity(h.Length);
        for (var k = order; k > 0; k--)
            P = 0.5 * (P * A) + a * Identity(h.Length) / k;
        return Tanh(P * h + x);
    }

    /// <summary>No step needs another: the loop runs for all of them at once. A loop in it, and one that is written out.</summary>
    [RnnCell]
    public static (Vector h, Vector y) NestedRounds(
        [Input("H")] Vector x, [Input] int token, [State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("Long", "H")] Matrix E, [Constant] int order)
    {
        var z = x;
        for (var k = 1; k <= order; k += 2)
        {
            for (var j = 0; j < 2; j++)
                z = Tanh(W * z + E[token] * k);
            var v = Zeros(x.Length);
            for (var i = 0; i < order; i++)
                v += Sigmoid(z) * x - v / 3;
            if (Sum(v) > 0)
                z -= 0.3 * v;
        }

        h = Tanh(h + z);
        return (h, z);
    }

    /// <summary>No round at all: everything is handed on as it was.</summary>
    [RnnCell]
    public static Vector NoRounds([Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w, [Constant] int order)
    {
        for (var k = order; k < order; k++)
            h = Tanh(w * h);
        for (var k = 0; k < order - 5; k++)
            h = h * x;
        return 0.5 * h + x;
    }

    /// <summary>A loop on a side of a branch, with a branch in it, whose rounds a size gives.</summary>
    [RnnCell]
    public static (Vector h, double s) BranchingRounds([Input("H")] Vector x, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w)
    {
        if (s > 0.2)
        {
            for (var k = 0; k < w.Length; k++)
            {
                h = k < 2 ? Tanh(w * h + x[0]) : h;
                s = s / 2;
            }
        }

        return (h, 0.5 * s + Mean(x));
    }

    /// <summary>A constant called what generated code calls the number of steps, in a loop, a slice and a length.</summary>
    [RnnCell]
    public static (Vector h, Vector y) RoundsCalledSteps(
        [Input("Long")] Vector x, [State("Long")] Vector h, [Weight("Long", "Long")] Matrix W, [Constant] int steps, [Constant] int tape)
    {
        for (var k = 0; k < steps; k++)
            h = Tanh(W * h + x / (steps + k));
        return (h, Concat(h[..1], steps * Ones(tape)));
    }

    /// <summary>Rounds that hand on a row of a weight, and what depends on no row.</summary>
    [RnnCell]
    public static (Vector h, Vector g) RoundsOverWeights(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector g, [Weight("2*H", "H")] Matrix W, [Weight("H")] Vector w, [Constant] int order)
    {
        h = W[0];
        for (var k = 0; k < order; k++)
            h = 0.5 * h;
        for (var k = 0; k < order; k++)
        {
            g = W[1] * w;
            x = g + 0.1 * x;
        }

        return (h, 0.3 * g + x);
    }
}
