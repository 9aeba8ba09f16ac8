using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes the matrices that products read: their blocks, and how they are packed from the weights once a call.</summary>
internal sealed class PackEmitter(CellPlan plan, Names names)
{
    private const string PackedType = "global::AutoDiffRnn.Kernels.PackedMatrix<T>";

    /// <summary>The field of a product's packed matrix, named after the weights in it.</summary>
    public string NameOf(StepProgram program, Multiply multiply)
    {
        var weights = multiply.Targets.SelectMany(target => target.Matrices)
            .Select(matrix => MatrixPart.Of(program, matrix).Root)
            .Select(root => program[root].Op.Kind == OperatorKind.Leaf ? program[root].Symbol : names.Value(program, root))
            .Distinct()
            .ToList();
        var told = weights.Count <= 4 ? string.Join("_", weights) : $"{weights[0]}_to_{weights[weights.Count - 1]}";
        var values = string.Join(" ", multiply.Targets.Select(target => target.Value));
        var key = $"pack {program.IsAdjoint} {string.Join(" ", multiply.Operands)} to {values}";
        return names.Other(key, "packed_" + told + (program.IsAdjoint ? "_T" : ""));
    }

    public void EmitFields(SourceWriter writer)
    {
        foreach (var (program, multiply) in Products())
            writer.Line($"private readonly {PackedType} {NameOf(program, multiply)};");
    }

    /// <summary>Makes each packed matrix with the places of its blocks: operands' columns in, values' columns out.</summary>
    public void EmitConstruction(SourceWriter writer)
    {
        foreach (var (program, multiply) in Products())
        {
            var access = new Access(plan, names, program);
            var operands = multiply.Operands.Select(operand => $"({access.Column(operand)}, {program[operand].Shape.Width})");
            var values = multiply.Targets
                .Select(target => $"({access.Column(target.Value)}, {program[target.Value].Shape.Width}, {Start(program, target)})");
            writer.Line($"{NameOf(program, multiply)} = Packed([{string.Join(", ", operands)}], [{string.Join(", ", values)}]);");
        }
    }

    /// <summary>Packs the matrices of one pass.</summary>
    public void EmitPacking(SourceWriter writer, Schedule schedule)
    {
        var program = schedule.Program;
        var access = new Access(plan, names, program);
        foreach (var (_, multiply) in Products().Where(product => product.Program == program))
        {
            var name = NameOf(program, multiply);
            for (var target = 0; target < multiply.Targets.Count; target++)
            {
                for (var operand = 0; operand < multiply.Operands.Count; operand++)
                {
                    var part = MatrixPart.Of(program, multiply.Targets[target].Matrices[operand]);
                    var whole = program[part.Root].Op == Operators.Weight
                        ? $"Weights.{Namer.Escaped(program[part.Root].Symbol)}"
                        : access.Shared(part.Root);
                    var elements = $"Elements({whole}, {part.First}), {part.Stride}";
                    writer.Line($"{name}.Pack({operand}, {target}, {elements}, transposed: {(part.IsTransposed ? "true" : "false")}, worker);");
                }

                EmitBias(writer, program, multiply.Targets[target], name, target);
            }
        }
    }

    /// <summary>Whether some of the matrices of a pass are computed from weights before they are packed.</summary>
    public static bool ReadsShared(Schedule schedule) => schedule.Steps.SelectMany(region => region.Work).OfType<Multiply>()
        .SelectMany(multiply => multiply.Targets)
        .SelectMany(target => target.Matrices)
        .Any(matrix => schedule.Program[MatrixPart.Of(schedule.Program, matrix).Root].Op != Operators.Weight);

    /// <summary>What one product does to one of its values, as mathematics: <c>a += Wh·h</c>.</summary>
    public string Formula(MathPrinter printer, StepProgram program, Multiply multiply, ProductTarget target)
    {
        var products = multiply.Operands.Select((operand, index)
            => $"{printer.Text(target.Matrices[index])}·{printer.NameOf(operand) ?? $"({printer.Formula(operand)})"}");
        var startsHere = target.IsFirst && AffineTerms.StartOf(program, program[target.Value]) is null;
        var biases = target.IsFirst ? AffineTerms.BiasesOf(program, program[target.Value]).Select(printer.Text) : [];
        var name = printer.NameOf(target.Value) ?? names.Value(program, target.Value);
        return $"{name} {(startsHere ? "=" : "+=")} {string.Join(" + ", products.Concat(biases))}";
    }

    // What a product starts from: what stands in the place already, the bias, or zero.
    private static string Start(StepProgram program, ProductTarget target)
        => !target.IsFirst || AffineTerms.StartOf(program, program[target.Value]) is not null ? "Adding"
            : AffineTerms.BiasesOf(program, program[target.Value]).Any() ? "FromBias" : "FromZero";

    private static void EmitBias(SourceWriter writer, StepProgram program, ProductTarget target, string name, int index)
    {
        if (!target.IsFirst)
            return;
        var verb = "SetBias";
        foreach (var bias in AffineTerms.BiasesOf(program, program[target.Value]))
        {
            var (weight, start, _) = Access.WeightPart(program, bias);
            writer.Line($"{name}.{verb}({index}, Elements(Weights.{Namer.Escaped(weight)}, {start}, {program[bias].Shape.Width}), worker);");
            verb = "AddBias";
        }
    }

    // What is packed; nothing where that is switched off.
    private IEnumerable<(StepProgram Program, Multiply Multiply)> Products()
        => !plan.Passes.Has(Optimizations.Pack) ? [] : new[] { plan.Forward, plan.Adjoint }.SelectMany(schedule => schedule.Steps
            .SelectMany(region => region.Work)
            .OfType<Multiply>()
            .Select(multiply => (schedule.Program, multiply)));
}
