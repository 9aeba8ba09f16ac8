using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AutoDiffRnn.Benchmarks.FirstCalls;

/// <summary>
/// Shows how soon a training step is as fast as it gets: the calls 1, 2, 5 and 20 of fresh processes and the steady median, with the default
/// settings of the runtime, and compiled ahead of time.
/// </summary>
internal static class FirstCallsTable
{
    // Of several fresh processes the median, because each has only one first call.
    private const int Processes = 5;

    /// <summary>Runs all processes and writes <c>first-calls.md</c> and <c>first-calls.json</c>.</summary>
    /// <param name="folder">Where the results go; made if it is not there.</param>
    /// <param name="cells">Which cells.</param>
    public static void Run(DirectoryInfo folder, IReadOnlyCollection<string> cells)
    {
        folder.Create();
        var results = new List<FirstCallsResult>();
        foreach (var (way, program) in Programs())
        {
            foreach (var cell in cells)
                results.AddRange(FirstCallsMeasurement.Sizes.Select(size => Measure(way, program, cell, size.Name)));
        }

        var table = Markdown([.. results.OrderBy(result => cells.ToList().IndexOf(result.Cell))]);
        File.WriteAllText(Path.Combine(folder.FullName, "first-calls.md"), table);
        File.WriteAllText(Path.Combine(folder.FullName, "first-calls.json"), JsonSerializer.Serialize(results, FirstCallsJson.Default.ListFirstCallsResult));
        Console.WriteLine(table);
    }

    // The ways to run, as far as this machine can make them.
    private static IEnumerable<(string Way, Func<string, string, string?> Program)> Programs()
    {
        var self = Environment.ProcessPath!;
        // Run as `dotnet x.dll`, the host needs to be told which program.
        var host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? new[] { typeof(FirstCallsTable).Assembly.Location } : [];
        yield return ("JIT, default settings", (cell, size) => ChildProcess.Run(self, [.. host, "first-calls", "--of", cell, size]));
        foreach (var instructions in new[] { "x86-64-v3", "native" })
        {
            if (NativeProgram.Publish(instructions) is { } program)
                yield return ($"Native AOT, IlcInstructionSet {instructions}", (cell, size) => ChildProcess.Run(program, [cell, size]));
        }
    }

    private static FirstCallsResult Measure(string way, Func<string, string, string?> program, string cell, string size)
    {
        var runs = Enumerable.Range(0, Processes)
            .Select(_ => program(cell, size) ?? throw new InvalidOperationException($"{way}: the process failed."))
            .Select(line => line.Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture)).ToArray())
            .ToList();
        var times = Enumerable.Range(0, runs[0].Length).Select(i => runs.Select(run => run[i]).Order().ElementAt(Processes / 2)).ToArray();
        return new FirstCallsResult(way, cell, size, times[..^1], times[^1]);
    }

    private static string Markdown(List<FirstCallsResult> results)
    {
        var text = new StringBuilder("| cell | | ").AppendJoin(" | ", FirstCallsMeasurement.Calls.Select(call => $"call {call}, ms"));
        text.Append(" | steady, ms | call 20 / steady |\n|").Insert(text.Length, "---|", FirstCallsMeasurement.Calls.Length + 4).Append('\n');
        foreach (var result in results)
        {
            var (_, t, b, i, h) = Array.Find(FirstCallsMeasurement.Sizes, size => size.Name == result.Size);
            text.Append(CultureInfo.InvariantCulture, $"| {result.Cell} ({t},{b},{i},{h}) | {result.Way} | ");
            text.AppendJoin(" | ", result.Calls.Append(result.Steady).Select(time => time.ToString("F2", CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $" | {result.Calls[^1] / result.Steady:F2} |\n");
        }

        return text.ToString();
    }
}
