using AutoDiffRnn.Cells;
using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Cells made of others: of one of another assembly, and of one beside them.</summary>
public static class StackedCells
{
    [RnnCell]
    public static Vector ElmanLayer(
        [Input("J")] Vector x, [State("K")] Vector h, [Weight("K", "J")] Matrix W, [Weight("K", "K")] Matrix U, [Weight("K")] Vector b)
        => Tanh(W * x + U * h + b);

    /// <summary>A layer of another assembly below one of this: two loops, and one product for all steps between them.</summary>
    [RnnCell]
    public static (Vector h1, Vector c1, Vector h2) LstmBelowElman(
        [Input("I")] Vector x, [State("H")] Vector h1, [State("H")] Vector c1, [State("K")] Vector h2, [Weight("4*H", "I")] Matrix W1,
        [Weight("4*H", "H")] Matrix U1, [Weight("4*H")] Vector b1, [Weight("K", "H")] Matrix W2, [Weight("K", "K")] Matrix U2, [Weight("K")] Vector b2)
    {
        (h1, c1) = RecurrentCells.Lstm(x, h1, c1, W1, U1, b1);
        h2 = ElmanLayer(h1, h2, W2, U2, b2);
        return (h1, c1, h2);
    }

    /// <summary>Two layers of another assembly, their sizes left to be inferred.</summary>
    [RnnCell]
    public static (Vector h1, Vector c1, Vector h2, Vector c2) LstmBelowLstm(
        [Input] Vector x, [State] Vector h1, [State] Vector c1, [State] Vector h2, [State] Vector c2, [Weight] Matrix W1, [Weight] Matrix U1,
        [Weight] Vector b1, [Weight] Matrix W2, [Weight] Matrix U2, [Weight] Vector b2)
    {
        (h1, c1) = RecurrentCells.Lstm(x, h1, c1, W1, U1, b1);
        (h2, c2) = RecurrentCells.Lstm(h1, h2, c2, W2, U2, b2);
        return (h1, c1, h2, c2);
    }
}
