using System.CommandLine;
using System.CommandLine.Parsing;
using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Machine;
using AutoDiffRnn.Benchmarks.Reports;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>A command that compares the generated code with peers, cell by cell and size by size.</summary>
internal abstract class ComparisonCommand : Command
{
    private readonly string _title;
    private readonly Option<BenchmarkCell[]> _cells;
    private readonly Option<SequenceShape[]> _sizes = Parsed(
        "--sizes",
        "T,B,I,H with spaces between, for instance 100,16,64,64 50,64,256,256.",
        text => [SequenceShape.Parse(text)],
        [.. SequenceShape.All]);

    private readonly Option<int[]> _threads;
    private readonly Option<int> _rounds = new("--rounds") { Description = "Samples of each side.", DefaultValueFactory = _ => 21 };
    private readonly Option<string> _out = BenchmarksCommand.Out();
    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Keep the rows that the folder has, and measure those that are missing.",
    };

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Time nothing: run each side once, and fail if they compute different numbers.",
    };

    private readonly Option<bool> _memory = new("--memory")
    {
        Description = "Measure the peak memory of each side, too, in processes of their own.",
    };

    private readonly Option<bool> _processorTime = new("--processor-time")
    {
        Description = "Count the time that a processor spends on one thread, for a machine that does other work. Linux only.",
    };

    /// <summary>Makes a command that writes <paramref name="name"/>.md and .json.</summary>
    /// <param name="name">The command's name, and the files'.</param>
    /// <param name="title">What the tables are called.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="cells">The names of the cells that there are peers for.</param>
    /// <param name="mostThreads">How many threads the peers can use.</param>
    /// <param name="threads">How many they use unless the command line says otherwise.</param>
    protected ComparisonCommand(string name, string title, string description, IEnumerable<string> cells, int mostThreads, int threads = 1)
        : base(name, description)
    {
        _title = title;
        _cells = Parsed(
            "--cells", $"Of {string.Join(",", cells)}.", text => text.Split(',').Select(BenchmarkCell.Parse), [.. cells.Select(BenchmarkCell.Parse)]);
        _threads = Parsed(
            "--threads",
            $"Numbers of threads up to {mostThreads}, with commas between.",
            text => text.Split(',').Select(number => ParseThreads(number, mostThreads)),
            [threads]);
        foreach (var option in (IEnumerable<Option>)[_cells, _sizes, _threads, _rounds, _out, _resume, _check, _memory, _processorTime])
            Options.Add(option);
        SetAction(Compare);
    }

    /// <summary>Makes sure that the peers can run.</summary>
    /// <returns>Null, or why they cannot.</returns>
    public virtual string? Prepare() => null;

    /// <summary>The names of the peers that run a cell.</summary>
    public abstract IEnumerable<string> Peers(BenchmarkCell cell);

    /// <summary>Makes a peer.</summary>
    public abstract Contender Create(string peer, Problem problem);

    /// <summary>What else is to be said where a peer computes other numbers.</summary>
    protected virtual string AboutDifferences => "";

    /// <summary>Sets how many threads both sides use.</summary>
    public virtual void UseThreads(int threads) => AutoDiffRnn.Threads.Count = threads;

    private int Compare(ParseResult given)
    {
        if (Prepare() is { } why)
        {
            Console.Error.WriteLine($"{Name}: skipped, because the peer cannot be loaded. {why}");
            return 0;
        }

        Clock.CountsProcessorTime = given.GetValue(_processorTime);
        if (Clock.CountsProcessorTime && given.GetValue(_threads)!.Any(threads => threads > 1))
        {
            Console.Error.WriteLine($"{_processorTime.Name} counts the time of one thread: use it with one thread.");
            return 1;
        }

        var keys = (from cell in given.GetValue(_cells)!
                    from peer in Peers(cell)
                    from threads in given.GetValue(_threads)!
                    from shape in given.GetValue(_sizes)!
                    select (cell, peer, threads, shape)).ToArray();
        var report = given.GetValue(_check) ? null : new ComparisonReport(given.GetValue(_out)!, Name, _title, given.GetValue(_resume));
        var different = new List<string>();
        Progress.Run(keys.Length, progress =>
        {
            foreach (var (cell, peer, threads, shape) in keys)
            {
                progress.Now($"{cell.Name} {shape}, {threads} threads: {peer}");
                UseThreads(threads);
                try
                {
                    progress.Done(Row(given, report, cell, peer, shape, threads));
                }
                catch (DifferentNumbersException error)
                {
                    different.Add($"{cell.Name} {shape}, {threads} threads: {error.Message}.");
                    progress.Done($"{different[^1]} Not timed.");
                }
            }
        });
        if (report is not null)
            Console.WriteLine($"Written: {Path.Combine(given.GetValue(_out)!, Name)}.md and .json");
        foreach (var difference in different)
            Console.Error.WriteLine($"{Name}: {difference} {AboutDifferences}");
        return different.Count == 0 ? 0 : 1;
    }

    /// <summary>Checks that both sides compute the same numbers, and measures them unless that is all.</summary>
    private string Row(ParseResult given, ComparisonReport? report, BenchmarkCell cell, string peer, SequenceShape shape, int threads)
    {
        var keys = Enum.GetValues<Phase>().Select(phase => new ComparisonKey(cell.Name, peer, phase, shape, threads)).ToArray();
        if (report is not null && keys.All(report.Has))
            return $"{cell.Name} {shape} {peer}: measured before";
        var problem = new Problem(cell, shape);
        using var ours = new Generated(problem);
        using var theirs = Create(peer, problem);
        ours.RequireSameNumbers(theirs, problem);
        if (report is null)
            return $"{cell.Name} {shape} {peer}: the same numbers";

        var memory = given.GetValue(_memory)
            ? (PeakOf(cell, ours.Name, shape, threads), PeakOf(cell, peer, shape, threads))
            : default((long?, long?));
        var line = $"{cell.Name,-9} {shape,-15} {peer,-10} {threads} threads:";
        foreach (var key in keys.Where(key => !report.Has(key)))
        {
            var row = new Measurement(given.GetValue(_rounds)).Measure(problem, key, ours, theirs, memory);
            report.Add(row);
            line += $"  {(key.Phase == Phase.Forward ? "forward" : "both")} {row.Ours.Seconds * 1e6:0} µs, {row.Ours.PercentOfPeak:0}% of peak "
                + $"(at best {row.Ours.PercentOfPeakAtBest:0}, peer {row.Theirs.PercentOfPeakAtBest:0}), peer takes "
                + $"{row.Ratio:0.00} ({row.RatioLowerQuartile:0.00}–{row.RatioUpperQuartile:0.00})";
        }

        return line;
    }

    private static long? PeakOf(BenchmarkCell cell, string contender, SequenceShape shape, int threads)
        => PeakMemory.OfAnotherProcess([MemoryCommand.CommandName, cell.Name, contender, $"{shape}", $"{threads}"]);

    private static int ParseThreads(string text, int most) => int.TryParse(text, out var threads) && threads > 0 && threads <= most
        ? threads
        : throw new FormatException($"expected numbers from 1 to {most} with commas between, but got '{text}'");

    private static Option<T[]> Parsed<T>(string name, string description, Func<string, IEnumerable<T>> parse, T[] all) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => all,
        CustomParser = result => Parse(result, parse),
    };

    private static T[] Parse<T>(ArgumentResult result, Func<string, IEnumerable<T>> parse)
    {
        try
        {
            return [.. result.Tokens.SelectMany(token => parse(token.Value))];
        }
        catch (FormatException error)
        {
            result.AddError($"{result.Argument.Name}: {error.Message}.");
            return [];
        }
    }
}
