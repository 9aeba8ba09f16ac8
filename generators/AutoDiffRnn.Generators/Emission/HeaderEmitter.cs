using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// Writes the mathematics at the head of a file: each value of the step beside its adjoint. The left column is read downwards, the
/// right one upwards.
/// </summary>
internal sealed class HeaderEmitter
{
    private readonly CellPlan _plan;
    private readonly MathPrinter _forward;
    private readonly MathPrinter _adjoint;

    public HeaderEmitter(CellPlan plan, Names names)
    {
        _plan = plan;
        _forward = new MathPrinter(plan, names, plan.Forward.Program);
        _adjoint = new MathPrinter(plan, names, plan.Adjoint.Program, spellsOutPartialSums: true);
    }

    /// <summary>Writes the two columns, then what the adjoint hands on.</summary>
    public void Emit(SourceWriter writer)
    {
        var rows = ValueRows();
        var rest = RestOfAdjoint();
        var width = Math.Max(rows.Max(row => row.Left.Length), _plan.Cell.Name.Length + 10);
        writer.Comment($"{(_plan.Cell.Name + ", one step").PadRight(width)}    its adjoint (d· is the gradient of the loss with respect to ·)");
        writer.Comment($"{"read downwards".PadRight(width)}    read upwards");
        writer.Comment("");
        foreach (var (left, right) in rows)
            writer.Comment($"{left.PadRight(width)}    {right}".TrimEnd());
        writer.Comment("");
        foreach (var line in rest)
            writer.Comment(line);
        writer.Comment("");
        writer.Comment("·⁺ is what the step after hands back, · ⊙ · is elementwise, and Σ is over all steps and examples.");
    }

    private List<(string Left, string Right)> ValueRows()
    {
        var rows = new List<(string, string)>();
        var program = _plan.Forward.Program;
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number] is not { Name: { } name, Op.Kind: not OperatorKind.Leaf })
                continue;
            rows.Add(($"{_forward.NameOf(number)} = {_forward.Formula(number)}", AdjointOf(name)));
        }

        return Aligned(rows);
    }

    // The equation of a value's adjoint; none for what the step hands on, which is told below the columns.
    private string AdjointOf(string name)
    {
        var program = _plan.Adjoint.Program;
        var handedOn = new HashSet<int>(program.NextStates.Concat(program.Gradients).Select(binding => binding.Value));
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number].Name == "d" + name && program[number].Op.Kind != OperatorKind.Leaf && !handedOn.Contains(number))
                return $"{_adjoint.NameOf(number)} = {_adjoint.Formula(number)}";
        }

        return "";
    }

    // What the step hands on: to the step before, to its inputs, and to the weights.
    private List<string> RestOfAdjoint()
    {
        var program = _plan.Adjoint.Program;
        var states = program.NextStates.Select(state => $"d{state.Name} = {_adjoint.Formula(state.Value)}");
        var inputs = program.Outputs
            .Where(output => _plan.Cell.Inputs.Any(input => input.Name == output.Name))
            .Select(output => $"d{output.Name} = {_adjoint.Formula(output.Value)}");
        var weights = program.Gradients
            .OrderBy(gradient => IndexOf(gradient.Name))
            .Select(gradient => $"d{gradient.Name} = {_adjoint.Formula(gradient.Value)}");
        return [.. Aligned([.. states.Concat(inputs).Concat(weights).Select(text => (text, ""))]).Select(row => row.Left)];
    }

    private int IndexOf(string weight) => _plan.Cell.Weights.Select(parameter => parameter.Name).ToList().IndexOf(weight);

    // Puts the equals signs of each column under one another.
    private static List<(string Left, string Right)> Aligned(List<(string Left, string Right)> rows)
    {
        var left = rows.Select(row => NameWidth(row.Left)).DefaultIfEmpty(0).Max();
        var right = rows.Select(row => NameWidth(row.Right)).DefaultIfEmpty(0).Max();
        return [.. rows.Select(row => (Pad(row.Left, left), Pad(row.Right, right)))];
    }

    private static int NameWidth(string equation) => Math.Max(0, equation.IndexOf(" = ", StringComparison.Ordinal));

    private static string Pad(string equation, int width)
    {
        var name = NameWidth(equation);
        return equation.Length == 0 ? "" : equation.Substring(0, name).PadRight(width) + equation.Substring(name);
    }
}
