using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Values that cross regions in every way: delays between loops, products as next states, parts that run in different regions.</summary>
public static class ScheduleCells
{
    [RnnCell]
    public static Vector LinearRecurrence(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
        => U * h + W * x + b;

    [RnnCell]
    public static (Vector h, Vector y) ProductAsDelayedState(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("O", "H")] Matrix V)
        => (W * x, V * h);

    [RnnCell]
    public static (Vector h, Vector q, Vector k, Vector y) DelayBetweenLoops(
        [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector q, [State("K")] Vector k, [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U,
        [Weight("K", "H")] Matrix V, [Weight("K", "K")] Matrix Q)
    {
        var before = q;
        h = Tanh(W * x + U * h);
        k = Tanh(V * before + Q * k);
        return (h, h * 0.9, k, V * h + k);
    }

    [RnnCell]
    public static (Vector h, Vector k, Vector m) PreviousValuesAcrossLoops(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector k, [State("H")] Vector m, [Weight("H", "H")] Matrix U,
        [Weight("H", "H")] Matrix V)
    {
        var (h0, k0) = (h, k);
        h = Tanh(U * h + x);
        k = Tanh(V * h0 + U * k + h);
        m = Tanh(V * k0 + U * m + h0 * k + h);
        return (h, k, m);
    }

    [RnnCell]
    public static (Vector p, Vector r, Vector s, Vector y) ComputedDelays(
        [Input("I")] Vector x, [State("I")] Vector p, [State("H")] Vector r, [State("H")] Vector s, [Weight("H", "I")] Matrix W,
        [Weight("H", "H")] Matrix U)
        => (x, Tanh(W * p), U * r + r, U * s * r + W * (x * p));

    [RnnCell]
    public static (Vector h, double last, double sum, Vector y) DelayedNumbers(
        [Input("H")] Vector x, [Input] double n, [State("H")] Vector h, [State] double last, [State] double sum, [Weight("H", "H")] Matrix U,
        [Weight] double a)
    {
        var difference = n - last;
        h = Tanh(U * h + difference * x);
        return (h, n, Sum(h) * a, h * sum * last);
    }

    [RnnCell]
    public static (Vector h, Vector before) DelayedEmbedding(
        [Input] int token, [State("H")] Vector h, [State("D")] Vector before, [Weight("V", "D")] Matrix E, [Weight("H", "D")] Matrix W,
        [Weight("H", "H")] Matrix U)
        => (Tanh(W * before + U * h + W * E[token]), E[token]);

    [RnnCell]
    public static (Vector h, Vector y, Vector z) PartsInDifferentRegions(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("3*H", "I")] Matrix W, [Weight("3*H", "H")] Matrix U, [Weight("3*H")] Vector b)
    {
        var (wa, wb, wc) = Split(W * x + b, 3);
        var (ua, ub, uc) = Split(U * h, 3);
        h = Tanh(wa + Sigmoid(wb) * ua);
        return (h, wc * ub + h, Tanh(wb) * uc);
    }

    [RnnCell]
    public static (Vector h, Vector y) OneMatrixEverywhere([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W)
    {
        h = Tanh(W * (W * x) + W.T * h);
        return (h, W * (h * x) + W.T * (W * h) - W * x);
    }

    [RnnCell]
    public static (Vector h, Vector y) SlicesOfProductsOfOneMatrix(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("2*H", "H")] Matrix W)
    {
        var n = h.Length;
        h = Tanh((W * x)[..n] + (W * h)[n..] + W.T * Concat(x, x * x));
        return (h, W.T * (W * h) + (W * h)[..n]);
    }

    [RnnCell]
    public static Vector Attention(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("K", "H")] Matrix A, [Weight("K", "I")] Matrix C, [Weight("H", "K")] Matrix V)
        => V * Softmax(A * h + C * x);

    [RnnCell]
    public static (Vector h, Vector y) BranchNotTaken([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        var root = Where(x > 0, Sqrt(x), 0.5 * x);
        h = Tanh(U * h + root) + Where(h > 0, Log(h), 0.1 / (h - 2));
        return (h, Where(x < 0, Log(-x), Reciprocal(x)) * root);
    }

    [RnnCell]
    public static (Vector h, Vector k) JoinedStates(
        [Input("I")] Vector x, [State("H")] Vector h, [State("K")] Vector k, [Weight("H+K", "H+K+I")] Matrix W)
    {
        var a = Tanh(W * Concat(h, k, x));
        return (a[..h.Length], a[h.Length..]);
    }

    [RnnCell]
    public static (Vector h, Vector part, Vector y) PartsAsStates(
        [Input("2*H")] Vector x, [State("2*H")] Vector h, [State("H")] Vector part, [Weight("2*H", "2*H")] Matrix W)
    {
        var n = part.Length;
        var a = W * h + x;
        h = Tanh(a);
        return (h, h[n..], a[..n] * part - x[n..]);
    }

    [RnnCell]
    public static (Vector h, Vector q) NegatedAndScaled(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector q, [Weight("H")] Vector w, [Weight] double a)
        => (-h * w + x, -(a * q));

    [RnnCell]
    public static (Vector h, double y) SumsOfSums([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U, [Weight("H")] Vector g)
    {
        var normal = LayerNorm(U * h + x, g, g * g, 0.1);
        var p = Softmax(normal);
        h = p * Sum(normal * p) + 0.3 * Tanh(h) / (1 + Variance(h));
        return (h, Variance(p) * LogSumExp(h) + Dot(p, Softmax(x)) * Mean(h));
    }

    [RnnCell]
    public static (Vector h, Vector c, Vector n, double m) ExponentialGates(
        [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector c, [State("H")] Vector n, [State] double m,
        [Weight("4*H", "I")] Matrix W, [Weight("4*H", "H")] Matrix U, [Weight("4*H")] Vector b)
    {
        var (z, i, f, o) = Split(W * x + U * h + b, 4);
        var top = Max(Mean(f) + m, Mean(i));
        var input = Exp(i - top);
        var forget = Exp(f + m - top);
        c = forget * c + input * Tanh(z);
        n = forget * n + input;
        return (Sigmoid(o) * c / (1 + Square(n)), c, n, 0.5 * top);
    }

    [RnnCell]
    public static (Vector h, Vector y) HighwayOfDepthThree(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("2*H", "H")] Matrix U1, [Weight("2*H", "H")] Matrix U2,
        [Weight("2*H", "I")] Matrix W, [Input("I")] Vector z)
    {
        var (a, t) = Split(W * z + U1 * h, 2);
        h = Tanh(a) * Sigmoid(t) + h * (1 - Sigmoid(t));
        (a, t) = Split(U2 * h, 2);
        h = Tanh(a + x) * Sigmoid(t) + h * (1 - Sigmoid(t));
        (a, t) = Split(U1 * h, 2);
        h = Tanh(a) * Sigmoid(t) + h * (1 - Sigmoid(t));
        return (h, a * t);
    }
}
