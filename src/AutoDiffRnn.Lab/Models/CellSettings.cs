namespace AutoDiffRnn.Lab.Models;

/// <summary>Which cell a model is built around.</summary>
/// <param name="Name">The name of the cell's method; case does not matter.</param>
internal sealed record CellSettings(string Name)
{
    /// <summary>The assembly that has it; null for the cells of the program.</summary>
    public string? Assembly { get; init; }

    /// <summary>The state or output that output layers read; null for <c>h</c>, or else the first vector.</summary>
    public string? Read { get; init; }

    /// <summary>The cell's constants, by name.</summary>
    public IReadOnlyDictionary<string, double> Constants { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>
    /// The first value of the forget gate's bias; null for zero. Only for cells whose forget gate the lab knows, see <see cref="ForgetGate"/>.
    /// </summary>
    public double? ForgetBias { get; init; }

    /// <summary>How recurrent matrices begin.</summary>
    public RecurrentStart Recurrent { get; init; } = RecurrentStart.Orthogonal;

    /// <summary>What the first values of recurrent matrices are multiplied by.</summary>
    public double RecurrentGain { get; init; } = 1;

    /// <summary>What the first values of all other matrices are multiplied by.</summary>
    public double InputGain { get; init; } = 1;

    /// <summary>The cell as tables name it: <c>lstm, forget bias 4</c>.</summary>
    public string Label
    {
        get
        {
            var label = Name.ToLowerInvariant();
            foreach (var (name, value) in Constants)
                label += FormattableString.Invariant($", {name} {value}");
            if (ForgetBias is { } bias)
                label += FormattableString.Invariant($", forget bias {bias}");
            if (Recurrent != RecurrentStart.Orthogonal)
                label += $", {Recurrent.ToString().ToLowerInvariant()} start";
            if (RecurrentGain != 1)
                label += FormattableString.Invariant($", recurrent start times {RecurrentGain}");
            if (InputGain != 1)
                label += FormattableString.Invariant($", input start times {InputGain}");
            return label;
        }
    }
}

/// <summary>The rules for the first values of a matrix that is applied to what was carried from the step before, gate by gate.</summary>
internal enum RecurrentStart
{
    /// <summary>Orthogonal, which keeps the length of a vector.</summary>
    Orthogonal,

    /// <summary>The identity.</summary>
    Identity,

    /// <summary>Glorot's uniform numbers.</summary>
    Glorot,
}

/// <summary>Where the bias of a cell's forget gate is.</summary>
/// <param name="Weight">The bias.</param>
/// <param name="Block">Which of its equal parts.</param>
/// <param name="Of">How many parts it has.</param>
internal sealed record ForgetGate(string Weight, int Block, int Of)
{
    private static readonly Dictionary<string, ForgetGate> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Lstm"] = new("b", 1, 4),
        ["LstmApart"] = new("bf", 0, 1),
        ["LayerNormLstm"] = new("b", 0, 4),
    };

    /// <summary>The cells whose forget gate is known.</summary>
    public static IEnumerable<string> Cells => _known.Keys;

    /// <summary>The forget gate of a cell, or null.</summary>
    public static ForgetGate? Find(string cell) => _known.GetValueOrDefault(cell);
}

/// <summary>Weights that a normalised value is multiplied with: they begin at 1, since at 0 nothing would pass.</summary>
internal static class GainVectors
{
    private static readonly Dictionary<string, string[]> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["LayerNormLstm"] = ["alpha1", "alpha2", "alpha3"],
    };

    /// <summary>The names of a cell's gains.</summary>
    public static IEnumerable<string> Of(string cell) => _known.GetValueOrDefault(cell, []);
}
