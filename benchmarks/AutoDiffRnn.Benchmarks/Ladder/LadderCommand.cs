using System.CommandLine;
using AutoDiffRnn.Benchmarks.Commands;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Ladder;

/// <summary>
/// The ablation ladder of a cell: its network without any optimisation, then with one more at a time, all on the same numbers, timed in turn.
/// It fails if two rungs compute different gradients.
/// </summary>
internal sealed class LadderCommand : Command
{
    private const int Warmups = 3;

    // A sample is long enough that the clock does not matter.
    private const double SampleMilliseconds = 5;

    private readonly Option<string?> _cell = new("--cell")
    {
        Description = "A cell of the library by its name, Lstm unless a file is given; with --file, one of its cells.",
    };

    private readonly Option<string?> _file = new("--file") { Description = "A C# file with the cell." };
    private readonly Option<string> _size = new("--size")
    {
        Description = "T, B, dimensions and constants, for instance T=100,B=16,I=64,H=64. A dimension that is not given is 64.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<int> _rounds = new("--rounds") { Description = "Samples of each rung.", DefaultValueFactory = _ => 21 };
    private readonly Option<string> _out = BenchmarksCommand.Out();

    public LadderCommand()
        : base("ladder", "Times a cell's network without optimisations, and with one more at a time.")
    {
        foreach (var option in (IEnumerable<Option>)[_cell, _file, _size, _rounds, _out])
            Options.Add(option);
        SetAction(given
            => Climb(given.GetValue(_cell), given.GetValue(_file), given.GetValue(_size)!, given.GetValue(_rounds), given.GetValue(_out)!));
    }

    private static int Climb(string? cell, string? file, string size, int rounds, string folder)
    {
        try
        {
            var source = file is null ? CellSource.OfLibrary(cell ?? "Lstm") : CellSource.OfFile(file, cell);
            var table = Measure(source, LadderSizes.Parse(size), rounds);
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"ladder-{table.Cell}");
            File.WriteAllText(path + ".md", table.ToMarkdown());
            File.WriteAllText(path + ".json", table.ToJson());
            Console.WriteLine(table.ToMarkdown());
            Console.WriteLine($"Written: {path}.md and .json");
            return 0;
        }
        catch (Exception mistake) when (mistake is ArgumentException or InvalidOperationException or IOException)
        {
            Console.Error.WriteLine($"ladder: {mistake.Message}");
            return 1;
        }
    }

    private static LadderTable Measure(CellSource source, LadderSizes sizes, int rounds)
    {
        var compiler = new RungCompiler(source);
        var runs = new List<RungRun>();
        foreach (var rung in Rung.All)
        {
            runs.Add(new RungRun(rung, compiler.NetworkWithout(rung.Disabled), sizes));
            for (var i = 0; i < Warmups; i++)
                runs[^1].Step();
            Numbers.RequireClose(runs[0].Gradients, runs[^1].Gradients, rung.Name);
        }

        var passes = runs.ConvertAll(run => run.PassesIn(SampleMilliseconds));
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < runs.Count; i++)
                runs[i].Sample(passes[i]);
        }

        return LadderTable.Of(runs[0].CellName, runs[0].SizesText(sizes), runs);
    }
}
