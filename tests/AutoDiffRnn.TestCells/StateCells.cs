using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>States and loops: none, several, of different sizes, passed on, shifted, on no cycle, in two loops.</summary>
public static class StateCells
{
    [RnnCell]
    public static (Vector h, double s, Vector k, double y) DifferentSizes(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State] double s,
        [State("K")] Vector k,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "K")] Matrix U,
        [Weight("K", "H")] Matrix V)
    {
        var next = Tanh(W * x + U * k + 0.1 * s);
        k = Tanh(V * h) * s + 0.2 * k;
        s = 0.3 * s + Sum(next) / next.Length;
        return (next, s, k, Dot(next, h));
    }

    [RnnCell]
    public static (Vector h, Vector kept, double number) PassedUnchanged(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector kept, [State] double number, [Weight("H", "H")] Matrix W)
        => (Tanh(W * h + kept * x + number), kept, number);

    [RnnCell]
    public static (Vector h, Vector xprev, Vector y) PreviousInput(
        [Input("I")] Vector x, [State("H")] Vector h, [State("I")] Vector xprev, [Weight("H", "I")] Matrix W, [Weight("O", "I")] Matrix V)
        => (Tanh(W * (x - xprev) + 0.5 * h), x, V * xprev);

    [RnnCell]
    public static (Vector a, Vector b, Vector c, Vector y) ShiftedTwice(
        [Input("I")] Vector x, [State("I")] Vector a, [State("I")] Vector b, [State("I")] Vector c, [Weight("O", "I")] Matrix V)
        => (x, a, b, V * c + V * (b * a));

    [RnnCell]
    public static (Vector h, Vector q, Vector y) OnNoCycle(
        [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector q, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U)
    {
        var next = Tanh(W * x + U * h);
        return (next, next * h, U * q + q * h);
    }

    [RnnCell]
    public static (Vector q, Vector y) OnlyShifted(
        [Input("I")] Vector x, [State("H")] Vector q, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U)
    {
        var a = Tanh(W * x);
        return (a, U * q + a);
    }

    [RnnCell]
    public static (Vector h, double mean) ScalarOnNoCycle(
        [Input("H")] Vector x, [State("H")] Vector h, [State] double mean, [Weight("H", "H")] Matrix U)
        => (Tanh(U * h + x * mean), Mean(x));

    [RnnCell]
    public static (Vector h, Vector k, Vector y) IndependentLoops(
        [Input("I")] Vector x, [State("H")] Vector h, [State("K")] Vector k, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U,
        [Weight("K", "I")] Matrix V, [Weight("K", "K")] Matrix Q, [Weight("O", "H")] Matrix A, [Weight("O", "K")] Matrix C)
    {
        h = Tanh(W * x + U * h);
        k = Sigmoid(V * x + Q * k);
        return (h, k, A * h + C * k);
    }

    [RnnCell]
    public static (Vector h, Vector k, Vector y) TwoLayers(
        [Input("I")] Vector x, [State("H")] Vector h, [State("K")] Vector k, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U,
        [Weight("K", "H")] Matrix V, [Weight("K", "K")] Matrix Q, [Weight("K")] Vector b, [Weight("O", "K")] Matrix A)
    {
        h = Tanh(W * x + U * h);
        k = Tanh(V * h + Q * k + b);
        return (h, k, A * k);
    }

    [RnnCell]
    public static (Vector h1, Vector h2, Vector h3, Vector y) ThreeLayersSkipping(
        [Input("H")] Vector x, [State("H")] Vector h1, [State("H")] Vector h2, [State("H")] Vector h3,
        [Weight("H", "H")] Matrix W1, [Weight("H", "H")] Matrix W2, [Weight("H", "H")] Matrix W3, [Weight("H", "H")] Matrix U)
    {
        h1 = Tanh(W1 * x + U * h1);
        h2 = Tanh(W2 * h1 + U * h2 + x);
        h3 = Tanh(W3 * (h2 + h1) + U * h3 + x * h1);
        return (h1, h2, h3, h3 + h1);
    }

    [RnnCell]
    public static (Vector h, Vector k) LaterLayerReadsPrevious(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector k, [Weight("H", "H")] Matrix U, [Weight("H", "H")] Matrix V)
    {
        var before = h;
        h = Tanh(U * h + x);
        k = Tanh(V * before + h * k);
        return (h, k);
    }

    [RnnCell]
    public static (Vector h, Vector c) Exchanged([Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector c, [Weight("H", "H")] Matrix W)
    {
        (h, c) = (c, Tanh(W * h + x));
        return (h, c);
    }

    [RnnCell]
    public static (Vector h, Vector c) SameAdjoints([Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector c, [Weight("H", "H")] Matrix W)
    {
        var sum = h + c;
        return (Tanh(W * sum + x), sum * 0.5);
    }

    [RnnCell]
    public static (Vector h, Vector c) SameNextValues(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector c, [Weight("H", "H")] Matrix W)
    {
        var next = Tanh(W * x + h * c);
        return (next, next);
    }

    [RnnCell]
    public static (Vector h, Vector y, Vector z) SameValueTwice([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W)
    {
        h = Tanh(W * x + h);
        return (h, h, h);
    }

    [RnnCell]
    public static (Vector h, Vector y, Vector z, double p, double q) SameOutputs(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W)
    {
        var y = W * h;
        var s = Sum(y);
        return (0.5 * h + x, y, y, s, s);
    }

    [RnnCell]
    public static (Vector h, Vector y, double z, Vector before) InputsAndStatesAsOutputs(
        [Input("H")] Vector x, [Input] double n, [State("H")] Vector h)
        => (0.5 * h + n * x, x, n, h);

    [RnnCell]
    public static (Vector h, Vector y) OutputWithoutState(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U, [Weight("O", "I")] Matrix V, [Weight("O")] Vector c)
        => (Tanh(U * h), Tanh(V * x + c));

    [RnnCell]
    public static Vector NextFromInputAlone([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W) => Tanh(W * x);

    [RnnCell]
    public static Vector InputItself([Input("H")] Vector x, [State("H")] Vector h) => x;

    [RnnCell]
    public static Vector StateItself([Input("H")] Vector x, [State("H")] Vector h) => h;

    [RnnCell]
    public static (Vector h, double s) NumbersAsNextValues(
        [Input("H")] Vector x, [State("H")] Vector h, [State] double s) => (Ones(h.Length) * 0.5, 0.25);

    [RnnCell]
    public static (Vector y, double z) NoState([Input("I")] Vector x, [Weight("O", "I")] Matrix W, [Weight("O")] Vector b)
    {
        var y = Tanh(W * x + b);
        return (y, Sum(y));
    }

    [RnnCell]
    public static Vector NoInput([State("H")] Vector h, [Weight("H", "H")] Matrix W, [Weight("H")] Vector b) => Tanh(W * h + b);

    [RnnCell]
    public static (Vector h, Vector u, Vector y) GateBeforeProduct(
        [Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector u, [Weight("H", "H")] Matrix U, [Weight("H", "H")] Matrix V,
        [Weight("H")] Vector b)
    {
        var r = Sigmoid(U * h + x);
        var n = Tanh(V * (r * u) + U * (r * h) + b);
        h = (1 - r) * h + r * n;
        u = V * (n * r) + V * n;
        return (h, u, V * (h * u) + U * (x * h));
    }
}
