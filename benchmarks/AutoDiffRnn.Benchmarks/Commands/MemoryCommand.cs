using System.CommandLine;
using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Machine;

namespace AutoDiffRnn.Benchmarks.Commands;

/// <summary>
/// What <see cref="ComparisonCommand"/> starts to measure memory: makes one contender, trains a few times, and prints by how much the process grew.
/// </summary>
internal sealed class MemoryCommand : Command
{
    /// <summary>Its name on the command line.</summary>
    public const string CommandName = "memory-of-one";

    private readonly ComparisonCommand _comparison;
    private readonly Argument<string> _cell = new("cell");
    private readonly Argument<string> _contender = new("contender");
    private readonly Argument<string> _shape = new("size");
    private readonly Argument<int> _threads = new("threads");

    /// <summary>Makes the command for the contenders of <paramref name="comparison"/>.</summary>
    public MemoryCommand(ComparisonCommand comparison)
        : base(CommandName)
    {
        _comparison = comparison;
        Hidden = true;
        foreach (var argument in (IEnumerable<Argument>)[_cell, _contender, _shape, _threads])
            Arguments.Add(argument);
        SetAction(Measure);
    }

    private int Measure(ParseResult given)
    {
        _comparison.Prepare();
        _comparison.UseThreads(given.GetValue(_threads));
        // Once at the smallest size, so that compiled code and what a library allocates once do not count.
        var cell = BenchmarkCell.Parse(given.GetValue(_cell)!);
        Train(new Problem(cell, new SequenceShape(1, 1, 1, 1)), given.GetValue(_contender)!);
        var problem = new Problem(cell, SequenceShape.Parse(given.GetValue(_shape)!));
        Console.WriteLine($"{PeakMemory.GrowthBy(() => Train(problem, given.GetValue(_contender)!))}");
        return 0;
    }

    private void Train(Problem problem, string name)
    {
        using var contender = name == Generated.Title ? new Generated(problem) : _comparison.Create(name, problem);
        for (var call = 0; call < 5; call++)
            contender.ForwardAndBackward();
    }
}
