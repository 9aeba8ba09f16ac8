using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Which values are stored in the place of another: a gate overwrites its pre-activation, which nothing else reads. The kernel reads an
/// element and then writes the same one, so memory is passed once, and the tape has one buffer less.
/// </summary>
/// <remarks>
/// What is overwritten must be dead: no state or output, not saved for the backward pass, and read by nothing but the one expression that
/// the new value is made of. A backward pass overwrites nothing of the forward pass's, so that it can run again.
/// </remarks>
internal sealed class InPlace
{
    private readonly StepProgram _program;
    private readonly Storage _storage;
    private readonly ISet<int> _saved;
    private readonly List<int>[] _uses;
    private readonly HashSet<int> _starts;
    private readonly int[] _place;

    /// <param name="program">The program.</param>
    /// <param name="storage">What of it is stored, each value in a place of its own so far.</param>
    /// <param name="saved">The values that the adjoint program reads.</param>
    public InPlace(StepProgram program, Storage storage, ISet<int> saved)
    {
        _program = program;
        _storage = storage;
        _saved = saved;
        _uses = program.Uses();
        var numbers = Enumerable.Range(0, program.Instructions.Count).ToArray();
        _starts = [.. numbers.Select(number => AffineTerms.StartOfAny(program, number)).OfType<int>()];
        _place = numbers;
        foreach (var number in numbers.ToList().Where(MayMove))
            _place[number] = Overwritten(number) is { } dead ? _place[dead] : number;
    }

    /// <summary>The value in whose place a value is stored: itself, unless it overwrites that one.</summary>
    public int Of(int number) => _place[number];

    // A value that lies beside others stays with them, and what a sum made in place starts from lies in the sum's.
    private bool MayMove(int number) => IsPlain(number) && _program[number].Op.Kind == OperatorKind.Elementwise && _storage.Members(number).Count == 1;

    private bool IsPlain(int number) => _storage.ExtentOf(number) is not null
        && !_program[number].Shape.IsScalar && _program[number].Shape.Element == Element.Real
        && _program.StateOf(number) is null && !_starts.Contains(number) && _storage.PartOf(number) is null && !_storage.HasParts(number);

    // A dead operand of the expression that computes a value. What has one reader is a part of that expression alone.
    private int? Overwritten(int number)
    {
        var open = new Stack<int>([number]);
        while (open.Count > 0)
        {
            var reader = open.Pop();
            foreach (var operand in _program[reader].Arguments.Distinct().Where(operand => _uses[operand].Count == 1).Reverse())
            {
                if (IsDead(operand) && MayHold(operand, number))
                    return operand;
                if (_storage.ExtentOf(operand) is null && _storage.AreOfOneKernel(operand, number) && _program[operand].Op.Kind == OperatorKind.Elementwise)
                    open.Push(operand);
            }
        }

        return null;
    }

    private bool IsDead(int operand) => IsPlain(operand) && !_program.IsRoot(operand) && !_saved.Contains(operand);

    // Elements in the same places, kept for at least as long.
    private bool MayHold(int place, int value)
        => _program[place].Shape.Length.Equals(_program[value].Shape.Length)
            && Storage.LastsAsLong(_storage.ExtentOf(_place[place])!.Value, _storage.ExtentOf(value)!.Value);
}
