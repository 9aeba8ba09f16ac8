using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>Cells that the comparisons need and the library does not have.</summary>
public static class BenchmarkCells
{
    /// <summary>The plain recurrent layer, as in <c>torch.nn.RNN</c>: Elman's without its output.</summary>
    [RnnCell]
    public static Vector TanhRnn(
        [Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
        => Tanh(W * x + U * h + b);
}
