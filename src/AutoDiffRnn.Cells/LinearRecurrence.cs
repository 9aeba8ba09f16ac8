using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>
/// Cells whose state is only scaled and added to, element by element: all products are of inputs, so the generator computes them for all
/// steps at once and the loop is a single pass over registers.
/// </summary>
public static class LinearRecurrence
{
    /// <summary>The simple recurrent unit: light recurrence, gates that see the memory through vectors, and a highway around it.</summary>
    /// <remarks>
    /// T. Lei, Y. Zhang, S. I. Wang, H. Dai and Y. Artzi, "Simple recurrent units for highly parallelizable recurrence", EMNLP (2018).
    /// <code>
    /// f  = σ(Wf·x + vf ⊙ c + bf)
    /// r  = σ(Wr·x + vr ⊙ c + br)
    /// c' = f ⊙ c + (1 − f) ⊙ (W·x)
    /// h  = r ⊙ c' + (1 − r) ⊙ x·α
    /// </code>
    /// State c [H], output h [H]; the input is as wide as the state. α is the paper's scaling correction, √3 or with a bias √(1 + 2·exp(bias)).
    /// </remarks>
    [RnnCell]
    public static (Vector c, Vector h) Sru(
        [Input("H")] Vector x,
        [State("H")] Vector c,
        [Weight("H", "H")] Matrix W,
        [Weight("H", "H")] Matrix Wf,
        [Weight("H")] Vector vf,
        [Weight("H")] Vector bf,
        [Weight("H", "H")] Matrix Wr,
        [Weight("H")] Vector vr,
        [Weight("H")] Vector br,
        [Constant] double alpha)
    {
        var f = Sigmoid(Wf * x + vf * c + bf);
        var r = Sigmoid(Wr * x + vr * c + br);
        c = f * c + (1 - f) * (W * x);
        var h = r * c + (1 - r) * (alpha * x);
        return (c, h);
    }

