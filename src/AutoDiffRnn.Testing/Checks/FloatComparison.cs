using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Checks;

/// <summary>The results of a run in float against those of the same run in double.</summary>
internal sealed class FloatComparison(CellNumbers numbers, CellResults inDouble, CellResults inFloat, double tolerance)
{
    // A tensor whose terms cancel is judged by what other tensors of the run are like: its own terms were as large.
    private const double Floor = 1e-2;

    // What comes back from a saturated function (1 − y², y near 1) has a rounding error of the adjoint that went in, however small it is.
    private const double SeedFloor = 0.05;

    private readonly double _valueFloor = Floor * LargestOf(inDouble.Values);
    private readonly double _gradientFloor = Math.Max(Floor * LargestOf(inDouble.Gradients), SeedFloor * LargestOf(numbers.SeedArrays));

    public Comparison OfValue(string name) => Comparison.ToLargest(inDouble.Values[name], inFloat.Values[name], tolerance, _valueFloor);

    public Comparison OfGradient(string name) => Comparison.ToLargest(inDouble.Gradients[name], inFloat.Gradients[name], tolerance, _gradientFloor);

    // Never 0: a tensor of zeros is compared with zeros.
    private static double LargestOf(Dictionary<string, double[]> tensors)
        => Math.Max(1e-30, tensors.Values.Select(Comparison.Largest).Where(double.IsFinite).DefaultIfEmpty(0).Max());
}
