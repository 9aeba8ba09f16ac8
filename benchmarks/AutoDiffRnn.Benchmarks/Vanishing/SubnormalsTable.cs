using System.Globalization;
using System.Text;
using System.Text.Json;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Vanishing;

/// <summary>
/// Times backward passes by turns: one whose adjoints are as large as usual, and one in which they are subnormal. Some processors take a hundred
/// times longer for an operation on such numbers, and a gradient that vanishes would make training slower.
/// </summary>
internal static class SubnormalsTable
{
    private static readonly TimeSpan _shortestSample = TimeSpan.FromMilliseconds(4);

    /// <summary>Runs all cells and writes <c>subnormals.md</c> and <c>subnormals.json</c>.</summary>
    /// <param name="folder">Where the results go; made if it is not there.</param>
    /// <param name="rounds">How many samples to take of each.</param>
    /// <returns>0.</returns>
    public static int Run(DirectoryInfo folder, int rounds)
    {
        folder.Create();
        Threads.Count = 1;
        var results = new List<SubnormalsResult>();
        foreach (var cell in BenchmarkCell.All)
        {
            foreach (var shape in new SequenceShape[] { new(100, 1, 64, 64), new(100, 16, 64, 64) })
            {
                foreach (var pass in VanishingPass.All)
                {
                    Console.Error.WriteLine($"{cell} {shape}: {pass.Name}");
                    results.Add(Measure(new Problem(cell, shape), pass, rounds));
                }
            }
        }

        var (table, json) = (Markdown(results), JsonSerializer.Serialize(results, SubnormalsJson.Default.ListSubnormalsResult));
        File.WriteAllText(Path.Combine(folder.FullName, "subnormals.md"), table);
        File.WriteAllText(Path.Combine(folder.FullName, "subnormals.json"), json);
        Console.WriteLine(table);
        return 0;
    }

    private static SubnormalsResult Measure(Problem problem, VanishingPass pass, int rounds)
    {
        var usual = new VanishingRun(problem, VanishingPass.Usual);
        var vanishing = new VanishingRun(problem, pass);
        var share = vanishing.SubnormalShare();
        var times = new PairedTiming(rounds, _shortestSample, TimeSpan.Zero).Measure(usual.Backward, vanishing.Backward, () => { });
        var (first, second) = (1e3 * Quantiles.Median(times.First), 1e3 * Quantiles.Median(times.Second));
        return new SubnormalsResult(problem.Cell.Name, problem.Shape.ToString(), pass.Name, share, first, second, times.Ratio);
    }

    private static string Markdown(List<SubnormalsResult> results)
    {
        var text = new StringBuilder("| cell | T,B,I,H | adjoints | steps with subnormal ones | usual, ms | ms | ratio |\n")
            .Append("|---|---|---|---|---|---|---|\n");
        foreach (var result in results)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {result.Cell} | {result.Shape} | {result.Adjoints} | {100 * result.SubnormalShare:F0} % |");
            text.Append(CultureInfo.InvariantCulture, $" {result.Usual:F3} | {result.Vanishing:F3} | {result.Ratio:F2} |\n");
        }

        return text.ToString();
    }
}
