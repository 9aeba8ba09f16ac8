using System.Globalization;

namespace AutoDiffRnn.Testing;

/// <summary>The sizes of one run of a check: steps, examples, and a list from which the cell's dimensions take theirs in turn.</summary>
/// <param name="Steps">The number of steps, T: at least 1.</param>
/// <param name="Batch">The number of examples, B: at least 1.</param>
/// <param name="Sizes">
/// The sizes of the dimensions, in the order in which the network's constructor takes them; the list starts again when it is used up.
/// At least one, each at least 1. <see cref="CellCheckOptions.Dimensions"/> goes first.
/// </param>
public sealed record CellShape(int Steps, int Batch, params int[] Sizes)
{
    /// <summary>
    /// From the smallest to sizes at and around the widths of vector registers: T and B = 1, odd sizes, whole lanes, one more and one less.
    /// </summary>
    public static IReadOnlyList<CellShape> Default { get; } =
    [
        new(1, 1, 1),
        new(1, 2, 2, 1, 3, 5),
        new(3, 1, 2, 3, 4),
        new(5, 3, 3, 5, 2, 7),
        new(2, 5, 7, 9, 5, 3),
        new(2, 2, 8, 16, 24, 32),
        new(5, 1, 17, 15, 33, 7),
        new(2, 7, 31, 1, 9, 33),
        new(2, 3, 1, 33, 31, 2),
    ];

    /// <summary>The steps, the examples and the list of sizes, <c>T = 5, B = 3, sizes 3, 5, 2, 7</c>.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"T = {Steps}, B = {Batch}, sizes {string.Join(", ", Sizes)}");
}
