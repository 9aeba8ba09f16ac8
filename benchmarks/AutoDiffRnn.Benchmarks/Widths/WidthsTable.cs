using System.Globalization;
using System.Text;
using System.Text.Json;
using AutoDiffRnn.Benchmarks.Commands;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Widths;

/// <summary>
/// Times networks with narrower vectors by turns with the same network with the widest. A width that the machine has not runs in software: correct,
/// and not worth a time, so the table says that it was not timed.
/// </summary>
internal static class WidthsTable
{
    private static readonly int[] _widths = [512, 256, 128];
    private static readonly string[] _cells = ["lstm", "gru", "layernorm"];
    private static readonly SequenceShape[] _shapes = [new(100, 1, 64, 64), new(100, 16, 64, 64), new(50, 64, 256, 256), new(35, 20, 200, 200)];
    private static readonly TimeSpan _shortestSample = TimeSpan.FromMilliseconds(4);

    /// <summary>Runs all cells and writes <c>widths.md</c> and <c>widths.json</c>.</summary>
    /// <param name="folder">Where the results go; made if it is not there.</param>
    /// <param name="rounds">How many samples to take of each width.</param>
    /// <returns>0.</returns>
    public static int Run(DirectoryInfo folder, int rounds)
    {
        folder.Create();
        AutoDiffRnn.Threads.Count = 1;
        var results = new List<WidthsResult>();
        var problems = (from cell in _cells from shape in _shapes select new Problem(BenchmarkCell.Parse(cell), shape)).ToArray();
        Progress.Run(problems.Length, progress =>
        {
            foreach (var problem in problems)
            {
                progress.Now($"{problem.Cell} {problem.Shape}");
                results.AddRange(Measure(problem, rounds));
                progress.Done($"{problem.Cell} {problem.Shape}");
            }
        });

        var table = Markdown(results);
        File.WriteAllText(Path.Combine(folder.FullName, "widths.md"), table);
        File.WriteAllText(Path.Combine(folder.FullName, "widths.json"), JsonSerializer.Serialize(results, WidthsJson.Default.ListWidthsResult));
        Console.WriteLine(table);
        return 0;
    }

    private static IEnumerable<WidthsResult> Measure(Problem problem, int rounds)
    {
        var timing = new PairedTiming(rounds, _shortestSample, TimeSpan.Zero);
        using var widest = With(problem, VectorWidth.Widest);
        foreach (var bits in _widths.Where(bits => bits <= VectorWidth.Widest))
        {
            using var contender = With(problem, bits);
            widest.RequireSameNumbers(contender, problem);
            var times = timing.Measure(widest.ForwardAndBackward, contender.ForwardAndBackward, () => { });
            yield return new WidthsResult(problem.Cell.Name, $"{problem.Shape}", bits, 1e3 * Quantiles.Median(times.Second), times.Ratio);
        }
    }

    // A network computes with the vectors that are set when it is created.
    private static Generated With(Problem problem, int bits)
    {
        var before = VectorWidth.Bits;
        VectorWidth.Bits = bits;
        var contender = new Generated(problem);
        VectorWidth.Bits = before;
        return contender;
    }

    private static string Markdown(List<WidthsResult> results)
    {
        var text = new StringBuilder("| cell | T,B,I,H |");
        foreach (var bits in _widths)
            text.Append(CultureInfo.InvariantCulture, $" {bits} bits, ms |");
        text.Append("\n|---|---|---|---|---|\n");
        foreach (var row in results.GroupBy(result => (result.Cell, result.Shape)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Key.Cell} | {row.Key.Shape} |");
            foreach (var bits in _widths)
                text.Append(row.FirstOrDefault(result => result.Bits == bits) is { } result ? Cell(result) : " not timed: not in hardware here |");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(WidthsResult result)
        => string.Create(CultureInfo.InvariantCulture, $" {result.Milliseconds:F3} ({result.TimesWidest:F2}) |");
}
