using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>The classical recurrent cells, one method each: the maths of one step, from which the generator makes the networks.</summary>
public static class RecurrentCells
{
    /// <summary>Elman's simple recurrent network: input, context and output weights, the same at every step.</summary>
    /// <remarks>J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990). <c>h' = tanh(Wx·x + Wh·h + b)</c>, <c>y = Wy·h' + c</c>.</remarks>
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

    /// <summary>Long short-term memory with a forget gate, its four gates in one wide weight each.</summary>
    /// <remarks>
    /// S. Hochreiter and J. Schmidhuber, Neural Computation 9(8) (1997); the forget gate: F. A. Gers, J. Schmidhuber and F. Cummins,
    /// Neural Computation 12(10) (2000). The rows of W, U and b are those of i, f, g and o, as in PyTorch.
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector c) Lstm(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "H")] Matrix U,
        [Weight("4*H")] Vector b)
    {
        var a = W * x + U * h + b;
        var H = h.Length;
        var i = Sigmoid(a[0..H]);
        var f = Sigmoid(a[H..(2 * H)]);
        var g = Tanh(a[(2 * H)..(3 * H)]);
        var o = Sigmoid(a[(3 * H)..]);
        c = f * c + i * g;
        h = o * Tanh(c);
        return (h, c);
    }

    /// <summary>Long short-term memory with a forget gate, its eight matrices apart.</summary>
    /// <remarks>The same cell as <see cref="Lstm"/>: the generator merges the products again.</remarks>
    [RnnCell]
    public static (Vector h, Vector c) LstmApart(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("H", "I")] Matrix Wi,
        [Weight("H", "I")] Matrix Wf,
        [Weight("H", "I")] Matrix Wg,
        [Weight("H", "I")] Matrix Wo,
        [Weight("H", "H")] Matrix Ui,
        [Weight("H", "H")] Matrix Uf,
        [Weight("H", "H")] Matrix Ug,
        [Weight("H", "H")] Matrix Uo,
        [Weight("H")] Vector bi,
        [Weight("H")] Vector bf,
        [Weight("H")] Vector bg,
        [Weight("H")] Vector bo)
    {
        var i = Sigmoid(Wi * x + Ui * h + bi);
        var f = Sigmoid(Wf * x + Uf * h + bf);
        var g = Tanh(Wg * x + Ug * h + bg);
        var o = Sigmoid(Wo * x + Uo * h + bo);
        c = f * c + i * g;
        h = o * Tanh(c);
        return (h, c);
    }

    /// <summary>Gated recurrent unit, the reset gate after the recurrent product, as in cuDNN and PyTorch.</summary>
    /// <remarks>K. Cho et al., EMNLP 2014; this variant: <c>n = tanh(Wn·x + bn + r ⊙ (Un·h + cn))</c>, <c>h' = (1 − z) ⊙ n + z ⊙ h</c>.</remarks>
    [RnnCell]
    public static Vector Gru(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("3*H", "I")] Matrix W,
        [Weight("3*H", "H")] Matrix U,
        [Weight("3*H")] Vector b,
        [Weight("3*H")] Vector c)
    {
        var (wr, wz, wn) = Split(W * x + b, 3);
        var (ur, uz, un) = Split(U * h + c, 3);
        var r = Sigmoid(wr + ur);
        var z = Sigmoid(wz + uz);
        var n = Tanh(wn + r * un);
        return (1 - z) * n + z * h;
    }

    /// <summary>Gated recurrent unit as first published: the reset gate before the recurrent product.</summary>
    /// <remarks>K. Cho et al., EMNLP 2014: <c>n = tanh(Wn·x + Un·(r ⊙ h) + bn)</c>, <c>h' = z ⊙ h + (1 − z) ⊙ n</c>.</remarks>
    [RnnCell]
    public static Vector GruResetBefore(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix Wr,
        [Weight("H", "I")] Matrix Wz,
        [Weight("H", "I")] Matrix Wn,
        [Weight("H", "H")] Matrix Ur,
        [Weight("H", "H")] Matrix Uz,
        [Weight("H", "H")] Matrix Un,
        [Weight("H")] Vector br,
        [Weight("H")] Vector bz,
        [Weight("H")] Vector bn)
    {
        var r = Sigmoid(Wr * x + Ur * h + br);
        var z = Sigmoid(Wz * x + Uz * h + bz);
        var n = Tanh(Wn * x + Un * (r * h) + bn);
        return z * h + (1 - z) * n;
    }
}
