using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>Which steps a stored value is kept for. The names are those of the runtime's <c>Extent</c>.</summary>
internal enum Extent
{
    AllSteps,
    AllStepsToTrain,
    AllStepsAndInitial,
    AllStepsAndFollowing,
    StepAndFollowing,
    OneStep,
}

/// <summary>
/// Which of a program's values are stored, and for how long. A value that only its own kernel reads stays in a register; one that
/// a later region or the backward pass reads is kept for all steps; any other for the step that runs.
/// </summary>
internal sealed class Storage
{
    private readonly Schedule _schedule;
    private readonly StepProgram _program;
    private readonly ISet<int> _saved;
    private readonly List<int>[] _uses;
    private readonly int[] _kernel;
    private readonly ValueGroups _groups;
    private readonly Extent?[] _extents;
    private readonly Dictionary<int, int[]> _members = [];
    private readonly Dim[] _columns;
    private readonly InPlace? _places;
    private readonly HashSet<int> _stepSums;

    /// <param name="schedule">The program and its work.</param>
    /// <param name="saved">The values that the adjoint program reads.</param>
    public Storage(Schedule schedule, ISet<int> saved)
    {
        _schedule = schedule;
        _program = schedule.Program;
        _saved = saved;
        _uses = _program.Uses();
        _stepSums = [.. StepSums().Select(sum => sum.Reduction)];
        _kernel = NumberKernels();
        _groups = schedule.Groups;
        _extents = new Extent?[_program.Instructions.Count];
        for (var number = 0; number < _extents.Length; number++)
            _extents[number] = IsStored(number) ? ExtentAlone(number) : null;
        foreach (var group in Enumerable.Range(0, _extents.Length).Where(number => _extents[number] is not null).GroupBy(_groups.Of))
            _members[group.Key] = [.. group];
        _columns = Columns();
        foreach (var group in _members.Values)
            Widen(group);
        WidenJoined();
        _places = schedule.Passes.Has(Optimizations.InPlace) ? new InPlace(_program, this, saved) : null;
    }

    /// <summary>How long a value is kept; null if it is not stored in the tape.</summary>
    public Extent? ExtentOf(int number) => _extents[number];

    /// <summary>The values that lie in one buffer with this one, in the order of their columns.</summary>
    public IReadOnlyList<int> Members(int number) => _members.TryGetValue(_groups.Of(number), out var members) ? members : [];

    /// <summary>The column at which a stored value starts in its buffer, among the values that lie in it.</summary>
    public Dim ColumnOf(int number) => _columns[number];

    /// <summary>The value in whose place a stored value lies: itself, unless it is part of another or overwrites one that is dead.</summary>
    public int PlaceOf(int number) => PartOf(number)?.Whole ?? _places?.Of(number) ?? number;

    /// <summary>The vector that a stored value is a part of, and its first element there; null for a value that lies in none.</summary>
    public (int Whole, Dim Start)? PartOf(int number) => _schedule.Parts.Of(number);

    /// <summary>Whether other values lie in a stored value, as its parts.</summary>
    public bool HasParts(int number) => _schedule.Parts.HasParts(number);

    /// <summary>Whether one kernel computes both values.</summary>
    public bool AreOfOneKernel(int a, int b) => _kernel[a] >= 0 && _kernel[a] == _kernel[b];

    /// <summary>Whether a buffer that is kept as <paramref name="extent"/> says has room for a value that is kept as <paramref name="other"/> says.</summary>
    public static bool LastsAsLong(Extent extent, Extent other) => extent == other || (extent, other) switch
    {
        (Extent.AllSteps, Extent.AllStepsToTrain or Extent.OneStep) => true,
        (Extent.AllStepsToTrain, Extent.OneStep) => true,
        _ => false,
    };

    /// <summary>Whether a sum over all rows has a row for each example, in which a loop over time adds up its steps.</summary>
    public bool IsStepSum(int reduction) => _stepSums.Contains(reduction);

    /// <summary>A width with its padding, as a size that code can add up.</summary>
    public static Dim PaddedWidth(Dim width) => Dim.Named($"Padded({width})");

    /// <summary>Whether a value that all rows share is computed once, and kept.</summary>
    public bool IsSharedAndComputed(int number) => _program[number].IsShared && _schedule.Gradients.Shared.IsComputed(number);

    private Dim[] Columns()
    {
        var columns = Enumerable.Repeat(Dim.Zero, _extents.Length).ToArray();
        foreach (var members in _members.Values)
        {
            for (var i = 1; i < members.Length; i++)
                columns[members[i]] = columns[members[i - 1]] + PaddedWidth(_program[members[i - 1]].Shape.Length);
        }

        return columns;
    }

