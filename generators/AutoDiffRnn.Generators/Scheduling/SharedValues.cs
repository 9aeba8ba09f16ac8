using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Which values that all rows share are computed: those that a row reads, or that are added to a gradient, with what they are made of.
/// Sums of parts of a gradient are not: each part is added where it belongs.
/// </summary>
internal sealed class SharedValues
{
    private readonly StepProgram _program;
    private readonly bool[] _isWanted;

    /// <param name="program">The program.</param>
    /// <param name="added">The values that are computed and then added to a gradient.</param>
    public SharedValues(StepProgram program, IEnumerable<int> added)
    {
        _program = program;
        _isWanted = new bool[program.Instructions.Count];
        foreach (var number in added)
            _isWanted[number] = true;
        for (var number = _isWanted.Length - 1; number >= 0; number--)
        {
            var instruction = program[number];
            var isReader = instruction.IsShared ? _isWanted[number] : instruction.Op.Kind != OperatorKind.Leaf;
            // A sum over all rows is shared, but what it adds up is not.
            if (!isReader || instruction.Op.Kind == OperatorKind.Reduction)
                continue;
            foreach (var argument in instruction.Arguments)
                _isWanted[argument] |= program[argument].IsShared;
        }
    }

    /// <summary>Whether a value has a place among those that are computed once.</summary>
    public bool IsComputed(int number) => _isWanted[number] && (_program[number].IsKernelWork || IsMadeWhole(_program[number]));

    /// <summary>The sums over all rows that what is computed goes on with.</summary>
    public IEnumerable<int> Sums => Enumerable.Range(0, _isWanted.Length)
        .Where(number => _isWanted[number] && _program[number].Op.Kind == OperatorKind.Reduction);

    private static bool IsMadeWhole(Instruction instruction) => instruction.Op.Kind is OperatorKind.Move or OperatorKind.RowProduct;
}
