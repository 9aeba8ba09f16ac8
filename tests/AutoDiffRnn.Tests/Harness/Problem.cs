namespace AutoDiffRnn.Tests.Harness;

/// <summary>
/// Everything that a cell is run on, in dense, time-major arrays by name: inputs, initial states, weights, and seeds into every
/// state and output at every step. All numbers are floats, so that both precisions start from the same.
/// </summary>
internal sealed class Problem
{
    public Problem(CellCase cell, Sizes sizes, int seed)
        : this(cell, sizes, sizes.ArgumentsOf(cell), seed)
    {
    }

    public Problem(CellCase cell, Sizes sizes, IReadOnlyDictionary<string, object> arguments, int seed)
    {
        Case = cell;
        Sizes = sizes;
        Arguments = arguments;
        Description = cell.CreateNetwork<double>(Arguments).Cell;
        var random = new Random(seed);
        foreach (var value in Description.Values)
        {
            var rows = sizes.Steps * sizes.Batch;
            if (value.IsIndex)
                Tokens[value.Name] = [.. Enumerable.Range(0, rows).Select(_ => random.Next(IndexRange))];
            else if (value.Role == CellRole.Input)
                Inputs[value.Name] = Draw(random, rows * value.Length, 1);
            else if (value.Role == CellRole.State)
                InitialStates[value.Name] = Initial(random, cell, value, sizes.Batch);
            else if (value.Role == CellRole.Weight)
                Weights[value.Name] = Draw(random, value.Length, ScaleOf(value));
            if (value.Role is CellRole.State or CellRole.Output)
                Seeds[value.Name] = Draw(random, rows * value.Length, 1);
        }
    }

    public CellCase Case { get; }

    public Sizes Sizes { get; }

    public CellDescription Description { get; }

    /// <summary>The sizes of the dimensions and the values of the constants.</summary>
    public IReadOnlyDictionary<string, object> Arguments { get; }

    public Dictionary<string, int[]> Tokens { get; } = [];

    public Dictionary<string, double[]> Inputs { get; } = [];

    public Dictionary<string, double[]> InitialStates { get; } = [];

    public Dictionary<string, double[]> Weights { get; } = [];

    public Dictionary<string, double[]> Seeds { get; } = [];

    // The smallest matrix or vector that a token may be the number of a row of.
    private int IndexRange => Description.Weights.Concat(Description.Inputs).Concat(Description.States).Where(value => value.Sizes.Count > 0)
        .Min(value => (int?)value.Sizes[0]) ?? 1;

    // The normaliser of the sLSTM, which it divides by, is a sum of exponentials: of both signs, some would add up to next to nothing.
    private static double[] Initial(Random random, CellCase cell, CellValue state, int batch)
    {
        var drawn = Draw(random, batch * state.Length, 1);
        return cell.Name == "SLstm" && state.Name == "n" ? [.. drawn.Select(Math.Abs)] : drawn;
    }

    // A matrix of any size keeps the size of what it multiplies.
    private static double ScaleOf(CellValue weight) => weight.Sizes.Count == 2 ? 1 / Math.Sqrt(weight.Sizes.Max()) : 1;

    // Of both signs, away from 0 and 1, where functions have kinks: a difference there would measure the kink.
    private static double[] Draw(Random random, int count, double scale) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var magnitude = random.Next(4) == 0 ? 1.05 + 0.2 * random.NextDouble() : 0.25 + 0.65 * random.NextDouble();
        return (double)(float)(scale * (random.Next(2) == 0 ? magnitude : -magnitude));
    })];
}
