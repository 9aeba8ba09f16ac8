using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Measuring;

/// <summary>The step of a cell as a cell of its own without states, which the rest of the pipeline takes as any other.</summary>
internal static class StepCell
{
    /// <summary>What the generated type's name ends with.</summary>
    public const string Suffix = "Step";

    /// <summary>The step of a cell.</summary>
    public static CellModel Of(CellModel cell)
    {
        var step = cell.Program is null ? null : new StepInputs(cell);
        var inputs = step is null
            ? cell.Inputs
            : cell.Inputs.Concat(step.All.Select(input => new CellParameter(Role.Input, input.Name, input.Shape)));
        return cell with
        {
            Name = cell.Name + Suffix,
            Parameters = inputs.Concat(cell.Parameters.Where(parameter => parameter.Role is Role.Weight or Role.Constant)).ToEquatable(),
            Outputs = cell.States.Select(state => new CellOutput(state.Name, state.Shape)).Concat(cell.Outputs).ToEquatable(),
            Program = step is null ? null : Separation.Run(cell.Program!, step),
            Callable = null,
            Measure = false,
            Apart = new ApartStep(
                cell.Name,
                step?.Reads.ToEquatable() ?? EquatableArray<ReadOfState>.Empty,
                step?.New.ToEquatable() ?? EquatableArray<NewState>.Empty,
                WeightUses.Of(cell).ToEquatable()),
        };
    }
}
