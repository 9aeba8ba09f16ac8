using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>
/// The LSTM language model with diagonal gates that tools for automatic differentiation are compared on (F. Srajer, Z. Kukelova and A. Fitzgibbon,
/// "A benchmark of selected algorithmic differentiation tools on some problems in computer vision and machine learning", 2018): nothing but
/// elementwise work, so it measures the code between products.
/// </summary>
public static class DiagonalCells
{
    /// <summary>
    /// One layer over the layer below, <c>u</c>. The parts of <c>w</c> and <c>b</c> are those of f, i, o and a:
    /// <code>
    /// f = σ(w_f ⊙ u + b_f),  i = σ(w_i ⊙ h + b_i),  o = σ(w_o ⊙ u + b_o),  a = tanh(w_a ⊙ h + b_a)
    /// c' = f ⊙ c + i ⊙ a
    /// h' = o ⊙ tanh(c')
    /// </code>
    /// </summary>
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

    /// <summary>Two layers, and <c>score</c>, the logarithm of the probability of the next character's bits: <c>next·(y − log(2 + Σ eʸ))</c>.</summary>
    [RnnCell]
    public static (Vector h1, Vector c1, Vector h2, Vector c2, double score) DiagonalModel2(
        [Input("N")] Vector x,
        [Input("N")] Vector next,
        [State("N")] Vector h1,
        [State("N")] Vector c1,
        [State("N")] Vector h2,
        [State("N")] Vector c2,
        [Weight("N")] Vector win,
        [Weight("4*N")] Vector w1,
        [Weight("4*N")] Vector b1,
        [Weight("4*N")] Vector w2,
        [Weight("4*N")] Vector b2,
        [Weight("N")] Vector wout,
        [Weight("N")] Vector bout)
    {
        (h1, c1) = DiagonalLayer(x * win, h1, c1, w1, b1);
        (h2, c2) = DiagonalLayer(h1, h2, c2, w2, b2);
        var y = h2 * wout + bout;
        return (h1, c1, h2, c2, Dot(next, y - Log(2 + Sum(Exp(y)))));
    }

    /// <summary>As <see cref="DiagonalModel2"/>, with four layers.</summary>
    [RnnCell]
    public static (Vector h1, Vector c1, Vector h2, Vector c2, Vector h3, Vector c3, Vector h4, Vector c4, double score) DiagonalModel4(
        [Input("N")] Vector x,
        [Input("N")] Vector next,
        [State("N")] Vector h1,
        [State("N")] Vector c1,
        [State("N")] Vector h2,
        [State("N")] Vector c2,
        [State("N")] Vector h3,
        [State("N")] Vector c3,
        [State("N")] Vector h4,
        [State("N")] Vector c4,
        [Weight("N")] Vector win,
        [Weight("4*N")] Vector w1,
        [Weight("4*N")] Vector b1,
        [Weight("4*N")] Vector w2,
        [Weight("4*N")] Vector b2,
        [Weight("4*N")] Vector w3,
        [Weight("4*N")] Vector b3,
        [Weight("4*N")] Vector w4,
        [Weight("4*N")] Vector b4,
        [Weight("N")] Vector wout,
        [Weight("N")] Vector bout)
    {
        (h1, c1) = DiagonalLayer(x * win, h1, c1, w1, b1);
        (h2, c2) = DiagonalLayer(h1, h2, c2, w2, b2);
        (h3, c3) = DiagonalLayer(h2, h3, c3, w3, b3);
        (h4, c4) = DiagonalLayer(h3, h4, c4, w4, b4);
        var y = h4 * wout + bout;
        return (h1, c1, h2, c2, h3, c3, h4, c4, Dot(next, y - Log(2 + Sum(Exp(y)))));
    }
}
