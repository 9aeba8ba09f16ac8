using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Differentiation;

/// <summary>
/// Which values only one side of a <c>Where</c> reads. Where that side is not taken, their local derivatives may be infinite, and
/// 0·∞ is NaN: so what leaves the side is chosen once more, by the same condition.
/// </summary>
/// <remarks>
/// A condition for each element says something of the values that are computed element by element from there on. What such a value
/// is a sum or a part of, say, is read as much as its adjoint is not 0.
/// </remarks>
internal sealed class Branches
{
    private readonly StepProgram _program;
    private readonly Side?[] _sides;
    private readonly HashSet<int> _handwritten;
    private readonly Dictionary<(SideKind Kind, int Value, Side? Outer), Side> _known = [];

    public Branches(StepProgram program)
    {
        _program = program;
        _sides = new Side?[program.Instructions.Count];
        _handwritten = [.. program.Overrides.Select(handwritten => handwritten.Value)];
        var uses = program.Uses();
        var roots = new HashSet<int>(program.Roots);
        for (var number = _sides.Length - 1; number >= 0; number--)
        {
            var isReadOutside = roots.Contains(number) || uses[number].Count == 0;
            var side = isReadOutside ? null : Common(uses[number].Select(use => SideOf(number, use)));
            // The adjoint of what all rows share is a sum over them: no condition of one row says anything of it.
            while (program[number].IsShared && side is { IsShared: false })
                side = side.Outer;
            _sides[number] = side;
        }
    }

    /// <summary>
    /// A share of an operand's adjoint, zero wherever the operator's value lies on a side that is not taken and the operand does not.
    /// </summary>
    /// <param name="from">The operator's value.</param>
    /// <param name="to">The operand.</param>
    /// <param name="share">The share.</param>
    /// <param name="read">A value of the forward program.</param>
    /// <param name="adjointOf">The adjoint of a value.</param>
    public Value Leaving(int from, int to, Value share, System.Func<int, Value> read, System.Func<int, Value> adjointOf)
    {
        var common = CommonOf(_sides[from], _sides[to]);
        for (var side = _sides[from]; side != common; side = side.Outer)
        {
            // A product or a sum mixes elements: what is said of one of the operator's says nothing of one of the operand's.
            if (side!.IsByElement && !IsByElement(from, to))
                continue;
            var condition = side.Kind == SideKind.Reached
                ? Make.NotEqualTo(adjointOf(side.Value), Make.Zero(adjointOf(side.Value)))
                : read(side.Value);
            share = Chosen(side.Kind != SideKind.No, condition, share);
        }

        return share;
    }

    /// <summary>
    /// The adjoint of a value before its operator's rule sees it: where the operator mixes elements, zero for those that are on a side
    /// that is not taken.
    /// </summary>
    public Value Entering(int number, Value adjoint, System.Func<int, Value> read, System.Func<int, Value> adjointOf)
    {
        var instruction = _program[number];
        if (_sides[number] is not { IsByElement: true } || instruction.Arguments.All(argument => IsByElement(number, argument)))
            return adjoint;
        for (var side = _sides[number]; side is { IsByElement: true }; side = side.Outer)
        {
            if (side.Kind != SideKind.Reached)
                adjoint = Chosen(side.Kind == SideKind.Yes, read(side.Value), adjoint);
        }

        return adjoint;
    }

    // A derivative that the user wrote may mix elements, whatever the value itself does.
    private bool IsByElement(int reader, int operand) => _program[reader].Op is { Kind: OperatorKind.Elementwise, MixesElements: false }
        && _program[reader].Shape.Sizes.Equals(_program[operand].Shape.Sizes) && !_handwritten.Contains(reader);

