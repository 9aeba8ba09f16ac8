using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>Cells that remember in a matrix for each example: they write outer products into it and read it with a query.</summary>
public static class MatrixMemory
{
    private const double Tiny = 1e-6;

    /// <summary>Fast weights: a matrix that stores the recent hidden vectors and attends to those like the one that is being formed.</summary>
    /// <remarks>
    /// J. Ba, G. Hinton, V. Mnih, J. Z. Leibo and C. Ionescu, "Using fast weights to attend to the recent past", NIPS (2016).
    /// <code>
    /// A' = λ·A + η·h·hᵀ
    /// a  = W·h + C·x
    /// h₀ = max(0, a),  hₛ₊₁ = max(0, LN(a + A'·hₛ)),  h' = h₂
    /// </code>
    /// States A [H, H], h [H]. The inner loop has two turns (the paper: one to three); LN has a gain and a bias, as in the paper on it.
    /// </remarks>
    [RnnCell]
    public static (Matrix A, Vector h) FastWeights(
        [Input("I")] Vector x,
        [State("H", "H")] Matrix A,
        [State("H")] Vector h,
        [Weight("H", "H")] Matrix W,
        [Weight("H", "I")] Matrix C,
        [Weight("H")] Vector gain,
        [Weight("H")] Vector bias,
        [Constant] double lambda,
        [Constant] double eta)
    {
        const int Turns = 2;
        A = lambda * A + eta * Outer(h, h);
        var a = W * h + C * x;
        h = Relu(a);
        for (var s = 0; s < Turns; s++)
            h = Relu(LayerNorm(a + A * h, gain, bias));
        return (A, h);
    }

    /// <summary>
    /// Linear attention: a transformer's causal attention without the exponential, which makes it an RNN with a matrix for a state.
    /// </summary>
    /// <remarks>
    /// A. Katharopoulos, A. Vyas, N. Pappas and F. Fleuret, "Transformers are RNNs: fast autoregressive transformers with linear attention",
    /// ICML (2020).
    /// <code>
    /// φ(a) = elu(a) + 1
    /// S' = S + v·φ(k)ᵀ          with q, k, v = Wq·x, Wk·x, Wv·x
    /// z' = z + φ(k)
    /// y  = S'·φ(q) / (z'·φ(q))
    /// </code>
    /// States S [V, K] (the paper's, transposed) and z [K], output y [V]. From z = 0 the divisor is above zero, because φ is.
    /// </remarks>
    [RnnCell]
    public static (Matrix S, Vector z, Vector y) LinearAttention(
        [Input("I")] Vector x,
        [State("V", "K")] Matrix S,
        [State("K")] Vector z,
        [Weight("K", "I")] Matrix Wq,
        [Weight("K", "I")] Matrix Wk,
        [Weight("V", "I")] Matrix Wv)
    {
        var q = Elu(Wq * x) + 1;
        var k = Elu(Wk * x) + 1;
        S = S + Outer(Wv * x, k);
        z = z + k;
        var y = S * q / Dot(z, q);
        return (S, z, y);
    }

    /// <summary>The delta rule: instead of adding a value to what its key already holds, it corrects what is held towards the value.</summary>
    /// <remarks>
    /// I. Schlag, K. Irie and J. Schmidhuber, "Linear transformers are secretly fast weight programmers", ICML (2021); with the keys of
    /// S. Yang, B. Wang, Y. Zhang, Y. Shen and Y. Kim, "Parallelizing linear transformers with the delta rule over sequence length", NeurIPS (2024).
    /// <code>
    /// q, k = silu(Wq·x), silu(Wk·x), each divided by its length;  v = Wv·x;  β = σ(wβ·x)
    /// S' = S + β·(v − S·k)·kᵀ
    /// y  = S'·q
    /// </code>
    /// State S [V, K], output y [V]. The length is √(k·k + 1e-6), so that an input of zeros has a key of zeros. Left out: the short convolutions.
    /// </remarks>
    [RnnCell]
    public static (Matrix S, Vector y) DeltaRule(
        [Input("I")] Vector x,
        [State("V", "K")] Matrix S,
        [Weight("K", "I")] Matrix Wq,
        [Weight("K", "I")] Matrix Wk,
        [Weight("V", "I")] Matrix Wv,
        [Weight("I")] Vector wBeta)
    {
        var q = OfLengthOne(Silu(Wq * x));
        var k = OfLengthOne(Silu(Wk * x));
        var beta = Sigmoid(Dot(wBeta, x));
        S = S + beta * Outer(Wv * x - S * k, k);
        return (S, S * q);
    }

