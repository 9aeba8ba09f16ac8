namespace AutoDiffRnn.Cells;

/// <summary>
/// Stacks made by calling cells. Each layer becomes a loop of its own, and the product between two layers is one GEMM over all steps:
/// nothing is declared, the generator finds it.
/// </summary>
public static class Stacks
{
    /// <summary>Two layers of <see cref="RecurrentCells.Gru"/>, the second reading the states of the first.</summary>
    /// <remarks>
    /// A stack as in A. Graves, A. Mohamed and G. Hinton, "Speech recognition with deep recurrent neural networks", ICASSP (2013), of GRUs.
    /// <code>
    /// first'  = GRU(x, first)
    /// second' = GRU(first', second)
    /// </code>
    /// States first [H], second [D].
    /// </remarks>
    [RnnCell]
    public static (Vector first, Vector second) StackedGru(
        [Input("I")] Vector x,
        [State("H")] Vector first,
        [State("D")] Vector second,
        [Weight("3*H", "I")] Matrix W1,
        [Weight("3*H", "H")] Matrix U1,
        [Weight("3*H")] Vector b1,
        [Weight("3*H")] Vector c1,
        [Weight("3*D", "H")] Matrix W2,
        [Weight("3*D", "D")] Matrix U2,
        [Weight("3*D")] Vector b2,
        [Weight("3*D")] Vector c2)
    {
        first = RecurrentCells.Gru(x, first, W1, U1, b1, c1);
        second = RecurrentCells.Gru(first, second, W2, U2, b2, c2);
        return (first, second);
    }

    /// <summary>Two layers of <see cref="RecurrentCells.Lstm"/> and an output layer on top.</summary>
    /// <remarks>
    /// A. Graves, A. Mohamed and G. Hinton, "Speech recognition with deep recurrent neural networks", ICASSP (2013).
    /// <code>
    /// (h1', c1') = LSTM(x, h1, c1)
    /// (h2', c2') = LSTM(h1', h2, c2)
    /// y = Wy·h2' + by
    /// </code>
    /// States h1, c1 [H] and h2, c2 [D], output y [O]. Left out: the paper's peepholes and second direction.
    /// </remarks>
    [RnnCell]
    public static (Vector h1, Vector c1, Vector h2, Vector c2, Vector y) StackedLstm(
        [Input("I")] Vector x,
        [State("H")] Vector h1,
        [State("H")] Vector c1,
        [State("D")] Vector h2,
        [State("D")] Vector c2,
        [Weight("4*H", "I")] Matrix W1,
        [Weight("4*H", "H")] Matrix U1,
        [Weight("4*H")] Vector b1,
        [Weight("4*D", "H")] Matrix W2,
        [Weight("4*D", "D")] Matrix U2,
        [Weight("4*D")] Vector b2,
        [Weight("O", "D")] Matrix Wy,
        [Weight("O")] Vector by)
    {
        (h1, c1) = RecurrentCells.Lstm(x, h1, c1, W1, U1, b1);
        (h2, c2) = RecurrentCells.Lstm(h1, h2, c2, W2, U2, b2);
        return (h1, c1, h2, c2, Wy * h2 + by);
    }
}
