using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>
/// Relatives of long short-term memory, <see cref="RecurrentCells.Lstm"/>. Where gates share a wide weight, its rows are named in the remarks.
/// </summary>
public static class LstmVariants
{
    /// <summary>LSTM whose gates see the memory through peepholes, so that they can learn precise timing.</summary>
    /// <remarks>
    /// F. A. Gers and J. Schmidhuber, "Recurrent nets that time and count", IJCNN (2000); in the form of A. Graves (2013), arXiv 1308.0850.
    /// <code>
    /// i  = σ(Wi·x + Ui·h + pi ⊙ c + bi)
    /// f  = σ(Wf·x + Uf·h + pf ⊙ c + bf)
    /// c' = f ⊙ c + i ⊙ tanh(Wg·x + Ug·h + bg)
    /// o  = σ(Wo·x + Uo·h + po ⊙ c' + bo)
    /// h' = o ⊙ tanh(c')
    /// </code>
    /// States h [H], c [H]. The rows of W, U and b are those of i, f, g and o. The output gate sees the new memory.
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector c) PeepholeLstm(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "H")] Matrix U,
        [Weight("4*H")] Vector b,
        [Weight("H")] Vector pi,
        [Weight("H")] Vector pf,
        [Weight("H")] Vector po)
    {
        var (ai, af, ag, ao) = Split(W * x + U * h + b, 4);
        var i = Sigmoid(ai + pi * c);
        var f = Sigmoid(af + pf * c);
        c = f * c + i * Tanh(ag);
        var o = Sigmoid(ao + po * c);
        h = o * Tanh(c);
        return (h, c);
    }

    /// <summary>LSTM with coupled gates: what is forgotten is what makes room for the new, f = 1 − i.</summary>
    /// <remarks>
    /// K. Greff, R. K. Srivastava, J. Koutník, B. R. Steunebrink and J. Schmidhuber, "LSTM: a search space odyssey", IEEE TNNLS 28(10) (2017),
    /// as CIFG.
    /// <code>
    /// i  = σ(Wi·x + Ui·h + bi)
    /// o  = σ(Wo·x + Uo·h + bo)
    /// c' = (1 − i) ⊙ c + i ⊙ tanh(Wg·x + Ug·h + bg)
    /// h' = o ⊙ tanh(c')
    /// </code>
    /// States h [H], c [H]. The rows of W, U and b are those of i, g and o. Left out: the peepholes that the paper's version has.
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector c) CoupledGateLstm(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("3*H", "I")] Matrix W,
        [Weight("3*H", "H")] Matrix U,
        [Weight("3*H")] Vector b)
    {
        var (ai, ag, ao) = Split(W * x + U * h + b, 3);
        var i = Sigmoid(ai);
        c = (1 - i) * c + i * Tanh(ag);
        h = Sigmoid(ao) * Tanh(c);
        return (h, c);
    }

    /// <summary>LSTM with a projection: a wide memory that is fed back through a narrow state, which saves most of the recurrent weights.</summary>
    /// <remarks>
    /// H. Sak, A. Senior and F. Beaufays, "Long short-term memory recurrent neural network architectures for large scale acoustic modeling",
    /// Interspeech (2014).
    /// <code>
    /// i, f, o = σ(W·x + U·r + b),  g = tanh(W·x + U·r + b)      each with its own rows
    /// c' = f ⊙ c + i ⊙ g
    /// r' = P·(o ⊙ tanh(c'))
    /// </code>
    /// States r [R], c [H]. The rows of W, U and b are those of i, f, g and o. Left out, as in PyTorch: peepholes and the second, non-recurrent
    /// projection.
    /// </remarks>
    [RnnCell]
    public static (Vector r, Vector c) ProjectedLstm(
        [Input("I")] Vector x,
        [State("R")] Vector r,
        [State("H")] Vector c,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "R")] Matrix U,
        [Weight("4*H")] Vector b,
        [Weight("R", "H")] Matrix P)
    {
        var (i, f, g, o) = Split(W * x + U * r + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
        var m = Sigmoid(o) * Tanh(c);
        r = P * m;
        return (r, c);
    }

    /// <summary>LSTM with layer normalisation of its two products and of its memory, which keeps the scale of the gates' inputs over time.</summary>
    /// <remarks>
    /// J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization" (2016), equations 20 to 22 of its appendix.
    /// <code>
    /// (f, i, o, g) = LN(Wh·h; α1, β1) + LN(Wx·x; α2, β2) + b
    /// c' = σ(f) ⊙ c + σ(i) ⊙ tanh(g)
    /// h' = σ(o) ⊙ tanh(LN(c'; α3, β3))
    /// </code>
    /// with LN(a; α, β) = α ⊙ (a − mean(a))/√(variance(a) + 1e-5) + β over all gates together. States h [H], c [H].
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector c) LayerNormLstm(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("4*H", "H")] Matrix Wh,
        [Weight("4*H", "I")] Matrix Wx,
        [Weight("4*H")] Vector b,
        [Weight("4*H")] Vector alpha1,
        [Weight("4*H")] Vector beta1,
        [Weight("4*H")] Vector alpha2,
        [Weight("4*H")] Vector beta2,
        [Weight("H")] Vector alpha3,
        [Weight("H")] Vector beta3)
    {
        var (f, i, o, g) = Split(LayerNorm(Wh * h, alpha1, beta1) + LayerNorm(Wx * x, alpha2, beta2) + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
        h = Sigmoid(o) * Tanh(LayerNorm(c, alpha3, beta3));
        return (h, c);
    }

    /// <summary>The multiplicative LSTM: each input has its own recurrent transition, through the intermediate state m in the place of h.</summary>
    /// <remarks>
    /// B. Krause, L. Lu, I. Murray and S. Renals, "Multiplicative LSTM for sequence modelling" (2016). Not the mLSTM of xLSTM, which is
    /// <see cref="MatrixMemory.MLstm"/>.
    /// <code>
    /// m  = (Wmx·x) ⊙ (Wmh·h)
    /// i, f, o = σ(W·x + U·m + b),  g = W·x + U·m + b      each with its own rows
    /// c' = f ⊙ c + i ⊙ tanh(g)
    /// h' = o ⊙ tanh(c')
    /// </code>
    /// States h [H], c [H]. The rows of W, U and b are those of i, f, g (ĥ in the paper) and o. Added to the paper: the biases.
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector c) MultiplicativeLstm(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [Weight("H", "I")] Matrix Wmx,
        [Weight("H", "H")] Matrix Wmh,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "H")] Matrix U,
        [Weight("4*H")] Vector b)
    {
        var m = Wmx * x * (Wmh * h);
        var (i, f, g, o) = Split(W * x + U * m + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
        h = Sigmoid(o) * Tanh(c);
        return (h, c);
    }

    /// <summary>JANET: an LSTM with its forget gate only, and a bias β that lets a little more in than is forgotten.</summary>
    /// <remarks>
    /// J. van der Westhuizen and J. Lasenby, "The unreasonable effectiveness of the forget gate" (2018).
    /// <code>
    /// s  = Wf·x + Uf·c + bf
    /// c̃  = tanh(Wc·x + Uc·c + bc)
    /// c' = σ(s) ⊙ c + (1 − σ(s − β)) ⊙ c̃
    /// </code>
    /// State c [H], which is also the output h. The paper takes β = 1; with β = 0 both gates are one. Initialise bf by the chrono rule.
    /// </remarks>
    [RnnCell]
    public static Vector Janet(
        [Input("I")] Vector x,
        [State("H")] Vector c,
        [Weight("H", "I")] Matrix Wf,
        [Weight("H", "H")] Matrix Uf,
        [Weight("H")] Vector bf,
        [Weight("H", "I")] Matrix Wc,
        [Weight("H", "H")] Matrix Uc,
        [Weight("H")] Vector bc,
        [Constant] double beta)
    {
        var s = Wf * x + Uf * c + bf;
        var candidate = Tanh(Wc * x + Uc * c + bc);
        return Sigmoid(s) * c + (1 - Sigmoid(s - beta)) * candidate;
    }

    /// <summary>The sLSTM of xLSTM: exponential gates that can revise what was stored, a normaliser n and a stabiliser m.</summary>
    /// <remarks>
    /// M. Beck et al., "xLSTM: extended long short-term memory", NeurIPS (2024), equations 8 to 17, in their stabilised form and with the
    /// forget gate that is a sigmoid.
    /// <code>
    /// (ĩ, f̃, z̃, õ) = W·x + R·h + b
    /// m' = max(log σ(f̃) + m, ĩ)
    /// i  = exp(ĩ − m'),  f = exp(log σ(f̃) + m − m')
    /// c' = f ⊙ c + i ⊙ tanh(z̃)
    /// n' = f ⊙ n + i
    /// h' = σ(õ) ⊙ c'/n'
    /// </code>
    /// States h, c, n and m, each [H]; start all at zero. n' then is above zero, because i or f·n is (it needs ĩ below about −700 at the
    /// first step for i to be 0 in double precision, −100 in single). Left out: heads (R is not block-diagonal).
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector c, Vector n, Vector m) SLstm(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("H")] Vector c,
        [State("H")] Vector n,
        [State("H")] Vector m,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "H")] Matrix R,
        [Weight("4*H")] Vector b)
    {
        var (ai, af, az, ao) = Split(W * x + R * h + b, 4);
        var kept = LogSigmoid(af) + m;
        m = Max(kept, ai);
        var i = Exp(ai - m);
        var f = Exp(kept - m);
        c = f * c + i * Tanh(az);
        n = f * n + i;
        h = Sigmoid(ao) * c / n;
        return (h, c, n, m);
    }
}
