using System.Globalization;

namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>The sizes of a run.</summary>
/// <param name="T">Steps.</param>
/// <param name="B">Examples.</param>
/// <param name="I">Elements of an input.</param>
/// <param name="H">Elements of a state.</param>
public sealed record SequenceShape(int T, int B, int I, int H)
{
    /// <summary>Streams, small layers and wide ones, few examples and many, and widths that leave a rest in a vector register.</summary>
    public static IReadOnlyList<SequenceShape> All { get; } =
    [
        new(100, 1, 64, 64),
        new(100, 16, 64, 64),
        new(100, 32, 128, 128),
        new(50, 64, 256, 256),
        new(200, 8, 512, 512),
        new(35, 20, 200, 200),
        new(1000, 1, 32, 32),
        new(32, 128, 32, 64),
    ];

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is not four whole numbers above zero, with commas between.</exception>
    public static SequenceShape Parse(string text)
    {
        var parts = text.Split(',');
        if (parts.Length != 4 || parts.Any(part => !int.TryParse(part, CultureInfo.InvariantCulture, out var size) || size < 1))
            throw new FormatException($"expected T,B,I,H such as 100,16,64,64, but got '{text}'");
        var sizes = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new SequenceShape(sizes[0], sizes[1], sizes[2], sizes[3]);
    }

    /// <summary>T,B,I,H</summary>
    public override string ToString() => $"{T},{B},{I},{H}";
}
