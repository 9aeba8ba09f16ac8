using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Cells with so much elementwise work in a step that no one method may hold it: it is cut, and what goes on from part to part is stored.</summary>
public static class LongCells
{
    /// <summary>One small step of a differential equation, <c>h' = tanh(w ⊙ h + u) − h</c>.</summary>
    [Differentiable]
    public static Vector Advance(Vector h, Vector u, Vector w) => h + 0.05 * (Tanh(w * h + u) - h);

    [Differentiable]
    public static Vector AdvanceFourTimes(Vector h, Vector u, Vector w)
        => Advance(Advance(Advance(Advance(h, u, w), u, w), u, w), u, w);

    /// <summary>A loop of nothing but kernels.</summary>
    [RnnCell]
    public static Vector ManyAdvances([Input("N")] Vector u, [State("N")] Vector h, [Weight("N")] Vector w)
        => AdvanceFourTimes(AdvanceFourTimes(AdvanceFourTimes(AdvanceFourTimes(h, u, w), u, w), u, w), u, w);

    /// <summary>Beside products in the loop, with what is made early read late, by the last advances and after the loop.</summary>
    [RnnCell]
    public static (Vector h, Vector y) ManyAdvancesBetweenProducts(
        [Input("I")] Vector x, [State("N")] Vector h, [Weight("N", "I")] Matrix W, [Weight("N", "N")] Matrix U, [Weight("N")] Vector w)
    {
        var u = W * x + U * h;
        var early = Sigmoid(u) * h;
        var v = AdvanceFourTimes(AdvanceFourTimes(AdvanceFourTimes(early, u, w), u, w), u - early, w);
        h = 0.5 * v + 0.1 * early;
        return (h, v * early * u);
    }

    /// <summary>Two widths, and numbers, each with more than one method of work.</summary>
    [RnnCell]
    public static (Vector h, double s) ManyAdvancesOfTwoWidths(
        [Input("N")] Vector u, [Input("2*N")] Vector z, [State("N")] Vector h, [State] double s, [Weight("N")] Vector w, [Weight("2*N")] Vector q)
    {
        var p = AdvanceFourTimes(AdvanceFourTimes(AdvanceFourTimes(z, z, q), z, q), q * z, q);
        var (first, second) = Split(p, 2);
        h = AdvanceFourTimes(AdvanceFourTimes(AdvanceFourTimes(h, u, w), first, w), second, w);
        s = Slowly(Slowly(Slowly(Slowly(s, h[0]), u[0]), p[1]), h[0]);
        return (h, s);
    }

    [Differentiable]
    public static double Slowly(double s, double by)
    {
        s += 0.1 * (Tanh(s * by) - s);
        s += 0.1 * (Tanh(s * by + 0.1) - s);
        s += 0.1 * (Tanh(s * by + 0.2) - s);
        return s + 0.1 * (Tanh(s * by + 0.3) - s);
    }
}
