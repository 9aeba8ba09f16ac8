using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Language.Tests;

/// <summary>Whole cells as a user writes them, run by the tests as the plain C# that they are.</summary>
internal static class PlainCells
{
    [RnnCell]
    public static (Vector h, Vector y) Elman(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix Wx,
        [Weight("H", "H")] Matrix Wh,
        [Weight("H")] Vector b,
        [Weight("O", "H")] Matrix Wy,
        [Weight("O")] Vector c)
    {
        h = Tanh(Wx * x + Wh * h + b);
        var y = Wy * h + c;
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, Vector c) LstmWithSplit(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "H")] Matrix U,
        [Weight("4*H")] Vector b)
    {
        var (i, f, g, o) = Split(W * x + U * h + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
        h = Sigmoid(o) * Tanh(c);
        return (h, c);
    }

    [RnnCell]
    public static (Vector h, Vector c) LstmWithSlices(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "H")] Matrix U,
        [Weight("4*H")] Vector b)
    {
        var n = h.Length;
        var a = W * x;
        a += U * h + b;
        var i = Sigmoid(a[..n]);
        var f = Sigmoid(a[n..(2 * n)]);
        var g = Tanh(a[(2 * n)..(3 * n)]);
        var o = Sigmoid(a[(3 * n)..]);
        c = f * c + i * g;
        return (o * Tanh(c), c);
    }

    [RnnCell]
    public static Vector GruResetAfter(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("3*H", "I")] Matrix W,
        [Weight("3*H", "H")] Matrix U,
        [Weight("3*H")] Vector b,
        [Weight("3*H")] Vector bh)
    {
        var (ar, az, an) = Split(W * x + b, 3);
        var (ur, uz, un) = Split(U * h + bh, 3);
        var r = Sigmoid(ar + ur);
        var z = Sigmoid(az + uz);
        var n = Tanh(an + r * un);
        return (1 - z) * n + z * h;
    }

    [RnnCell]
    public static Vector GruResetBefore(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("3*H", "I")] Matrix W,
        [Weight("2*H", "H")] Matrix U,
        [Weight("H", "H")] Matrix Un,
        [Weight("3*H")] Vector b)
    {
        var a = W * x + b;
        var gates = Sigmoid(a[..(2 * h.Length)] + U * h);
        var (r, z) = Split(gates, 2);
        var n = Tanh(a[gates.Length..] + Un * (r * h));
        return (1 - z) * n + z * h;
    }

    [RnnCell]
    public static (Vector h, double loss) CharModel(
        [Input] int token,
        [Input] int next,
        [State("H")] Vector h,
        [Weight("V", "D")] Matrix E,
        [Weight("H", "D")] Matrix Wx,
        [Weight("H", "H")] Matrix Wh,
        [Weight("H")] Vector b,
        [Weight("V", "H")] Matrix Wy,
        [Weight("V")] Vector c)
    {
        h = Tanh(Wx * E[token] + Wh * h + b);
        return (h, CrossEntropy(Wy * h + c, next));
    }
}
