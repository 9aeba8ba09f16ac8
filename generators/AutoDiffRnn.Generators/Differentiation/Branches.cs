using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Differentiation;

/// <summary>
/// Which values only one side of a <c>Where</c> reads. Where that side is not taken, their local derivatives may be infinite, and
/// 0·∞ is NaN: so what leaves the side is chosen once more, by the same condition.
/// </summary>
internal sealed class Branches
{
    private readonly StepProgram _program;
    private readonly Side?[] _sides;

    public Branches(StepProgram program)
    {
        _program = program;
        _sides = new Side?[program.Instructions.Count];
        var uses = program.Uses();
        var roots = new HashSet<int>(program.Roots);
        for (var number = _sides.Length - 1; number >= 0; number--)
        {
            var isReadOutside = roots.Contains(number) || uses[number].Count == 0;
            _sides[number] = isReadOutside ? null : Common(uses[number].Select(use => SideOf(number, use)));
        }
    }

    /// <summary>
    /// A share of an operand's adjoint, zero wherever the operator's value lies on a side that is not taken and the operand does not.
    /// </summary>
    public Value Leaving(int from, int to, Value adjoint, System.Func<int, Value> read)
    {
        var inside = _sides[to];
        for (var side = _sides[from]; side is not null && !side.Encloses(inside); side = side.Outer)
        {
            var condition = read(side.Condition);
            if (!condition.Shape.Of(Element.Real).Equals(adjoint.Shape))
                continue;
            var zero = Make.Zero(adjoint);
            adjoint = side.IsYes ? Make.Where(condition, adjoint, zero) : Make.Where(condition, zero, adjoint);
        }

        return adjoint;
    }

    // The side on which one reader reads a value.
    private Side? SideOf(int number, int use)
    {
        var reader = _program[use];
        if (reader.Op != Operators.Where)
            return _sides[use];
        var isYes = reader.Arguments[1] == number;
        return reader.Arguments[0] == number || (isYes && reader.Arguments[2] == number)
            ? _sides[use]
            : new Side(reader.Arguments[0], isYes, _sides[use]);
    }

    // The innermost side that all readers lie on.
    private static Side? Common(IEnumerable<Side?> sides)
    {
        var all = sides.ToList();
        for (var side = all[0]; side is not null; side = side.Outer)
        {
            if (all.All(other => side.Encloses(other)))
                return side;
        }

        return null;
    }

    // A side of a Where, and the one that it lies within.
    private sealed record Side(int Condition, bool IsYes, Side? Outer)
    {
        /// <summary>Whether another side is this one or lies within it.</summary>
        public bool Encloses(Side? other)
        {
            for (; other is not null; other = other.Outer)
            {
                if (Equals(other))
                    return true;
            }

            return false;
        }
    }
}
