using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Cost;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes what a cell costs: as formulas at the head of its file, and as the expressions that give the numbers for its sizes.</summary>
internal sealed class CostEmitter(CellPlan plan, Names names)
{
    private readonly (IReadOnlyList<RegionCost> Regions, Operations Once) _forward = RegionCost.OfPass(plan, plan.Forward);
    private readonly (IReadOnlyList<RegionCost> Regions, Operations Once) _backward = RegionCost.OfPass(plan, plan.Adjoint);
    private readonly TapeCost _tape = new(plan);

    /// <summary>Writes the formulas, a line for each region.</summary>
    public void EmitFormulas(SourceWriter writer)
    {
        var lines = _forward.Regions.Select(region => (Title: RegionText.Name(plan.Forward, region.Region), Text: CostText.Of(region)))
            .Concat(_backward.Regions.Select(region => (Title: RegionText.Name(plan.Adjoint, region.Region), Text: CostText.Of(region))))
            .Append((Title: "Kept for the way back", Text: CostText.OfSaved(_tape)))
            .ToList();
        var width = lines.Max(line => line.Title.Length);
        writer.Comment("");
        writer.Comment("What T steps of B examples cost, in operations: "
            + "a multiplication and an addition are two, a function is an exp, a tanh or the like.");
        writer.Comment("An element moves when a region reads it from the tape or writes it there, counted once for each region.");
        foreach (var (title, text) in lines)
            writer.Comment($"{title.PadRight(width)}    {text}");
    }

    /// <summary>Writes the method that computes the numbers.</summary>
    public void EmitMethod(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override global::AutoDiffRnn.CostSheet CostOf(long steps, long batch)"))
        {
            writer.Line("var all = steps * batch;");
            foreach (var size in UsedSizes())
                writer.Line($"long {size} = this.{size};");
            EmitPass(writer, "forward", _forward);
            EmitPass(writer, "backward", _backward);
            var (eachRow, eachExample, once) = _tape.Elements;
            writer.Line($"var elements = {Sum([Times("all", eachRow), Times("batch", eachExample), once])};");
            var sheet = $"Sheet(forward, backward, {Times("all", _tape.Saved)}, elements, {Times("all", _tape.Tokens)}, {Times("all", _tape.Norms)})";
            writer.Line($"return {sheet}{string.Concat(Loops().Select(Inside))};");
        }
    }

    // What a loop inside the step costs by its own sheet: its rounds are the steps, and the rows of the step its examples.
    private string Inside(Instruction scan)
    {
        var loop = names.Loop(scan.Loop!);
        var runsEachStep = new Access(plan, names, plan.Forward.Program).RunsEachStep(scan.Loop!);
        var rounds = scan.Loop!.Count.Operand;
        return scan.IsShared ? $".And(CostOfLoop({loop}, {rounds}, 1), times: 1, tapes: 0)"
            : runsEachStep ? $".And(CostOfLoop({loop}, {rounds}, batch), times: steps, tapes: steps)"
            : $".And(CostOfLoop({loop}, {rounds}, all), times: 1, tapes: 1)";
    }

    private IEnumerable<Instruction> Loops() => plan.Forward.Program.Instructions.Where(instruction => instruction.Op == Operators.Scan);

    // The fields of sizes that the expressions read, each of them as a local that does not overflow.
    private IEnumerable<string> UsedSizes()
    {
        var used = new HashSet<string>(Expressions().SelectMany(dim => dim.Names).SelectMany(name => Regex.Matches(name, @"\w+").Cast<Match>())
            .Select(match => match.Value));
        var whole = plan.Cell.Constants.Where(constant => constant.ConstantType == ConstantType.Int);
        return plan.Cell.Dimensions.Concat(whole.Select(constant => names.Parameter(constant.Name))).Where(used.Contains);
    }

    private IEnumerable<Dim> Expressions()
    {
        var (eachRow, eachExample, once) = _tape.Elements;
        var operations = new[] { _forward, _backward }
            .SelectMany(pass => pass.Regions.SelectMany(region => new[] { region.EachRow, region.EachRowHandedBack }).Append(pass.Once));
        return operations.SelectMany(cost => new[] { cost.Products, cost.Elementwise, cost.Functions })
            .Concat(new[] { _forward, _backward }.SelectMany(pass => pass.Regions).Select(region => region.MovedEachRow))
            .Concat([eachRow, eachExample, once, _tape.Saved])
            .Concat(Loops().Select(scan => scan.Loop!.Count));
    }

    private static void EmitPass(SourceWriter writer, string name, (IReadOnlyList<RegionCost> Regions, Operations Once) pass)
    {
        var rows = pass.Regions.Aggregate(Operations.None, (sum, region) => sum + region.EachRow);
        var handedBack = pass.Regions.Aggregate(Operations.None, (sum, region) => sum + region.EachRowHandedBack);
        var weights = pass.Regions.Aggregate(Dim.Zero, (sum, region) => sum + region.WeightsEachStep);
        var moved = pass.Regions.Aggregate(Dim.Zero, (sum, region) => sum + region.MovedEachRow);
        writer.Line($"var {name} = new global::AutoDiffRnn.PassCost(");
        using (writer.Indent())
        {
            writer.Line($"ProductFlops: {Total(cost => cost.Products)},");
            writer.Line($"ElementwiseOperations: {Total(cost => cost.Elementwise)},");
            writer.Line($"Functions: {Total(cost => cost.Functions)},");
            writer.Line($"WeightBytesEachStep: {Times("SizeOfElement", weights)},");
            writer.Line($"BytesMoved: {Times("SizeOfElement * all", moved)});");
        }

        string Total(System.Func<Operations, Dim> of) => Sum([Times("all", of(rows)), Times("(all - batch)", of(handedBack)), of(pass.Once)]);
    }

    private static string Sum(IEnumerable<object> terms)
    {
        var texts = terms.Select(term => term.ToString()!).Where(text => text != "0").ToList();
        return texts.Count == 0 ? "0" : string.Join(" + ", texts);
    }

    private static string Times(string rows, Dim each)
        => each.Equals(Dim.Zero) ? "0" : each.Equals(Dim.One) ? rows : $"{rows} * {(CostText.IsSum(each) ? $"({each})" : each.Text)}";
}