    // The share where a condition holds, or does not; zero elsewhere.
    private static Value Chosen(bool isYes, Value condition, Value share)
    {
        if (!condition.Shape.IsScalar && !condition.Shape.Of(Element.Real).Equals(share.Shape))
            return share;
        // What a weight gets is a sum over all rows of outer products, or of rows in their places: the choice is of what these are made of.
        var instruction = share.Instruction;
        if (instruction.Op == Operators.Outer || instruction.Op == Operators.Scatter)
        {
            var operands = instruction.Arguments.Select(argument => new Value(share.Builder, argument))
                .Select(operand => operand.Shape.Element == Element.Real ? Chosen(isYes, condition, operand) : operand);
            return share.Builder.Apply(instruction.Op, [.. operands], [.. instruction.Sizes]);
        }

        var zero = Make.Zero(share);
        var spread = share.Builder.Broadcast(condition, share.Shape);
        return IsChosen(share, spread.Number, isYes) ? share : isYes ? Make.Where(spread, share, zero) : Make.Where(spread, zero, share);
    }

    // Whether a value is zero already wherever the condition says: it is what it was chosen by, perhaps among other things.
    private static bool IsChosen(Value share, int condition, bool isYes)
    {
        while (share.Instruction.Op == Operators.Where)
        {
            var arguments = share.Instruction.Arguments;
            var (yes, no) = (new Value(share.Builder, arguments[1]), new Value(share.Builder, arguments[2]));
            if (arguments[0] == condition && Make.IsZero(isYes ? no : yes))
                return true;
            if (!Make.IsZero(yes) && !Make.IsZero(no))
                return false;
            share = Make.IsZero(yes) ? no : yes;
        }

        return false;
    }

    // The side on which one reader reads a value.
    private Side? SideOf(int number, int use)
    {
        var reader = _program[use];
        var side = Carried(number, use);
        if (reader.Op != Operators.Where)
            return side;
        var isYes = reader.Arguments[1] == number;
        if (reader.Arguments[0] == number || (isYes && reader.Arguments[2] == number))
            return side;
        // A condition that is spread over a vector is one for the whole example.
        var condition = reader.Arguments[0];
        if (_program[condition].Op == Operators.Broadcast)
            condition = _program[condition].Arguments[0];
        return Of(isYes ? SideKind.Yes : SideKind.No, condition, side);
    }

    // The reader's own side, as far as it says something of the operand: element by element, or of the whole example.
    private Side? Carried(int number, int use)
    {
        var side = _sides[use];
        var reader = _program[use];
        if (side is null || !side.IsByElement || IsByElement(use, number))
            return side;
        while (side is { IsByElement: true })
            side = side.Outer;
        return _program[number].IsShared ? side : Of(SideKind.Reached, number, side);
    }

    private Side Of(SideKind kind, int value, Side? outer)
    {
        if (!_known.TryGetValue((kind, value, outer), out var side))
        {
            var isByElement = outer is { IsByElement: true } || !_program[value].Shape.IsScalar;
            var isShared = kind != SideKind.Reached && _program[value].IsShared && (outer is null || outer.IsShared);
            _known[(kind, value, outer)] = side = new Side(kind, value, outer, isByElement, isShared);
        }

        return side;
    }

    // The innermost side that all readers lie on.
    private static Side? Common(IEnumerable<Side?> sides) => sides.Aggregate(CommonOf);

    private static Side? CommonOf(Side? a, Side? b)
    {
        while (a != b)
        {
            if (a is null || b is null)
                return null;
            var (left, right) = (a.Depth, b.Depth);
            a = left >= right ? a.Outer : a;
            b = right >= left ? b.Outer : b;
        }

        return a;
    }

    private enum SideKind
    {
        /// <summary>Where a condition holds.</summary>
        Yes,

        /// <summary>Where it does not.</summary>
        No,

        /// <summary>Where the adjoint of a value is not 0.</summary>
        Reached,
    }

    // A side of a branch, and the one that it lies within. There is one object for each.
    private sealed class Side(SideKind kind, int value, Side? outer, bool isByElement, bool isShared)
    {
        public SideKind Kind { get; } = kind;

        /// <summary>The condition, or the value that is reached.</summary>
        public int Value { get; } = value;

        public Side? Outer { get; } = outer;

        public int Depth { get; } = outer is null ? 1 : outer.Depth + 1;

        /// <summary>Whether it, or one around it, is decided for each element of a vector.</summary>
        public bool IsByElement { get; } = isByElement;

        /// <summary>Whether it is decided by what all steps and examples share.</summary>
        public bool IsShared { get; } = isShared;
    }
}
