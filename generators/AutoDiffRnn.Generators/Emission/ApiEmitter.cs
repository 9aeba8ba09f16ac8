using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Measuring;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// Writes what a network's users see: how it is made, its weights by name, its tape's names. It needs the cell's signature only,
/// so a cell whose body has errors keeps all of it.
/// </summary>
internal sealed partial class ApiEmitter(CellModel cell)
{
    private const string Runtime = "global::AutoDiffRnn.";
    private const string NotSupported = "global::System.NotSupportedException";

    /// <summary>The name of the generated type.</summary>
    public string TypeName => cell.TypeName;

    /// <summary>The type's head; its members follow.</summary>
    public void EmitDeclaration(SourceWriter writer)
    {
        writer.Line(cell.Apart is { } step
            ? $"/// <summary>One step of the cell <c>{cell.Owner}.{step.Cell}</c> apart, a network without states: what measurements are made of.</summary>"
            : $"/// <summary>The cell <c>{cell.Owner}.{cell.Name}</c> over sequences: its weights, its forward pass and its backpropagation through time.</summary>");
        if (cell.Summary.Length > 0)
            writer.Line($"/// <remarks>{Xml(cell.Summary)}</remarks>");
        writer.Line("/// <typeparam name=\"T\"><see langword=\"float\"/> or <see langword=\"double\"/>.</typeparam>");
        writer.Line($"{cell.Accessibility} sealed partial class {TypeName}<T> : {Runtime}{(cell.Apart is null ? "Network" : "StepNetwork")}<T>");
        using (writer.Indent())
            writer.Line("where T : unmanaged, global::System.Numerics.IBinaryFloatingPointIeee754<T>");
    }

    /// <summary>The constructor's head; its body follows.</summary>
    public void EmitConstructorHead(SourceWriter writer)
    {
        writer.Line($"/// <summary>Makes a network of cell <c>{cell.Name}</c> with all weights zero.</summary>");
        foreach (var dimension in cell.Dimensions)
            writer.Line($"/// <param name=\"{dimension}\">The size of dimension {dimension}, at least 1.</param>");
        foreach (var constant in cell.Constants)
            writer.Line($"/// <param name=\"{constant.Name}\">The constant {constant.Name}.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A size is less than 1.</exception>");
        writer.Line($"public {TypeName}({string.Join(", ", ConstructorParameters())})");
        var arguments = cell.Dimensions.Concat(cell.Constants.Select(constant => Namer.Escaped(constant.Name)));
        using (writer.Indent())
            writer.Line($": base(Describe({string.Join(", ", arguments)}), {(cell.Apart is null ? "" : "DescribeStep(), ")}surfaceVersion: 5)");
    }

