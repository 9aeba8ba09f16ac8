using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Which values of an adjoint are only added up over all rows and can be computed as they are added, so that no row of them is ever
/// stored: an outer product, a product of two matrices, a row scattered into a table, the elementwise product of two stored vectors.
/// </summary>
internal sealed class Summands
{
    private readonly bool[] _isOnlyAdded;

    public Summands(StepProgram program)
    {
        var count = program.Instructions.Count;
        var isReadElsewhere = new bool[count];
        var isAdded = new bool[count];
        var isInMemory = new bool[count];
        foreach (var root in program.Roots)
            isReadElsewhere[root] = true;
        foreach (var reader in program.Instructions)
        {
            foreach (var argument in reader.Arguments)
            {
                isAdded[argument] |= reader.Op == Operators.SumRows;
                isReadElsewhere[argument] |= reader.Op != Operators.SumRows;
                isInMemory[argument] |= reader.Op.Kind is OperatorKind.Product or OperatorKind.RowProduct or OperatorKind.Reduction;
            }
        }

        for (var number = 0; number < count; number++)
            isInMemory[number] |= program[number].Op.Kind == OperatorKind.Leaf || program[number].Op == Operators.Affine;
        _isOnlyAdded = [.. Enumerable.Range(0, count).Select(number => isAdded[number] && !isReadElsewhere[number] && IsFoldable(program[number]))];

        bool IsFoldable(Instruction instruction)
        {
            if (instruction.IsShared)
                return false;
            if (instruction.Op == Operators.Multiply && instruction.Shape.IsVector)
                return instruction.Arguments.All(argument => !program[argument].IsShared && isInMemory[argument]);
            return instruction.Op.Kind == OperatorKind.RowProduct || instruction.Op == Operators.Scatter;
        }
    }

    /// <summary>Whether a value is computed in the sums over all rows that read it, and nowhere else.</summary>
    public bool IsOnlyAdded(int number) => _isOnlyAdded[number];
}
