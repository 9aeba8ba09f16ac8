using System.Globalization;
using AutoDiffRnn.RandomCells.Tests.Generation;
using AutoDiffRnn.RandomCells.Tests.Model;
using AutoDiffRnn.RandomCells.Tests.Shrinking;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>Many random cells, one after the other: what they were made of, and the smallest cell for each way in which some failed.</summary>
/// <param name="seed">The run's seed: with a cell's number it tells all of the cell.</param>
/// <param name="report">Takes a line of progress.</param>
internal sealed class RandomRun(int seed, Action<string> report)
{
    private const int Together = 25;
    private const int ShrunkOfAKind = 2;

    private readonly CellGen _cells = new();
    private readonly SortedDictionary<string, int> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _kinds = [];
    private readonly List<string> _failures = [];
    private int _checked;
    private int _kinks;
    private int _unusable;

    /// <summary>How many cells failed.</summary>
    public int Failed => _kinds.Values.Sum();

    /// <summary>How many derivatives were compared with differences.</summary>
    public int Checked => _checked;

    /// <summary>How many derivatives could not be, beside a kink.</summary>
    public int Kinks => _kinks;

    /// <summary>How many cells had values that are too large to compare.</summary>
    public int Unusable => _unusable;

    /// <summary>The failures, each with the smallest cell that fails in the same way.</summary>
    public string Failures => string.Join("\n\n", _failures);

    /// <summary>How often cells used each part of the language.</summary>
    public IReadOnlyDictionary<string, int> Features => _features;

    /// <summary>Runs the cells from a number on.</summary>
    public void Run(int first, int count)
    {
        for (var start = first; start < first + count; start += Together)
        {
            var numbers = Enumerable.Range(start, Math.Min(Together, first + count - start)).ToList();
            var cells = numbers.Select(number => _cells.Generate(seed, number)).ToList();
            var outcomes = CellBench.Run(cells);
            for (var i = 0; i < cells.Count; i++)
                Take(numbers[i], cells[i], outcomes[i]);
            report($"{numbers[^1] + 1 - first} of {count} cells, {Failed} failed");
        }
    }

    private void Take(int number, RandomCell cell, Outcome outcome)
    {
        foreach (var feature in cell.Features)
            _features[feature] = _features.GetValueOrDefault(feature) + 1;
        _checked += outcome.Checked;
        _kinks += outcome.Kinks;
        _unusable += outcome.IsUnusable ? 1 : 0;
        if (outcome.Failure is not { } failure)
            return;
        _kinds[failure.Kind] = _kinds.GetValueOrDefault(failure.Kind) + 1;
        report($"cell {number} fails: {failure.Kind}");
        if (_kinds[failure.Kind] > ShrunkOfAKind)
            return;
        var text = Describe(number, cell, failure);
        report(text);
        _failures.Add(text);
    }

    private string Describe(int number, RandomCell cell, Failure failure)
    {
        var (smallest, same) = Shrinker.Shrink(cell, failure);
        var sizes = string.Join(", ", smallest.Dimensions.Select(dimension => $"{dimension.Key} = {dimension.Value}"));
        var message = same.Message.Length > 1500 ? same.Message[..1500] + " …" : same.Message;
        return string.Create(CultureInfo.InvariantCulture, $"""
            Cell {number} of run {seed}: {same.Kind}
            {message}
            {CellPrinter.Method(smallest, "Step")}
            with {smallest.Steps} steps, {smallest.Batch} examples, {(sizes.Length > 0 ? sizes : "no dimensions")}, numbers of seed {smallest.Seed}
            """);
    }
}
