namespace AutoDiffRnn.Testing;

/// <summary>What a check runs a cell with, and how close is close. The defaults suit most cells.</summary>
/// <example>
/// <code>
/// CellCheck.Run(Cells.Clockwork, new() { Dimensions = { ["H"] = [4, 8] }, Constants = { ["period"] = [2] } });
/// CellCheck.Run(Cells.LogGate, new() { Arrange = numbers => numbers.Weight("scale").Fill(0.7) });
/// </code>
/// </example>
public sealed class CellCheckOptions
{
    /// <summary>The steps, examples and sizes that the cell is run with, one after the other.</summary>
    public IReadOnlyList<CellShape> Shapes { get; set; } = CellShape.Default;

    /// <summary>
    /// The sizes that a dimension may have, by its name, one for each shape in turn: for a cell that needs an even size or one of at least 3.
    /// A dimension that is not named takes its size from the shape.
    /// </summary>
    public IDictionary<string, int[]> Dimensions { get; } = new Dictionary<string, int[]>(StringComparer.Ordinal);

    /// <summary>
    /// The values that a <c>[Constant]</c> may have, by its name, one for each shape in turn: <see langword="double"/>, <see langword="int"/>
    /// or <see langword="bool"/>, as the cell declares it. Where none is given: 0.3; 2, 3 and 1 in turn; true and false in turn.
    /// </summary>
    public IDictionary<string, object[]> Constants { get; } = new Dictionary<string, object[]>(StringComparer.Ordinal);

    /// <summary>
    /// The number of different tokens or classes of an <see langword="int"/> input, by its name: they are drawn from 0 up to and without it.
    /// Where none is given: the least number of rows or elements that any input, state or weight has, so that each of them can be indexed.
    /// </summary>
    public IDictionary<string, int> Tokens { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Parameters (weights, inputs, states) whose gradients are not compared with central differences, because they are meant to be others:
    /// those behind a <c>StopGradient</c> or a hand-written derivative that is an estimate. All other checks hold for them, too.
    /// </summary>
    public ISet<string> WithoutDifferences { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Called with the numbers that were drawn for each shape, to change them: positive ones for a <c>Log</c>, small ones for an <c>Exp</c>.
    /// They are rounded to float after it, so that both precisions start from the same.
    /// </summary>
    public Action<CellNumbers>? Arrange { get; set; }

    /// <summary>The seed of all random numbers. The same seed gives the same check.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Weights, inputs and initial states are drawn with magnitudes from a quarter of this to one and a quarter, of both signs.</summary>
    public double Magnitude { get; set; } = 1;

    /// <summary>How far a state or output in double may be from the plain method's, relative to the largest element of the tensor.</summary>
    public double ValueTolerance { get; set; } = 1e-11;

    /// <summary>How far an element of a gradient in double may be from the central difference, relative to the norm of the tensor.</summary>
    public double GradientTolerance { get; set; } = 1e-8;

    /// <summary>How far a value or gradient in float may be from that in double, relative to the largest element of the tensor.</summary>
    /// <remarks>A gradient that is smaller than a twentieth of the largest seed, or a hundredth of other gradients, is judged by that.</remarks>
    public double FloatTolerance { get; set; } = 2e-5;

    /// <summary>
    /// The most coordinates of one tensor that are compared with central differences one by one. A larger tensor is compared along a
    /// random direction through all its coordinates; if that fails, its halves are, until one coordinate is found.
    /// </summary>
    public int MaxCoordinates { get; set; } = 64;

    /// <summary>The share of coordinates that may lie beside a kink (of <c>Relu</c>, <c>Max</c> …), where there is no derivative.</summary>
    public double MaxKinks { get; set; } = 0.1;

    internal void Validate()
    {
        Require(Shapes is { Count: > 0 }, nameof(Shapes), "at least one shape", "none");
        foreach (var shape in Shapes)
        {
            var isPositive = shape is { Steps: > 0, Batch: > 0, Sizes.Length: > 0 } && shape.Sizes.All(size => size > 0);
            Require(isPositive, nameof(Shapes), "steps, examples and sizes of at least 1", $"{shape}");
        }

        foreach (var (name, sizes) in Dimensions)
            Require(sizes is { Length: > 0 } && sizes.All(size => size > 0), $"{nameof(Dimensions)}[\"{name}\"]", "sizes of at least 1", Text(sizes));
        foreach (var (name, values) in Constants)
            Require(values is { Length: > 0 }, $"{nameof(Constants)}[\"{name}\"]", "at least one value", "none");
        foreach (var (name, count) in Tokens)
            Require(count > 0, $"{nameof(Tokens)}[\"{name}\"]", "at least 1 token", $"{count}");
        Require(Magnitude > 0 && double.IsFinite(Magnitude), nameof(Magnitude), "a positive number", $"{Magnitude}");
        Require(ValueTolerance > 0, nameof(ValueTolerance), "a positive number", $"{ValueTolerance}");
        Require(GradientTolerance > 0, nameof(GradientTolerance), "a positive number", $"{GradientTolerance}");
        Require(FloatTolerance > 0, nameof(FloatTolerance), "a positive number", $"{FloatTolerance}");
        Require(MaxCoordinates > 0, nameof(MaxCoordinates), "at least 1", $"{MaxCoordinates}");
        Require(MaxKinks is >= 0 and <= 1, nameof(MaxKinks), "a share from 0 to 1", $"{MaxKinks}");
    }

    private static string Text(int[]? sizes) => sizes is null or [] ? "none" : string.Join(", ", sizes);

    private static void Require(bool holds, string option, string expected, FormattableString actual)
        => Require(holds, option, expected, FormattableString.Invariant(actual));

    private static void Require(bool holds, string option, string expected, string actual)
    {
        if (!holds)
            throw new ArgumentException($"options.{option}: expected {expected}, but got {actual}.", nameof(option));
    }
}
