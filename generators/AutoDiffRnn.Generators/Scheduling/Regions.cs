using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Which region of time each value of a program runs in. Loops have odd numbers, in dependency order; what lies between two loops
/// runs over all rows and has the even number between theirs; what all rows share runs once.
/// </summary>
/// <remarks>
/// A loop is a cyclic component of the graph in which a state's previous value depends on its next one. A product leaves a loop
/// whenever it can: as one product over all rows it reads its matrix once. Elementwise work stays beside what it reads or feeds,
/// because storing a value for all steps costs more than computing it.
/// </remarks>
internal sealed class Regions
{
    /// <summary>The region of values that are the same for all rows.</summary>
    public const int Once = -1;

    private readonly StepProgram _program;
    private readonly List<int>[] _uses;
    private readonly HashSet<int> _roots;
    private readonly Func<int, bool> _staysInRows;
    private readonly Dictionary<int, int> _sumFrom = [];
    private readonly Dim?[] _lanes;

    private Regions(StepProgram program, Func<int, bool> staysInRows, bool hoists)
    {
        _program = program;
        _uses = program.Uses();
        _roots = [.. program.Roots];
        _staysInRows = staysInRows;
        Loops = new LoopFinder(program, isOne: !hoists);
        Of = new int[program.Instructions.Count];
        _lanes = [.. Enumerable.Range(0, Loops.Count).Select(loop => hoists ? LanesOf(loop) : null)];
        for (var number = 0; number < Of.Length; number++)
        {
            if (AffineTerms.StartOfAny(program, number) is { } start)
                _sumFrom[start] = number;
        }
    }

    /// <summary>The loops and the states that each carries.</summary>
    public LoopFinder Loops { get; }

    /// <summary>The region of each instruction; for one with products, that in which its value is complete.</summary>
    public int[] Of { get; }

    /// <summary>The number of the last region over all rows.</summary>
    public int Last => 2 * Loops.Count;

    /// <summary>Puts each value into a region: as early as it can run, then into the loop that alone reads it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="staysInRows">Values that must not move into a loop, because they are not always asked for.</param>
    /// <param name="hoists">Whether anything leaves the loops; if not, everything is in one.</param>
    public static Regions Find(StepProgram program, Func<int, bool> staysInRows, bool hoists = true)
    {
        var regions = new Regions(program, staysInRows, hoists);
        // The next value of a state on no cycle may stand in the program after what reads the previous one.
        foreach (var number in regions.Loops.InOrder)
            regions.Of[number] = regions.Earliest(number);

        var areOfStates = regions.ValuesOfStates();
        for (var number = program.Instructions.Count - 1; number >= 0; number--)
            regions.SinkToReaders(number, areOfStates[number]);
        return regions;
    }

    /// <summary>Whether a region is a loop.</summary>
    public static bool IsLoop(int region) => region >= 0 && region % 2 == 1;

    /// <summary>Whether a region is a loop through which each vector of a row may go by itself (<see cref="LaneLoop"/>).</summary>
    public bool MayGoByVectors(int region) => IsLoop(region) && _lanes[region / 2] is not null;

    /// <summary>The region in which one product of an <c>Affine</c> runs: as soon as its operand is known.</summary>
    public int OfTerm(int affine, int operand)
        => StaysTogether(affine) ? Of[affine] : Math.Min(KnownIn(operand, Of[affine]), Of[affine]);

    // What a step hands back has room for one step, and what starts from a value of its own step waits for that.
    private bool StaysTogether(int affine)
        => AffineTerms.StartOf(_program, _program[affine]) is not null
            || (_program.IsAdjoint && IsLoop(Of[affine]) && _program.StateOf(affine) is not null);

    // The first region whose code can read a value that is computed in another.
    private int KnownIn(int value, int reader)
    {
        var region = Of[value];
        return region == reader ? region : RoundUp(region);
    }

