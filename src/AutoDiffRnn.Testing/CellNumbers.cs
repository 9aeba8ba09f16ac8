namespace AutoDiffRnn.Testing;

/// <summary>
/// The numbers that a cell is run with: dense, time-major arrays by name, drawn at random. <see cref="CellCheckOptions.Arrange"/> may
/// change them.
/// </summary>
public sealed class CellNumbers
{
    private readonly Dictionary<string, double[]> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _initialStates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _seeds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _tokens = new(StringComparer.Ordinal);

    internal CellNumbers(CellDescription cell, int steps, int batch)
    {
        Cell = cell;
        Steps = steps;
        Batch = batch;
    }

    /// <summary>The cell, its sizes and its constants.</summary>
    public CellDescription Cell { get; }

    /// <summary>The number of steps, T.</summary>
    public int Steps { get; }

    /// <summary>The number of examples, B.</summary>
    public int Batch { get; }

    internal Dictionary<string, double[]> WeightArrays => _weights;

    internal Dictionary<string, double[]> InputArrays => _inputs;

    internal Dictionary<string, double[]> InitialStateArrays => _initialStates;

    internal Dictionary<string, double[]> SeedArrays => _seeds;

    internal Dictionary<string, int[]> TokenArrays => _tokens;

    /// <summary>The elements of a weight, row-major: <c>[rows, columns]</c>, <c>[length]</c> or one.</summary>
    /// <exception cref="ArgumentException">The cell has no such weight.</exception>
    public Span<double> Weight(string name) => Named(_weights, name, "weight");

    /// <summary>The elements of an input that is no token, <c>[T, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such input.</exception>
    public Span<double> Input(string name) => Named(_inputs, name, "input");

    /// <summary>The initial values of a state, <c>[B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such state.</exception>
    public Span<double> InitialState(string name) => Named(_initialStates, name, "state");

    /// <summary>The gradient of the loss that is fed in at a state or output, at every step, <c>[T, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such state or output.</exception>
    public Span<double> Seed(string name) => Named(_seeds, name, "state or output");

    /// <summary>The tokens or classes of an <see langword="int"/> input, <c>[T, B]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such input.</exception>
    public Span<int> Tokens(string name) => Named(_tokens, name, "token input");

    /// <summary>A copy whose arrays can be changed without changing these.</summary>
    internal CellNumbers Copy()
    {
        var copy = new CellNumbers(Cell, Steps, Batch);
        CopyAll(_weights, copy._weights);
        CopyAll(_inputs, copy._inputs);
        CopyAll(_initialStates, copy._initialStates);
        CopyAll(_seeds, copy._seeds);
        CopyAll(_tokens, copy._tokens);
        return copy;
    }

    private static void CopyAll<T>(Dictionary<string, T[]> from, Dictionary<string, T[]> to)
    {
        foreach (var (name, values) in from)
            to[name] = [.. values];
    }

    private T[] Named<T>(Dictionary<string, T[]> arrays, string name, string what) => arrays.TryGetValue(name, out var values)
        ? values
        : throw new ArgumentException(
            $"{nameof(name)}: cell {Cell.Name} has no {what} '{name}'; it has {(arrays.Count == 0 ? "none" : string.Join(", ", arrays.Keys))}.",
            nameof(name));
}