    /// <summary>What the runtime knows of the cell, for messages and for files of weights.</summary>
    public void EmitDescription(SourceWriter writer)
    {
        writer.Line();
        using (writer.Block($"private static {Runtime}CellDescription Describe({string.Join(", ", ConstructorParameters())})"))
        {
            foreach (var constant in cell.Constants.Where(constant => constant.ConstantType == ConstantType.Int))
            {
                if (ReservedNames.OfConstant(constant.Name) is var name && name != constant.Name)
                    writer.Line($"var {name} = {Namer.Escaped(constant.Name)};");
            }

            EmitSizeRules(writer);
            writer.Line($"return new {Runtime}CellDescription(");
            using (writer.Indent())
            {
                writer.Line($"\"{cell.Name}\",");
                writer.Line($"[{string.Join(", ", cell.Dimensions.Select(dimension => $"new(\"{dimension}\", {dimension})"))}],");
                writer.Line($"[{string.Join(", ", cell.Constants.Select(constant => $"new(\"{constant.Name}\", {Number(constant)})"))}],");
                writer.Line("[");
                using (writer.Indent())
                {
                    foreach (var value in cell.Parameters.Where(parameter => parameter.Role != Role.Constant))
                    {
                        var isIndex = value.Shape.Element == Element.Index ? ", IsIndex: true" : "";
                        writer.Line($"new(\"{value.Name}\", {Runtime}CellRole.{value.Role}, {Sizes(value.Shape)}{isIndex}),");
                    }

                    foreach (var output in cell.Outputs)
                        writer.Line($"new(\"{output.Name}\", {Runtime}CellRole.Output, {Sizes(output.Shape)}),");
                }

                writer.Line("]);");
            }
        }

        if (cell.Apart is { } step)
            new StepEmitter(step).EmitDescription(writer);
        if (cell.Measure)
            EmitStepFactory(writer);
    }

    // The step has the network's sizes and constants, as the caller gave them.
    private void EmitStepFactory(SourceWriter writer)
    {
        var step = StepCell.Of(cell with { Program = null }).TypeName;
        var constants = cell.Constants.Select((constant, index) => constant.ConstantType switch
        {
            ConstantType.Int => $"(int)Cell.Constants[{index}].Value",
            ConstantType.Bool => $"Cell.Constants[{index}].Value != 0",
            _ => $"Cell.Constants[{index}].Value",
        });
        // A cell with errors has no fields that hold its sizes, and its network cannot be made.
        var made = cell.Program is null ? $"throw new {NotSupported}()" : $"new {step}<T>({string.Join(", ", cell.Dimensions.Concat(constants))})";
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Runtime}StepNetwork<T> CreateStepCore() => {made};");
    }

    /// <summary>The weights and gradients, and the factories, with the cell's own types.</summary>
    public static void EmitMembers(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <summary>The weights by name: views over one flat buffer, zero until they are initialised or loaded.</summary>");
        writer.Line("public new NamedWeights Weights { get; }");
        writer.Line();
        writer.Line("/// <summary>The gradients of the weights, with the same layout. Backward passes add to them.</summary>");
        writer.Line("public new NamedWeights Gradients { get; }");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Runtime}WeightSet<T> WeightsCore => Weights;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Runtime}WeightSet<T> GradientsCore => Gradients;");
        writer.Line();
        writer.Line($"/// <inheritdoc cref=\"{Runtime}Network{{T}}.CreateTape(int, int)\"/>");
        writer.Line("public new Tape CreateTape(int steps, int batch) => new(this, steps, batch, training: true);");
        writer.Line();
        writer.Line($"/// <inheritdoc cref=\"{Runtime}Network{{T}}.CreateRunner(int, int)\"/>");
        writer.Line("public new Runner CreateRunner(int batch, int maxSteps = 1) => new(this, new Tape(this, maxSteps, batch, training: false));");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Runtime}Tape<T> CreateTapeCore(int steps, int batch, bool training) "
            + "=> new Tape(this, steps, batch, training);");
    }

    /// <summary>The type of a cell with errors: the same names, so that code that uses them still compiles.</summary>
    public void EmitThrowing(SourceWriter writer)
    {
        EmitDeclaration(writer);
        using (writer.Block())
        {
            EmitConstructorHead(writer);
            using (writer.Block())
                writer.Line($"throw new {NotSupported}(\"The cell {cell.Owner}.{cell.Name} has errors: its build lists them.\");");
            EmitMembers(writer);
            EmitThrowingPasses(writer);
            EmitDescription(writer);
            EmitNestedTypes(writer);
            EmitEmptyTape(writer);
        }
    }

    private static void EmitThrowingPasses(SourceWriter writer)
    {
        foreach (var method in new[]
        {
            $"PackForward<TLanes>({Runtime}Kernels.Worker worker)",
            $"PackBackward<TLanes>({Runtime}Kernels.Worker worker)",
            $"RunForward<TLanes>({Runtime}Tape<T> of, {Runtime}Kernels.Worker worker)",
            $"RunBackward<TLanes>({Runtime}Tape<T> of, {Runtime}GradientsOf also, {Runtime}Kernels.Worker worker)",
        })
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override void {method} => throw new {NotSupported}();");
        }
    }

    // A tape with the names and none of the buffers: no network can be made that would read them.
    private void EmitEmptyTape(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <summary>All values of one run.</summary>");
        writer.Line($"public sealed class Tape : {Runtime}Tape<T>");
        using (writer.Block())
        {
            writer.Line($"internal Tape({TypeName}<T> network, int maxSteps, int maxBatch, bool training)");
            using (writer.Indent())
                writer.Line(": base(network, maxSteps, maxBatch, training)");
            using (writer.Block())
                writer.Line("Allocate();");
            EmitGroupProperties(writer);
        }
    }

    private void EmitSizeRules(SourceWriter writer)
    {
        foreach (var rule in cell.Program?.SizeRules ?? EquatableArray<SizeRule>.Empty)
            writer.Line($"RequireSizes({rule.Condition}, {Text(rule.Where)}, {Text(rule.Expected)}, {rule.Size});");
    }

    private static string Text(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    // Text of the user's in an XML comment, on one line.
    private static string Xml(string text) => text
        .Replace("&", "&amp;")
        .Replace("<", "&lt;")
        .Replace(">", "&gt;")
        .Replace("\r", "")
        .Replace("\n", " ");

    private static string Sizes(Shape shape) => $"[{string.Join(", ", shape.Sizes.Select(size => size.Text))}]";

    private static string Number(CellParameter constant)
        => constant.ConstantType == ConstantType.Bool ? $"{Namer.Escaped(constant.Name)} ? 1 : 0" : Namer.Escaped(constant.Name);

    private IEnumerable<string> ConstructorParameters()
        => cell.Dimensions.Select(dimension => "int " + dimension)
            .Concat(cell.Constants.Select(constant => $"{constant.ConstantType.ToString().ToLowerInvariant()} {Namer.Escaped(constant.Name)}"));
}
