using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Loops over time without products: each is one method that finds the memory of all steps before it begins.</summary>
public static class TimeLoopCells
{
    /// <summary>A diagonal LSTM: gates that see one element of the layer below and one of their own state.</summary>
    [RnnCell]
    public static (Vector h, Vector c) DiagonalLayer(
        [Input("N")] Vector u, [State("N")] Vector h, [State("N")] Vector c, [Weight("4*N")] Vector w, [Weight("4*N")] Vector b)
    {
        var (wf, wi, wo, wa) = Split(w, 4);
        var (bf, bi, bo, ba) = Split(b, 4);
        var f = Sigmoid(wf * u + bf);
        var i = Sigmoid(wi * h + bi);
        var o = Sigmoid(wo * u + bo);
        var a = Tanh(wa * h + ba);
        c = f * c + i * a;
        return (o * Tanh(c), c);
    }

    [RnnCell]
    public static (Vector h1, Vector c1, Vector h2, Vector c2, double loss) DiagonalLayers(
        [Input("N")] Vector x, [Input("N")] Vector next, [State("N")] Vector h1, [State("N")] Vector c1, [State("N")] Vector h2, [State("N")] Vector c2,
        [Weight("4*N")] Vector w1, [Weight("4*N")] Vector b1, [Weight("4*N")] Vector w2, [Weight("4*N")] Vector b2, [Weight("N")] Vector v)
    {
        (h1, c1) = DiagonalLayer(x, h1, c1, w1, b1);
        (h2, c2) = DiagonalLayer(h1, h2, c2, w2, b2);
        var y = h2 * v;
        return (h1, c1, h2, c2, Dot(next, y - Log(2 + Sum(Exp(y)))));
    }

    /// <summary>A part of a state, a number and a whole row: what is finished between two kernels of one step.</summary>
    [RnnCell]
    public static (Vector h, double s, Vector y) FinishedInLoop(
        [Input("N")] Vector x, [Input("2*N")] Vector z, [State("2*N")] Vector h, [State] double s, [Weight("2*N")] Vector w)
    {
        var (first, second) = Split(h, 2);
        s = Tanh(s * 0.5 + Dot(first, x) + Mean(second));
        h = Softmax(h * w + z) + s * w;
        return (h, s, h * z);
    }

    /// <summary>Units that see what they and others of their place were one, two and three steps before; a state that is read after its loop.</summary>
    [RnnCell]
    public static (Vector h, Vector last, Vector older, Vector y) DelayedUnits(
        [Input("2*N")] Vector x,
        [State("N")] Vector h,
        [State("N")] Vector last,
        [State("N")] Vector older,
        [Weight("N")] Vector w,
        [Weight("N")] Vector v,
        [Weight("2*N")] Vector gain)
    {
        var (driven, shown) = Split(x, 2);
        var before = h;
        h = Where(driven > 0.2, Tanh(w * h + v * last + driven), w * older * gain[..w.Length]);
        return (h, before, last, Softmax(shown * before + h) * gain[w.Length..]);
    }

    /// <summary>Leaky integrators of two widths, with numbers as rates: of all of them, and of an example.</summary>
    [RnnCell]
    public static (Vector v, Vector u, double energy) LeakyUnits(
        [Input("N")] Vector x, [Input] double rate, [State("N")] Vector v, [State("M")] Vector u, [Weight] double leak, [Weight("M", "N")] Matrix W, [Weight("M")] Vector b)
    {
        v = (1 - Sigmoid(leak)) * v + Sigmoid(leak) * x * Exp(-rate);
        u = 0.9 * u + Tanh(W * v + b) * b;
        return (v, u, Sum(u * u) + Dot(v, x));
    }

    /// <summary>A decay that is made of a weight once, used in two places, and hoisted products beside it.</summary>
    [RnnCell]
    public static (Vector s, Vector r) SharedDecay(
        [Input("I")] Vector x, [State("N")] Vector s, [State("N")] Vector r, [Weight("N", "I")] Matrix W, [Weight("N")] Vector decay, [Weight("N")] Vector b)
    {
        var keep = Exp(-Softplus(decay));
        var drive = W * x + b;
        s = keep * s + drive;
        r = keep * r + Tanh(s + b) * drive;
        return (s, r);
    }
}
