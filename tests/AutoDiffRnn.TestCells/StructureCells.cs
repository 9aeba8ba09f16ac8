using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>
/// Slices, joined and split vectors, transposed weights. A size named <c>Even</c> can be halved, one named <c>Long</c> is at least 4.
/// </summary>
public static class StructureCells
{
    [RnnCell]
    public static (Vector h, Vector y) OverlappingSlices(
        [Input("Long")] Vector x, [State("Long")] Vector h, [Weight("Long", "Long")] Matrix W, [Weight("Long")] Vector b)
    {
        var a = Tanh(W * x + b + h);
        h = 0.5 * a;
        var y = a[0..3] * a[1..4] + x[0..3] * x[1..^(x.Length - 4)] - h[^3..];
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, Vector y) PartsAndTheWhole(
        [Input("Even")] Vector x, [State("Even")] Vector h, [Weight("Even", "Even")] Matrix W)
    {
        var g = Tanh(W * h + x);
        var n = h.Length / 2;
        var (first, second) = Split(g, 2);
        h = g * 0.7 + h * 0.1;
        var y = first * second + x[..n] * h[n..(2 * n)];
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, Vector y) SlicesOfStateIntoProducts(
        [Input("I")] Vector x, [State("Even")] Vector h, [Weight("Even", "Even/2")] Matrix U, [Weight("Even", "I")] Matrix W,
        [Weight("O", "Even/2")] Matrix V)
    {
        var n = h.Length / 2;
        h = Tanh(U * h[n..(2 * n)] + W * x);
        var y = V * h[..n] + V * h[n..(2 * n)];
        return (h, y);
    }

    [RnnCell]
    public static Vector JoinedUnderOneWeight(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I+H")] Matrix W, [Weight("H")] Vector b)
        => Tanh(W * Concat(x, h) + b);

    [RnnCell]
    public static (Vector h, Vector c) JoinedGates(
        [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector c, [Weight("4*H", "I+H")] Matrix W, [Weight("4*H")] Vector b)
    {
        var (i, f, g, o) = Split(W * Concat(x, h) + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
        h = Sigmoid(o) * Tanh(c);
        return (h, c);
    }

    [RnnCell]
    public static (Vector h, Vector y) JoinedOutput(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("O")] Vector p)
    {
        h = Tanh(W * x + 0.5 * h);
        return (h, Concat(h, x, p, h * h));
    }

    [RnnCell]
    public static (Vector h, Vector y) JoinedInLoop(
        [Input("I")] Vector x, [State("H+I")] Vector h, [Weight("H", "H+I")] Matrix W, [Weight("I")] Vector p)
    {
        var n = h.Length - x.Length;
        var joined = Concat(Tanh(W * h), p * x);
        h = joined * 0.8;
        return (h, joined[n..] + h[..x.Length] * 0 + joined[..n][..1][0]);
    }

    [RnnCell]
    public static (Vector h, Vector y) SplitAndJoined(
        [Input("3*H")] Vector x, [State("3*H")] Vector h, [Weight("3*H", "3*H")] Matrix W)
    {
        var (a, b, c) = Split(W * h + x, 3);
        var turned = Concat(Tanh(c), Sigmoid(a), b * b * 0.1);
        h = 0.5 * turned + 0.2 * h;
        return (h, a * b - c);
    }

    [RnnCell]
    public static (Vector h, Vector y) TransposedWeight(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("I", "H")] Matrix W, [Weight("H", "H")] Matrix U)
    {
        h = Tanh(W.T * x + U.T * h + U * h);
        var y = W * h;
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, Vector y) TransposedJoined(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("I+H", "H")] Matrix W)
    {
        h = Tanh(W.T * Concat(x, h));
        var y = (W * h)[x.Length..] + (W * h)[..h.Length];
        return (h, y);
    }

    [RnnCell]
    public static (double s, double y) Elements([Input("Long")] Vector x, [State] double s, [Weight("Long")] Vector w)
    {
        s = 0.5 * s * w[1] + x[0] * x[^1] * w[2];
        return (s, s * x[2] + w[0] * w[^1]);
    }

    [RnnCell]
    public static (Vector h, Vector y) SlicesOfWeights(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("3*H")] Vector p, [Weight("2*H")] Vector b, [Weight("H", "H")] Matrix W)
    {
        var n = h.Length;
        var g = Sigmoid(p[..n] * h + p[n..(2 * n)] * x + b[..n]);
        h = g * h + (1 - g) * Tanh(W * x + b[n..]);
        return (h, p[(2 * n)..] * h + p[..n]);
    }

    [RnnCell]
    public static (Vector h, Vector y) Filled([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W)
    {
        h = Tanh(W * x + 0.3 * h + Ones(h.Length) * 0.1 + Zeros(h.Length));
        var y = Concat(Zeros(2), h, Ones(x.Length));
        return (h, y * y);
    }

    [RnnCell]
    public static (Vector h, Vector y) PartsOfParts(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("4*H", "I")] Matrix W, [Weight("4*H", "H")] Matrix U, [Weight("4*H")] Vector b)
    {
        var a = 0.5 * (W * x - U * h - b);
        var n = h.Length;
        var low = a[..(2 * n)];
        h = Tanh(low[n..] + low[..n] * a[(2 * n)..][n..]);
        return (h, a[(3 * n)..] * low[..n] + Sum(a));
    }
}
