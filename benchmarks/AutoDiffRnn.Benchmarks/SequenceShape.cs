namespace AutoDiffRnn.Benchmarks;

/// <summary>The sizes of a run.</summary>
/// <param name="T">Steps.</param>
/// <param name="B">Examples.</param>
/// <param name="I">Elements of an input.</param>
/// <param name="H">Elements of a state.</param>
public sealed record SequenceShape(int T, int B, int I, int H)
{
    /// <summary>One stream, a small layer, a middle one, and one whose width leaves a rest in every vector register.</summary>
    public static IEnumerable<SequenceShape> All { get; } =
    [
        new(100, 1, 64, 64),
        new(100, 16, 64, 64),
        new(100, 32, 128, 128),
        new(35, 20, 200, 200),
    ];

    /// <summary>Short enough for a column of a table.</summary>
    public override string ToString() => $"T{T} B{B} I{I} H{H}";
}
