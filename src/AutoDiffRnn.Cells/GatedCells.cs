using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>
/// Gated cells that are neither LSTM nor GRU. The GRU is in <see cref="RecurrentCells"/>, the LSTM's relatives are in <see cref="LstmVariants"/>.
/// </summary>
public static class GatedCells
{
    /// <summary>The minimal gated unit: a GRU with one gate, which both forgets and resets.</summary>
    /// <remarks>
    /// G.-B. Zhou, J. Wu, C.-L. Zhang and Z.-H. Zhou, "Minimal gated unit for recurrent neural networks", IJAC 13(3) (2016).
    /// <code>
    /// f  = σ(Wf·x + Uf·h + bf)
    /// n  = tanh(Wn·x + Un·(f ⊙ h) + bn)
    /// h' = (1 − f) ⊙ h + f ⊙ n
    /// </code>
    /// State h [H]. The paper writes h̃ for n.
    /// </remarks>
    [RnnCell]
    public static Vector Mgu(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix Wf,
        [Weight("H", "H")] Matrix Uf,
        [Weight("H")] Vector bf,
        [Weight("H", "I")] Matrix Wn,
        [Weight("H", "H")] Matrix Un,
        [Weight("H")] Vector bn)
    {
        var f = Sigmoid(Wf * x + Uf * h + bf);
        var n = Tanh(Wn * x + Un * (f * h) + bn);
        return (1 - f) * h + f * n;
    }

    /// <summary>The update-gate RNN: one gate that chooses for each unit between keeping its value and computing a new one.</summary>
    /// <remarks>
    /// J. Collins, J. Sohl-Dickstein and D. Sussillo, "Capacity and trainability in recurrent neural networks", ICLR (2017).
    /// <code>
    /// c  = tanh(Wc·x + Uc·h + bc)
    /// g  = σ(Wg·x + Ug·h + bg)
    /// h' = g ⊙ h + (1 − g) ⊙ c
    /// </code>
    /// State h [H].
    /// </remarks>
    [RnnCell]
    public static Vector Ugrnn(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix Wc,
        [Weight("H", "H")] Matrix Uc,
        [Weight("H")] Vector bc,
        [Weight("H", "I")] Matrix Wg,
        [Weight("H", "H")] Matrix Ug,
        [Weight("H")] Vector bg)
    {
        var c = Tanh(Wc * x + Uc * h + bc);
        var g = Sigmoid(Wg * x + Ug * h + bg);
        return g * h + (1 - g) * c;
    }

    /// <summary>
    /// The recurrent additive network: an LSTM whose content is linear in the input, so the memory is a weighted sum of past inputs.
    /// </summary>
    /// <remarks>
    /// K. Lee, O. Levy and L. Zettlemoyer, "Recurrent additive networks" (2017).
    /// <code>
    /// i  = σ(Wi·x + Ui·h + bi)
    /// f  = σ(Wf·x + Uf·h + bf)
    /// c' = i ⊙ (Wc·x) + f ⊙ c
    /// h' = tanh(c')
    /// </code>
    /// States c [H], h [H]. The paper also tries the identity for tanh.
    /// </remarks>
    [RnnCell]
    public static (Vector c, Vector h) Ran(
        [Input("I")] Vector x,
        [State("H")] Vector c,
        [State("H")] Vector h,
        [Weight("H", "I")] Matrix Wc,
        [Weight("H", "I")] Matrix Wi,
        [Weight("H", "H")] Matrix Ui,
        [Weight("H")] Vector bi,
        [Weight("H", "I")] Matrix Wf,
        [Weight("H", "H")] Matrix Uf,
        [Weight("H")] Vector bf)
    {
        var i = Sigmoid(Wi * x + Ui * h + bi);
        var f = Sigmoid(Wf * x + Uf * h + bf);
        c = i * (Wc * x) + f * c;
        h = Tanh(c);
        return (c, h);
    }

    /// <summary>
    /// A recurrent highway network of depth two: within a step the state passes two highway layers, each of which may carry it unchanged.
    /// </summary>
    /// <remarks>
    /// J. G. Zilly, R. K. Srivastava, J. Koutník and J. Schmidhuber, "Recurrent highway networks", ICML (2017), with its coupled gates, carry 1 − t.
    /// <code>
    /// h1 = tanh(W·x + R1·s + b1),  t1 = σ(Wt·x + Rt1·s + bt1),  s1 = h1 ⊙ t1 + s ⊙ (1 − t1)
    /// h2 = tanh(R2·s1 + b2),       t2 = σ(Rt2·s1 + bt2),        s' = h2 ⊙ t2 + s1 ⊙ (1 − t2)
    /// </code>
    /// State s [H]. The input enters the first layer only, as in the paper. Start bt1 and bt2 below zero, so that layers carry at first.
    /// </remarks>
    [RnnCell]
    public static Vector RecurrentHighway(
        [Input("I")] Vector x,
        [State("H")] Vector s,
        [Weight("H", "I")] Matrix W,
        [Weight("H", "I")] Matrix Wt,
        [Weight("H", "H")] Matrix R1,
        [Weight("H", "H")] Matrix Rt1,
        [Weight("H")] Vector b1,
        [Weight("H")] Vector bt1,
        [Weight("H", "H")] Matrix R2,
        [Weight("H", "H")] Matrix Rt2,
        [Weight("H")] Vector b2,
        [Weight("H")] Vector bt2)
    {
        s = Highway(s, W * x + R1 * s + b1, Wt * x + Rt1 * s + bt1);
        return Highway(s, R2 * s + b2, Rt2 * s + bt2);

        static Vector Highway(Vector s, Vector a, Vector gate)
        {
            var h = Tanh(a);
            var t = Sigmoid(gate);
            return h * t + s * (1 - t);
        }
    }
}
