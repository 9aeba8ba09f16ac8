namespace AutoDiffRnn.Testing.Checks;

/// <summary>What failed, each in words.</summary>
/// <param name="batch">The number of examples of the run, by which elements are named.</param>
internal sealed class FailureList(int batch)
{
    private readonly List<CellFailure> _all = [];

    public IReadOnlyList<CellFailure> All => _all;

    /// <summary>A failure that is not one of a single tensor.</summary>
    public void Add(CheckKind check, string message) => _all.Add(new CellFailure(check, "", "", double.NaN, double.NaN, message));

    /// <summary>A state or output that is not a number, before there is anything to compare it with.</summary>
    public void AddUndefined(CellValue result, int index, double value)
    {
        var element = TensorNames.ElementOfResult(result, index, batch);
        _all.Add(new CellFailure(CheckKind.Numbers, result.Name, element, double.NaN, value, FormattableString.Invariant(
            $"the C# method itself gives {element} = {value:R}: choose numbers for which it is defined with options.Arrange.")));
    }

    /// <summary>A state or output that is wrong.</summary>
    public void AddValue(CheckKind check, CellValue result, Comparison worst, string expectedBy, string actualBy, double allowed)
        => Add(check, result.Name, TensorNames.OfResult(result), TensorNames.ElementOfResult(result, worst.Index, batch), worst,
            expectedBy, actualBy, "its largest element", allowed);

    /// <summary>A gradient that is wrong.</summary>
    public void AddGradient(
        CheckKind check, CellValue parameter, Comparison worst, string expectedBy, string actualBy, double allowed,
        string relativeTo = "its largest element")
        => Add(check, parameter.Name, "the gradient of " + TensorNames.OfParameter(parameter),
            TensorNames.ElementOfParameter(parameter, worst.Index, batch), worst, expectedBy, actualBy, relativeTo, allowed);

    private void Add(
        CheckKind check, string name, string what, string element, Comparison worst, string expectedBy, string actualBy, string relativeTo,
        double allowed)
    {
        var permitted = allowed == 0 ? "the bits have to be the same" : FormattableString.Invariant($"{allowed:E1} is allowed");
        var howMany = worst.Count > 1 ? FormattableString.Invariant($"; {worst.Wrong} of {worst.Count} elements are wrong") : "";
        _all.Add(new CellFailure(check, name, element, worst.Expected, worst.Actual, FormattableString.Invariant(
            $"{what}: {element} should be {worst.Expected:R} ({expectedBy}), but is {worst.Actual:R} ({actualBy}); ")
            + FormattableString.Invariant($"the error is {worst.Error:E1} of {relativeTo}, {permitted}{howMany}.")));
    }
}
