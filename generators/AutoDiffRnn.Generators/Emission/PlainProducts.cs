using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// Writes products as they are without packing (<see cref="Optimizations.Pack"/> is off): every value starts from its bias or from zero, and
/// each product is added to it, reading the weight as it lies.
/// </summary>
internal sealed class PlainProducts(Access access)
{
    private readonly StepProgram _program = access.Program;

    /// <summary>The statements of one product.</summary>
    public IEnumerable<string> Lines(Multiply multiply, string step, string count)
        => multiply.Targets.SelectMany(target => Start(target, step, count).Concat(multiply.Operands.Select((operand, place) =>
            $"AddProduct<TLanes>({access.Matrices(target.Matrices[place], step, count)}, {access.Rows(operand, step, count)}, {access.Rows(target.Value, step, count)});")));

    private IEnumerable<string> Start(ProductTarget target, string step, string count)
    {
        var affine = _program[target.Value];
        if (!target.IsFirst || AffineTerms.StartOf(_program, affine) is not null)
            yield break;
        var rows = access.Rows(target.Value, step, count);
        yield return $"FillRows({rows}, {affine.Shape.Length}, T.Zero);";
        foreach (var bias in AffineTerms.BiasesOf(_program, affine))
        {
            var (weight, start, _) = Access.WeightPart(_program, bias);
            yield return $"AddToRows(Elements(Weights.{Namer.Escaped(weight)}, {start}, {_program[bias].Shape.Width}), {rows});";
        }
    }
}
