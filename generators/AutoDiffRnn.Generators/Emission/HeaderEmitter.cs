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
        if (_plan.Passes != Optimizations.All)
            writer.Comment($"Generated without these optimisations: {(Optimizations.All & ~_plan.Passes).Text()}.");
        writer.Comment("·⁺ is what the step after hands back, · ⊙ · is elementwise, and Σ is over all steps and examples.");
    }

    private List<(string Left, string Right)> ValueRows()
    {
        var rows = new List<(string, string)>();
        var adjoints = Adjoints();
        var program = _plan.Forward.Program;
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number] is not { Name: { } name, Op.Kind: not OperatorKind.Leaf })
                continue;
            var isDifferentiated = adjoints.TryGetValue("d" + name, out var adjoint);
            rows.Add((
                $"{_forward.NameOf(number)} = {_forward.Formula(number)}",
                isDifferentiated ? $"{_adjoint.NameOf(adjoint)} = {_adjoint.Formula(adjoint)}" : ""));
        }

        return Aligned(rows);
    }

    // The adjoints by name; not what the step hands on, which is told below the columns.
    private Dictionary<string, int> Adjoints()
    {
        var adjoints = new Dictionary<string, int>();
        var program = _plan.Adjoint.Program;
        var handedOn = new HashSet<int>(program.NextStates.Concat(program.Gradients).Select(binding => binding.Value));
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number] is { Name: { } name, Op.Kind: not OperatorKind.Leaf } && !handedOn.Contains(number) && !adjoints.ContainsKey(name))
                adjoints[name] = number;
        }

        return adjoints;
    }

    // What the step hands on: to the step before, to its inputs, and to the weights.
    private List<string> RestOfAdjoint()
    {
        var program = _plan.Adjoint.Program;
        var states = program.NextStates.Select(state => $"d{state.Name} = {_adjoint.Formula(state.Value)}");
        var inputs = new HashSet<string>(_plan.Cell.Inputs.Select(input => input.Name));
        var gradients = program.Outputs
            .Where(output => inputs.Contains(output.Name))
            .Select(output => $"d{output.Name} = {_adjoint.Formula(output.Value)}");
        var places = _plan.Cell.Weights.Select((weight, place) => (weight.Name, place)).ToDictionary(weight => weight.Name, weight => weight.place);
        var weights = program.Gradients
            .OrderBy(gradient => places[gradient.Name])
            .Select(gradient => $"d{gradient.Name} = {_adjoint.Formula(gradient.Value)}");
        return [.. Aligned([.. states.Concat(gradients).Concat(weights).Select(text => (text, ""))]).Select(row => row.Left)];
    }

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