    /// <summary>The QRNN with f-pooling: a convolution over two steps, then a running mean whose rate the forget gate chooses.</summary>
    /// <remarks>
    /// J. Bradbury, S. Merity, C. Xiong and R. Socher, "Quasi-recurrent neural networks", ICLR (2017), equations 2 and 3.
    /// <code>
    /// z  = tanh(Wz·x + Vz·x₋₁ + bz)
    /// f  = σ(Wf·x + Vf·x₋₁ + bf)
    /// h' = f ⊙ h + (1 − f) ⊙ z
    /// </code>
    /// States h [H] and last [I], which keeps the input of the step before (x₋₁) for the convolution. Added to the paper: the biases.
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector last) QrnnForget(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [State("I")] Vector last,
        [Weight("2*H", "I")] Matrix W,
        [Weight("2*H", "I")] Matrix V,
        [Weight("2*H")] Vector b)
    {
        var (az, af) = Split(W * x + V * last + b, 2);
        var f = Sigmoid(af);
        h = f * h + (1 - f) * Tanh(az);
        return (h, x);
    }

    /// <summary>The QRNN with fo-pooling: as <see cref="QrnnForget"/>, and an output gate.</summary>
    /// <remarks>
    /// J. Bradbury, S. Merity, C. Xiong and R. Socher, "Quasi-recurrent neural networks", ICLR (2017), equation 4.
    /// <code>
    /// z  = tanh(Wz·x + Vz·x₋₁ + bz),  f = σ(Wf·x + Vf·x₋₁ + bf),  o = σ(Wo·x + Vo·x₋₁ + bo)
    /// c' = f ⊙ c + (1 − f) ⊙ z
    /// h  = o ⊙ c'
    /// </code>
    /// States c [H] and last [I], output h [H]. The rows of W, V and b are those of z, f and o. Added to the paper: the biases.
    /// </remarks>
    [RnnCell]
    public static (Vector c, Vector last, Vector h) QrnnForgetOutput(
        [Input("I")] Vector x,
        [State("H")] Vector c,
        [State("I")] Vector last,
        [Weight("3*H", "I")] Matrix W,
        [Weight("3*H", "I")] Matrix V,
        [Weight("3*H")] Vector b)
    {
        var (az, af, ao) = Split(W * x + V * last + b, 3);
        var f = Sigmoid(af);
        c = f * c + (1 - f) * Tanh(az);
        return (c, x, Sigmoid(ao) * c);
    }

    /// <summary>The QRNN with ifo-pooling: as <see cref="QrnnForgetOutput"/>, and an input gate of its own.</summary>
    /// <remarks>
    /// J. Bradbury, S. Merity, C. Xiong and R. Socher, "Quasi-recurrent neural networks", ICLR (2017), equation 5.
    /// <code>
    /// z  = tanh(Wz·x + Vz·x₋₁ + bz),  i, f, o = σ(W·x + V·x₋₁ + b)      each with its own rows
    /// c' = f ⊙ c + i ⊙ z
    /// h  = o ⊙ c'
    /// </code>
    /// States c [H] and last [I], output h [H]. The rows of W, V and b are those of z, i, f and o. Added to the paper: the biases.
    /// </remarks>
    [RnnCell]
    public static (Vector c, Vector last, Vector h) QrnnInputForgetOutput(
        [Input("I")] Vector x,
        [State("H")] Vector c,
        [State("I")] Vector last,
        [Weight("4*H", "I")] Matrix W,
        [Weight("4*H", "I")] Matrix V,
        [Weight("4*H")] Vector b)
    {
        var (z, i, f, o) = Split(W * x + V * last + b, 4);
        c = Sigmoid(f) * c + Sigmoid(i) * Tanh(z);
        return (c, x, Sigmoid(o) * c);
    }

    /// <summary>The minGRU: a GRU whose gate and candidate no longer see the state.</summary>
    /// <remarks>
    /// L. Feng, F. Tung, M. O. Ahmed, Y. Bengio and H. Hajimirsadeghi, "Were RNNs all we needed?" (2024).
    /// <code>
    /// z  = σ(Wz·x + bz)
    /// h' = (1 − z) ⊙ h + z ⊙ (Wh·x + bh)
    /// </code>
    /// State h [H].
    /// </remarks>
    [RnnCell]
    public static Vector MinGru(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix Wz,
        [Weight("H")] Vector bz,
        [Weight("H", "I")] Matrix Wh,
        [Weight("H")] Vector bh)
    {
        var z = Sigmoid(Wz * x + bz);
        return (1 - z) * h + z * (Wh * x + bh);
    }

    /// <summary>
    /// The real-gated linear recurrent unit of Griffin: a decay for each unit that the input can slow down, and inputs scaled to match.
    /// </summary>
    /// <remarks>
    /// S. De et al., "Griffin: mixing gated linear recurrences with local attention for efficient language models" (2024),
    /// equations 1 to 4, with c = 8.
    /// <code>
    /// r  = σ(Wa·x + ba)
    /// i  = σ(Wx·x + bx)
    /// a  = exp(8·r ⊙ log σ(Λ))
    /// h' = a ⊙ h + √(1 − a²) ⊙ (i ⊙ x)
    /// </code>
    /// State h [H]; the input is as wide as the state. Initialise Λ so that σ(Λ)^8 lies between 0.9 and 0.999.
    /// </remarks>
    [RnnCell]
    public static Vector RgLru(
        [Input("H")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "H")] Matrix Wa,
        [Weight("H")] Vector ba,
        [Weight("H", "H")] Matrix Wx,
        [Weight("H")] Vector bx,
        [Weight("H")] Vector Lambda)
    {
        var r = Sigmoid(Wa * x + ba);
        var i = Sigmoid(Wx * x + bx);
        var a = Exp(8 * r * LogSigmoid(Lambda));
        return a * h + Sqrt(1 - Square(a)) * (i * x);
    }
}
