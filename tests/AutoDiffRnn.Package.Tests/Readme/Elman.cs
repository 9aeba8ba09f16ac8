using AutoDiffRnn;
using static AutoDiffRnn.CellMath;

namespace MyCells;

public static class Cells
{
    /// <summary>Elman's simple recurrent network: input, context and output weights, the same at every step.</summary>
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
}
