using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Cells;

/// <summary>
/// Cells without gates: what is handed on is a function of the input and of one earlier value. See also <see cref="RecurrentCells.Elman"/>.
/// </summary>
public static class SimpleRecurrence
{
    /// <summary>Jordan's network: the output of the step before, not the hidden layer, is fed back, so a plan can be read off it.</summary>
    /// <remarks>
    /// M. I. Jordan, "Serial order: a parallel distributed processing approach", ICS report 8604, UC San Diego (1986).
    /// <code>
    /// h  = tanh(Wx·x + Wy·y + b)
    /// y' = σ(V·h + c)
    /// </code>
    /// State y [O], output h [H]. Left out: the paper's state units also keep a part of themselves; here y alone is fed back.
    /// </remarks>
    [RnnCell]
    public static (Vector y, Vector h) Jordan(
        [Input("I")] Vector x,
        [State("O")] Vector y,
        [Weight("H", "I")] Matrix Wx,
        [Weight("H", "O")] Matrix Wy,
        [Weight("H")] Vector b,
        [Weight("O", "H")] Matrix V,
        [Weight("O")] Vector c)
    {
        var h = Tanh(Wx * x + Wy * y + b);
        y = Sigmoid(V * h + c);
        return (y, h);
    }

    /// <summary>The IRNN: rectified units that remember because their recurrent matrix starts as the identity.</summary>
    /// <remarks>
    /// Q. V. Le, N. Jaitly and G. E. Hinton, "A simple way to initialize recurrent networks of rectified linear units" (2015).
    /// <code>
    /// h' = max(0, W·x + U·h + b)
    /// </code>
    /// State h [H]. Initialise U to the identity and b to zero: that is what makes this cell more than Elman's with another function.
    /// </remarks>
    [RnnCell]
    public static Vector Irnn(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
        => Relu(W * x + U * h + b);

    /// <summary>The IndRNN: each unit sees only its own past, so gradients can be held by bounding one number for each unit.</summary>
    /// <remarks>
    /// S. Li, W. Li, C. Cook, C. Zhu and Y. Gao, "Independently recurrent neural network (IndRNN): building a longer and deeper RNN", CVPR (2018).
    /// <code>
    /// h' = max(0, W·x + u ⊙ h + b)
    /// </code>
    /// State h [H]. Units meet only in the next layer: stack two of them. Keep |u| below γ^(1/T), as the paper does, by clipping it after an update.
    /// </remarks>
    [RnnCell]
    public static Vector IndRnn(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H")] Vector u, [Weight("H")] Vector b)
        => Relu(W * x + u * h + b);

    /// <summary>The multiplicative RNN: each input chooses its own recurrent matrix, Whf·diag(Wfx·x)·Wfh, factored so that it stays small.</summary>
    /// <remarks>
    /// I. Sutskever, J. Martens and G. Hinton, "Generating text with recurrent neural networks", ICML (2011).
    /// <code>
    /// f  = (Wfx·x) ⊙ (Wfh·h)
    /// h' = tanh(Whf·f + Whx·x + b)
    /// o  = Woh·h' + c
    /// </code>
    /// State h [H], output o [O]; F is the number of factors. Added to the paper: the bias b.
    /// </remarks>
    [RnnCell]
    public static (Vector h, Vector o) MultiplicativeRnn(
        [Input("I")] Vector x,
        [State("H")] Vector h,
        [Weight("F", "I")] Matrix Wfx,
        [Weight("F", "H")] Matrix Wfh,
        [Weight("H", "F")] Matrix Whf,
        [Weight("H", "I")] Matrix Whx,
        [Weight("H")] Vector b,
        [Weight("O", "H")] Matrix Woh,
        [Weight("O")] Vector c)
    {
        var f = Wfx * x * (Wfh * h);
        h = Tanh(Whf * f + Whx * x + b);
        var o = Woh * h + c;
        return (h, o);
    }

    /// <summary>A clockwork RNN of three modules: the slower a module, the seldomer it is updated, and only slower ones tell faster ones.</summary>
    /// <remarks>
    /// J. Koutník, K. Greff, F. Gomez and J. Schmidhuber, "A clockwork RNN", ICML (2014).
    /// <code>
    /// fast'   = tanh(W1·x + U11·fast + U12·medium + U13·slow + b1)      at every step
    /// medium' = tanh(W2·x + U22·medium + U23·slow + b2)                 where second ≥ ½, else medium
    /// slow'   = tanh(W3·x + U33·slow + b3)                              where fourth ≥ ½, else slow
    /// </code>
    /// States fast [F], medium [M], slow [S]. The clocks are inputs: write 1 into <paramref name="second"/> at steps 0, 2, 4, … and into
    /// <paramref name="fourth"/> at 0, 4, 8, … for the paper's periods 1, 2, 4, else 0; or let events tick them. Left out: the output layer.
    /// </remarks>
    [RnnCell]
    public static (Vector fast, Vector medium, Vector slow) Clockwork(
        [Input("I")] Vector x,
        [Input] double second,
        [Input] double fourth,
        [State("F")] Vector fast,
        [State("M")] Vector medium,
        [State("S")] Vector slow,
        [Weight("F", "I")] Matrix W1,
        [Weight("F", "F")] Matrix U11,
        [Weight("F", "M")] Matrix U12,
        [Weight("F", "S")] Matrix U13,
        [Weight("F")] Vector b1,
        [Weight("M", "I")] Matrix W2,
        [Weight("M", "M")] Matrix U22,
        [Weight("M", "S")] Matrix U23,
        [Weight("M")] Vector b2,
        [Weight("S", "I")] Matrix W3,
        [Weight("S", "S")] Matrix U33,
        [Weight("S")] Vector b3)
    {
        fast = Tanh(W1 * x + U11 * fast + U12 * medium + U13 * slow + b1);
        if (second >= 0.5)
            medium = Tanh(W2 * x + U22 * medium + U23 * slow + b2);
        if (fourth >= 0.5)
            slow = Tanh(W3 * x + U33 * slow + b3);
        return (fast, medium, slow);
    }
}
