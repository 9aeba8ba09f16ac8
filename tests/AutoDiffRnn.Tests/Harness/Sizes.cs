namespace AutoDiffRnn.Tests.Harness;

/// <summary>The sizes that a cell is run with: steps, examples, and a list from which its dimensions take theirs in turn.</summary>
internal sealed record Sizes(int Steps, int Batch, params int[] Dimensions)
{
    /// <summary>Few enough elements that every coordinate of a gradient is checked against differences.</summary>
    public static IReadOnlyDictionary<string, Sizes> Small { get; } = new Dictionary<string, Sizes>
    {
        ["one of each"] = new(1, 1, 1, 1, 1, 1),
        ["small and odd"] = new(5, 3, 3, 5, 2, 7),
        ["small, one step"] = new(1, 2, 2, 1, 3, 5),
    };

    /// <summary>Around the widths of vector registers and cache lines.</summary>
    public static IReadOnlyDictionary<string, Sizes> Large { get; } = new Dictionary<string, Sizes>
    {
        ["odd"] = new(2, 5, 7, 9, 5, 3),
        ["whole lanes"] = new(2, 2, 8, 16, 24, 32),
        ["a lane more or less"] = new(5, 1, 17, 15, 33, 7),
        ["many and one"] = new(2, 7, 31, 1, 9, 33),
        ["one and many"] = new(2, 3, 1, 33, 31, 2),
    };

    public static Sizes Of(string name) => Small.TryGetValue(name, out var sizes) ? sizes : Large[name];

    /// <summary>
    /// The size of each dimension and the value of each constant of a cell: those called Even are halved by it, those called Long have
    /// fixed places.
    /// </summary>
    public IReadOnlyDictionary<string, object> ArgumentsOf(CellCase cell)
    {
        var arguments = new Dictionary<string, object>();
        foreach (var parameter in cell.ConstructorParameters)
        {
            var size = Dimensions[arguments.Count % Dimensions.Length];
            arguments[parameter.Name!] = (parameter.Name, parameter.ParameterType) switch
            {
                ("Even", _) => 2 * size,
                ("Long", _) => 3 + size,
                ("order", _) => 3,
                (_, var type) when type == typeof(double) => 0.3,
                (_, var type) when type == typeof(bool) => size % 2 == 0,
                _ => (object)size,
            };
        }

        return arguments;
    }
}
