using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Differentiation;

/// <summary>
/// Where an adjoint program gets the forward pass's values from: saved, or computed again. What a multiply-add makes of saved
/// values is computed again; what a transcendental or a product made, and what the forward pass stores anyway, is saved.
/// </summary>
internal sealed class ForwardValues
{
    private readonly StepProgram _forward;
    private readonly ProgramBuilder _builder;
    private readonly bool _recomputes;
    private readonly bool[] _isStored;
    private readonly Dictionary<int, Value> _read = [];

    /// <param name="forward">The step.</param>
    /// <param name="builder">The adjoint, as far as it is built.</param>
    /// <param name="recomputes">Whether what is cheap is computed again; if not, it is saved like the rest.</param>
    public ForwardValues(StepProgram forward, ProgramBuilder builder, bool recomputes)
    {
        _recomputes = recomputes;
        _forward = forward;
        _builder = builder;
        _isStored = new bool[forward.Instructions.Count];
        foreach (var root in forward.Roots)
            _isStored[root] = true;
        foreach (var instruction in forward.Instructions)
        {
            // Products and functions of whole rows read their operands from memory.
            if (instruction.Op.Kind is not (OperatorKind.Product or OperatorKind.RowProduct or OperatorKind.RowFunction or OperatorKind.Move))
                continue;
            foreach (var argument in instruction.Arguments)
                _isStored[forward.Viewed(argument)] = true;
        }
    }

    /// <summary>A forward value in the adjoint program. It comes from no statement: one that it is computed again for is not its own.</summary>
    public Value Read(int number)
    {
        if (_read.TryGetValue(number, out var value))
            return value;
        var origin = _builder.Origin;
        _builder.Origin = -1;
        value = Make(number, _forward[number]);
        _builder.Origin = origin;
        return _read[number] = value;
    }

    private Value Make(int number, Instruction instruction)
    {
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return _builder.Add(instruction);
        if (instruction.Op == Operators.Copy)
            return Read(instruction.Arguments[0]);
        // What all rows share is computed once, and kept.
        var isCheap = _recomputes && instruction.Op is { Kind: OperatorKind.Elementwise, IsCheap: true } && !_isStored[number] && !instruction.IsShared;
        var isFree = instruction.Op.Kind == OperatorKind.View || instruction.Op == Operators.Broadcast || instruction.Op == Operators.OneHot;
        if (isFree || isCheap || instruction.Shape.Element == Element.Truth)
            return _builder.Apply(instruction.Op, [.. instruction.Arguments.Select(Read)], [.. instruction.Sizes]);
        var name = instruction.Name ?? "v" + number.ToString(CultureInfo.InvariantCulture);
        return _builder.Leaf(Operators.Primal, name, instruction.Shape, number, instruction.IsShared);
    }
}
