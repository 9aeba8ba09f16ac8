using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Testing.Tests.Faulty;

/// <summary>Cells of elementwise statements, whose backward pass the tests write by hand, wrongly.</summary>
public static class FaultyCells
{
    /// <summary>A gated sum with an output of its own: every statement has its own weight.</summary>
    [RnnCell]
    public static (Vector h, Vector y) Gated(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w, [Weight("H")] Vector k, [Weight("H")] Vector q, [Weight("H")] Vector r)
    {
        var u = Tanh(w * x);
        var v = Sigmoid(k * h);
        h = u * v + q * h;
        var y = r * u;
        return (h, y);
    }
}