    // The first region in which all that a value reads is known.
    private int Earliest(int number)
    {
        var instruction = _program[number];
        if (instruction.IsShared)
            return Once;
        if (Loops.LoopThrough(number) is >= 0 and var loop)
            return 2 * loop + 1;
        // What a sum made in place starts from lies in that place, which the loop has for each step anew.
        if (_sumFrom.TryGetValue(number, out var sum) && Loops.LoopThrough(sum) is >= 0 and var loopOfSum)
            return 2 * loopOfSum + 1;
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return _program.IsCarried(instruction) ? RoundUp(Of[_program.NextOf(instruction)]) : 0;
        var operands = instruction.Arguments.Where(argument => !_program[argument].IsShared).ToList();
        if (operands.Count == 0)
            return 0;
        var latest = operands.Max(operand => Of[operand]);
        // Beside the values that it reads while they are in registers, or after the loop over all rows. A finished sum is in no register.
        var stays = instruction.Op.Kind is OperatorKind.Elementwise or OperatorKind.Sum && !_staysInRows(number)
            && !operands.Any(operand => Of[operand] == latest && _program[operand].Op.Kind == OperatorKind.Sum)
            && !NeedsRow(instruction, latest);
        return IsLoop(latest) && !stays ? latest + 1 : latest;
    }

    private static int RoundUp(int region) => IsLoop(region) ? region + 1 : region;

    // The width of a loop on whose cycle there are elements that do not need one another, so that each vector of a row can go through the steps by
    // itself (LaneLoop); null for any other loop.
    private Dim? LanesOf(int loop)
    {
        var onCycle = Enumerable.Range(0, _program.Instructions.Count).Where(number => Loops.LoopThrough(number) == loop).ToList();
        var width = _program[onCycle[0]].Shape.Length;
        var isElementwise = onCycle.Select(number => _program[number]).All(instruction => !instruction.Shape.IsScalar
            && instruction.Shape.Length.Equals(width) && (instruction.Op.Kind == OperatorKind.Elementwise || _program.IsCarried(instruction)));
        return isElementwise ? width : null;
    }

    // What reads the values of such a loop, and would keep its vectors from going through the steps by themselves. What an adjoint adds up over a
    // row is mostly all that is ever asked of what it adds up, so it is not worth to store that.
    private bool NeedsRow(Instruction instruction, int region) => MayGoByVectors(region) && !_program.IsAdjoint && _lanes[region / 2] is { } width
        && (instruction.Op.Kind == OperatorKind.Sum || instruction.Shape.IsScalar || !instruction.Shape.Length.Equals(width));

    // A value over all rows that only one later region reads, element by element, is computed there: it need not be stored. So is a sum over
    // what that region reads anyway: memory is passed once, and not once for the sum.
    private void SinkToReaders(int number, bool isOfStates)
    {
        var instruction = _program[number];
        if ((IsLoop(Of[number]) && !isOfStates) || Of[number] == Once || instruction.Op.Kind is not (OperatorKind.Elementwise or OperatorKind.Sum)
            || _roots.Contains(number) || _uses[number].Count == 0)
            return;
        var reader = Of[_uses[number][0]];
        if (reader > Of[number] && !_staysInRows(number) && !(instruction.Shape.IsScalar && MayGoByVectors(reader))
            && _uses[number].All(use => Of[use] == reader && _program[use].Op.Kind is OperatorKind.Elementwise or OperatorKind.Sum)
            && (instruction.Op.Kind == OperatorKind.Elementwise || AddsUpWhatIsReadIn(number, reader)))
            Of[number] = reader;
    }

    // Whether a kernel of a region reads some vector that a sum is made of.
    private bool AddsUpWhatIsReadIn(int sum, int region)
    {
        var open = new Stack<int>(_program[sum].Arguments);
        while (open.Count > 0)
        {
            var number = open.Pop();
            if (_program[number].IsShared || _program[number].Shape.IsScalar)
                continue;
            if (_uses[number].Any(use => Of[use] == region && _program[use].IsKernelWork))
                return true;
            foreach (var operand in _program[number].Arguments.Where(_ => _program[number].Op.Kind == OperatorKind.Elementwise))
                open.Push(operand);
        }

        return false;
    }

    // Which values that are computed beside a loop of independent elements are made of nothing but what is stored anyway, the loop's states: the
    // loop is shorter without them, and nothing more is stored.
    private bool[] ValuesOfStates()
    {
        var are = new bool[Of.Length];
        for (var number = 0; number < are.Length && !_program.IsAdjoint; number++)
        {
            are[number] = MayGoByVectors(Of[number]) && Loops.LoopThrough(number) < 0
                && _program[number].Op.Kind == OperatorKind.Elementwise
                && _program[number].Arguments.All(operand => Of[operand] != Of[number] || _program.StateOf(operand) is not null || are[operand]);
        }

        return are;
    }
}
