using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>
/// Times the diagonal LSTM language model: generated, by hand in C#, and in plain C++ compiled here. All ways take turns in one process, so that
/// what disturbs one disturbs the others. Begins by requiring that they compute the same numbers.
/// </summary>
internal static class DiagonalTable
{
    private const int Rounds = 101;

    /// <summary>Runs all sizes and writes <c>diagonal.md</c> and <c>diagonal.json</c>.</summary>
    /// <param name="folder">Where the results go; made if it is not there.</param>
    /// <returns>0, or 1 where two ways compute different numbers.</returns>
    public static int Run(DirectoryInfo folder)
    {
        folder.Create();
        var results = new List<DiagonalResult>();
        var compiled = CompiledDiagonal.Compile(folder);
        foreach (var (layers, characters) in new[] { (2, 1024), (4, 1024), (2, 4096), (4, 4096) })
        {
            var problem = new DiagonalProblem(layers, characters);
            using var handwritten = new HandwrittenDiagonal(problem);
            IDiagonalPeer[] peers = [new GeneratedDiagonal(problem), handwritten];
            if (compiled is not null)
                peers = [.. peers, compiled(problem)];
            if (!AreEqual(peers, problem.Weights.Length))
                return 1;
            results.AddRange(Time(problem, peers));
        }

        var table = Markdown(results);
        File.WriteAllText(Path.Combine(folder.FullName, "diagonal.md"), table);
        File.WriteAllText(Path.Combine(folder.FullName, "diagonal.json"), JsonSerializer.Serialize(results, DiagonalJson.Default.ListDiagonalResult));
        Console.WriteLine(table);
        return 0;
    }

    private static bool AreEqual(IDiagonalPeer[] peers, int weights)
    {
        var expected = new double[weights];
        var actual = new double[expected.Length];
        var loss = peers[0].Gradient(expected);
        var largest = expected.Max(Math.Abs);
        foreach (var peer in peers)
        {
            var losses = new[] { peer.Gradient(actual), peer.Objective() };
            var difference = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() / largest;
            if (losses.All(other => Math.Abs(other - loss) < 1e-12 * Math.Abs(loss)) && difference < 1e-10)
                continue;
            Console.Error.WriteLine(
                $"{peer.Name} computes the losses {string.Join(", ", losses)} where {peers[0].Name} has {loss}; gradients differ by {difference:e1}.");
            return false;
        }

        return true;
    }

    private static IEnumerable<DiagonalResult> Time(DiagonalProblem problem, IDiagonalPeer[] peers)
    {
        var gradient = new double[problem.Weights.Length];
        var objectives = peers.Select(_ => new double[Rounds]).ToArray();
        var gradients = peers.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < peers.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                peers[i].Objective();
                var between = Stopwatch.GetTimestamp();
                peers[i].Gradient(gradient);
                objectives[i][round] = Stopwatch.GetElapsedTime(start, between).TotalMilliseconds;
                gradients[i][round] = Stopwatch.GetElapsedTime(between).TotalMilliseconds;
            }
        }

        for (var i = 0; i < peers.Length; i++)
            yield return new DiagonalResult(problem.Layers, problem.Characters, peers[i].Name, Median(objectives[i]), Median(gradients[i]));
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private static string Markdown(List<DiagonalResult> results)
    {
        var text = new StringBuilder("| l | C | | objective, ms | gradient, ms | gradient / objective | gradient / that of C++ |\n")
            .Append("|---|---|---|---|---|---|---|\n");
        foreach (var result in results)
        {
            var plain = results.Find(other => other.Name.StartsWith("C++", StringComparison.Ordinal)
                && other.Layers == result.Layers && other.Characters == result.Characters);
            var ratio = plain is null ? "" : (result.Gradient / plain.Gradient).ToString("F2", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"| {result.Layers} | {result.Characters} | {result.Name} |");
            text.Append(CultureInfo.InvariantCulture, $" {result.Objective:F3} | {result.Gradient:F3} |");
            text.Append(CultureInfo.InvariantCulture, $" {result.Gradient / result.Objective:F2} | {ratio} |\n");
        }

        return text.ToString();
    }
}