    /// <summary>The gated delta rule: the delta rule with a gate that clears the whole memory as fast as the input says.</summary>
    /// <remarks>
    /// S. Yang, J. Kautz and A. Hatamizadeh, "Gated delta networks: improving Mamba2 with delta rule" (2024).
    /// <code>
    /// q, k = silu(Wq·x), silu(Wk·x), each divided by its length;  v = silu(Wv·x);  β = σ(wβ·x)
    /// α  = exp(−exp(a)·softplus(wα·x + bα))
    /// S' = S·(α·(I − β·k·kᵀ)) + β·v·kᵀ = α·S + β·(v − α·S·k)·kᵀ
    /// y  = S'·q
    /// </code>
    /// State S [V, K], output y [V]. The length is √(k·k + 1e-6). Left out: heads, the short convolutions, and the norm and gate after the output.
    /// </remarks>
    [RnnCell]
    public static (Matrix S, Vector y) GatedDeltaRule(
        [Input("I")] Vector x,
        [State("V", "K")] Matrix S,
        [Weight("K", "I")] Matrix Wq,
        [Weight("K", "I")] Matrix Wk,
        [Weight("V", "I")] Matrix Wv,
        [Weight("I")] Vector wBeta,
        [Weight("I")] Vector wAlpha,
        [Weight] double bAlpha,
        [Weight] double a)
    {
        var q = OfLengthOne(Silu(Wq * x));
        var k = OfLengthOne(Silu(Wk * x));
        var v = Silu(Wv * x);
        var beta = Sigmoid(Dot(wBeta, x));
        var alpha = Exp(-Exp(a) * Softplus(Dot(wAlpha, x) + bAlpha));
        S = alpha * S;
        S = S + beta * Outer(v - S * k, k);
        return (S, S * q);
    }

    /// <summary>The mLSTM of xLSTM: a matrix memory with exponential gates, a normaliser n and a stabiliser m.</summary>
    /// <remarks>
    /// M. Beck et al., "xLSTM: extended long short-term memory", NeurIPS (2024), equations 19 to 27, in their stabilised form and with the
    /// forget gate that is a sigmoid. Not the multiplicative LSTM, which is <see cref="LstmVariants.MultiplicativeLstm"/>.
    /// <code>
    /// q = Wq·x + bq,  k = (Wk·x)/√K + bk,  v = Wv·x + bv,  ĩ = wi·x + bi,  f̃ = wf·x + bf,  õ = Wo·x + bo
    /// m' = max(log σ(f̃) + m, ĩ)
    /// i  = exp(ĩ − m'),  f = exp(log σ(f̃) + m − m')
    /// C' = f·C + i·v·kᵀ
    /// n' = f·n + i·k
    /// h  = σ(õ) ⊙ C'·q / max(|n'·q|, exp(−m'))
    /// </code>
    /// States C [V, K], n [K] and the number m, output h [V]. The paper bounds the divisor by 1 before it is stabilised, which is exp(−m')
    /// after it. Left out: heads.
    /// </remarks>
    [RnnCell]
    public static (Matrix C, Vector n, double m, Vector h) MLstm(
        [Input("I")] Vector x,
        [State("V", "K")] Matrix C,
        [State("K")] Vector n,
        [State] double m,
        [Weight("K", "I")] Matrix Wq,
        [Weight("K", "I")] Matrix Wk,
        [Weight("V", "I")] Matrix Wv,
        [Weight("V", "I")] Matrix Wo,
        [Weight("K")] Vector bq,
        [Weight("K")] Vector bk,
        [Weight("V")] Vector bv,
        [Weight("V")] Vector bo,
        [Weight("I")] Vector wi,
        [Weight("I")] Vector wf,
        [Weight] double bi,
        [Weight] double bf)
    {
        var q = Wq * x + bq;
        var k = Wk * x / Sqrt(n.Length) + bk;
        var v = Wv * x + bv;
        var written = Dot(wi, x) + bi;
        var kept = LogSigmoid(Dot(wf, x) + bf) + m;
        m = Max(kept, written);
        var i = Exp(written - m);
        var f = Exp(kept - m);
        C = f * C + i * Outer(v, k);
        n = f * n + i * k;
        var h = Sigmoid(Wo * x + bo) * (C * q) / Max(Abs(Dot(n, q)), Exp(-m));
        return (C, n, m, h);
    }

    /// <summary>The selective state space of Mamba: for each channel a few exponential memories, whose step the input chooses.</summary>
    /// <remarks>
    /// A. Gu and T. Dao, "Mamba: linear-time sequence modeling with selective state spaces" (2023), algorithm 2.
    /// <code>
    /// Δ  = softplus(WΔ·x + bΔ),  B = WB·x,  C = WC·x
    /// S' = exp(Δ·1ᵀ ⊙ A) ⊙ S + (Δ ⊙ x)·Bᵀ          with A = −exp(a)
    /// y  = S'·C + D ⊙ x
    /// </code>
    /// State S [D, N], output y [D]; WΔ is the paper's low-rank one as a whole. A is discretised exactly, B by Euler's rule, as in the paper's
    /// code. Left out: the projections, convolution and gate around it.
    /// </remarks>
    [RnnCell]
    public static (Matrix S, Vector y) SelectiveStateSpace(
        [Input("D")] Vector x,
        [State("D", "N")] Matrix S,
        [Weight("D", "N")] Matrix a,
        [Weight("D", "D")] Matrix WDelta,
        [Weight("D")] Vector bDelta,
        [Weight("N", "D")] Matrix WB,
        [Weight("N", "D")] Matrix WC,
        [Weight("D")] Vector D)
    {
        var delta = Softplus(WDelta * x + bDelta);
        var B = WB * x;
        var C = WC * x;
        var decay = Exp(Hadamard(Outer(delta, Ones(B.Length)), -Exp(a)));
        S = Hadamard(decay, S) + Outer(delta * x, B);
        return (S, S * C + D * x);
    }

    [Differentiable]
    private static Vector OfLengthOne(Vector v) => v / Sqrt(Dot(v, v) + Tiny);
}