    // The number of the kernel that computes each value; -1 for none.
    private int[] NumberKernels()
    {
        var kernels = Enumerable.Repeat(-1, _program.Instructions.Count).ToArray();
        var count = 0;
        var regions = _schedule.Steps.Concat([_schedule.Once, _schedule.OnceAfter]);
        foreach (var kernel in regions.SelectMany(region => region.Work).OfType<Kernel>())
        {
            foreach (var number in kernel.Scalars.Concat(kernel.Vectors).Concat(kernel.StepSums.SelectMany(Summed)))
                kernels[number] = count;
            count++;
        }

        return kernels;
    }

    private IEnumerable<Accumulate> StepSums()
        => _schedule.Steps.SelectMany(region => region.Work).OfType<Kernel>().SelectMany(kernel => kernel.StepSums);

    // A sum, and what is computed in it alone.
    private IEnumerable<int> Summed(Accumulate sum)
    {
        yield return sum.Reduction;
        if (GradientSums.SummandOf(_program, sum) is var summand && _schedule.Gradients.Summands.IsOnlyAdded(summand))
            yield return summand;
    }

    private bool IsStored(int number)
    {
        if (IsStepSum(number))
            return true;
        var instruction = _program[number];
        if (instruction.IsShared || instruction.Op.Kind is OperatorKind.Leaf or OperatorKind.View)
            return false;
        if (instruction.Op == Operators.Affine || _program.IsRoot(number))
            return true;
        if (instruction.Op.Kind is OperatorKind.Move or OperatorKind.RowProduct)
            return !_schedule.Gradients.Summands.IsOnlyAdded(number);
        return _kernel[number] >= 0 && instruction.Shape.Element != Element.Truth
            && (_saved.Contains(number) || Readers(number).Any(reader => IsReadFromMemory(number, reader)));
    }

    // Other kernels read memory, and a function of a whole row does even in the same one.
    private bool IsReadFromMemory(int number, int reader)
        => _kernel[reader] != _kernel[number] || _program[reader].Op.Kind == OperatorKind.RowFunction;

    // What reads a value: views of it and what reads those, and through what is only a part of other expressions.
    private IEnumerable<int> Readers(int number)
    {
        var known = new HashSet<int>(_uses[number]);
        var open = new Stack<int>(_uses[number]);
        while (open.Count > 0)
        {
            var use = open.Pop();
            var isTransparent = _program[use].IsTransparent;
            if (!isTransparent)
                yield return use;
            if (!isTransparent && _program[use].Op.Kind != OperatorKind.View)
                continue;
            foreach (var reader in _uses[use].Where(known.Add))
                open.Push(reader);
        }
    }

    // How long a stored value is kept for its own readers' sake.
    private Extent ExtentAlone(int number)
    {
        if (IsStepSum(number))
            return Extent.OneStep;
        if (_program.StateOf(number) is { } state)
        {
            return !_program.IsAdjoint ? Extent.AllStepsAndInitial
                : _schedule.Regions.Loops.LoopOf(state) >= 0 ? Extent.StepAndFollowing : Extent.AllStepsAndFollowing;
        }

        var region = _schedule.Regions.Of[number];
        if (!Regions.IsLoop(region) || _program.IsRoot(number) || IsReadElsewhere(number, region) || HasTermsElsewhere(number, region))
            return Extent.AllSteps;
        return _saved.Contains(number) ? Extent.AllStepsToTrain : Extent.OneStep;
    }

    private bool IsReadElsewhere(int number, int region) => Readers(number).Any(reader => RegionOfReader(number, reader) != region);

    private int RegionOfReader(int number, int reader)
    {
        if (_program[reader].Op == Operators.Affine)
        {
            return AffineTerms.Of(_program[reader]).Any(term => term.Operand == number)
                ? _schedule.Regions.OfTerm(reader, number)
                : _schedule.Regions.Of[reader];
        }

        // Sums over rows are taken over all rows, after the loop, unless they are not put off; what is computed in them, with them.
        if (_schedule.Gradients.Summands.IsOnlyAdded(reader))
            return _uses[reader].Max(_schedule.RegionOfSum);
        return _program[reader].IsShared ? _schedule.RegionOfSum(reader) : _schedule.Regions.Of[reader];
    }

    // Products that were added to a sum before its loop began have to find it, for all steps.
    private bool HasTermsElsewhere(int number, int region)
        => _program[number].Op == Operators.Affine
            && AffineTerms.Of(_program[number]).Any(term => _schedule.Regions.OfTerm(number, term.Operand) != region);

    // Values in one buffer are kept as long as the one that is kept longest.
    private void Widen(int[] group)
    {
        if (group.Length < 2)
            return;
        var widest = group.Min(number => _extents[number] switch { Extent.AllSteps => 0, Extent.AllStepsToTrain => 1, _ => 2 });
        foreach (var number in group)
            _extents[number] = widest switch { 0 => Extent.AllSteps, 1 => Extent.AllStepsToTrain, _ => Extent.OneStep };
    }

    private void WidenJoined()
    {
        foreach (var whole in Enumerable.Range(0, _extents.Length).Where(HasParts))
            Widen([whole, .. _program[whole].Arguments.Where(part => _schedule.Parts.IsPartOf(part, whole))]);
    }
}
