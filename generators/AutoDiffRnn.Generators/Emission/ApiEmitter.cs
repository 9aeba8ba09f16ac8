using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// Writes what a network's users see: how it is made, its weights by name, its tape's names. It needs the cell's signature only,
/// so a cell whose body has errors keeps all of it.
/// </summary>
internal sealed class ApiEmitter(CellModel cell)
{
    private const string Runtime = "global::AutoDiffRnn.";

    private static readonly HashSet<string> ObjectMembers = new(["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"], StringComparer.Ordinal);

    private static readonly HashSet<string> WeightSetMembers = new([.. ObjectMembers, "Views", "Values", "Span", "Version", "MarkChanged", "Clear", "Initialize"], StringComparer.Ordinal);

    /// <summary>The name of the generated type.</summary>
    public string TypeName => cell.Name + "Network";

    public void EmitDeclaration(SourceWriter writer)
    {
        writer.Line($"/// <summary>The cell <c>{cell.Owner}.{cell.Name}</c> over sequences: its weights, its forward pass and its backpropagation through time.</summary>");
        if (cell.Summary.Length > 0)
            writer.Line($"/// <remarks>{Xml(cell.Summary)}</remarks>");
        writer.Line("/// <typeparam name=\"T\"><see langword=\"float\"/> or <see langword=\"double\"/>.</typeparam>");
        writer.Line($"{cell.Accessibility} sealed partial class {TypeName}<T> : {Runtime}Network<T>");
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
        using (writer.Indent())
            writer.Line($": base(Describe({string.Join(", ", cell.Dimensions.Concat(cell.Constants.Select(constant => Namer.Escaped(constant.Name))))}), surfaceVersion: 1)");
    }

    public void EmitDescription(SourceWriter writer)
    {
        writer.Line();
        using (writer.Block($"private static {Runtime}CellDescription Describe({string.Join(", ", ConstructorParameters())})"))
        {
            foreach (var rule in cell.Program?.SizeRules ?? Infrastructure.EquatableArray<SizeRule>.Empty)
                writer.Line($"RequireSizes({rule.Condition}, {Text(rule.Where)}, {Text(rule.Expected)}, {rule.Size});");
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
                        writer.Line($"new(\"{value.Name}\", {Runtime}CellRole.{value.Role}, {Sizes(value.Shape)}{(value.Shape.Element == Element.Index ? ", IsIndex: true" : "")}),");
                    foreach (var output in cell.Outputs)
                        writer.Line($"new(\"{output.Name}\", {Runtime}CellRole.Output, {Sizes(output.Shape)}),");
                }

                writer.Line("]);");
            }
        }
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
        writer.Line($"protected override {Runtime}Tape<T> CreateTapeCore(int steps, int batch, bool training) => new Tape(this, steps, batch, training);");
    }

    public void EmitNestedTypes(SourceWriter writer)
    {
        EmitWeights(writer);
        EmitRunner(writer);
        EmitGroup(writer, "InputNames", "The inputs by name, to be written before the forward pass.", cell.Inputs.Select(Accessor));
        EmitGroup(writer, "InitialNames", "The initial states by name, zero until written.", cell.States.Select(state => Accessor(state.Name, "Initial")));
        EmitGroup(writer, "StateNames", "The states by name, after each step.", cell.States.Select(state => Accessor(state.Name, "State")));
        EmitGroup(writer, "OutputNames", "The outputs by name, at each step.", cell.Outputs.Select(output => Accessor(output.Name, "Output")));
        EmitGroup(writer, "SeedNames", "The gradients that come from outside, by output and state, zero until written.",
            cell.Outputs.Select(output => output.Name).Concat(cell.States.Select(state => state.Name)).Select(name => Accessor(name, "Seed")));
        EmitGroup(writer, "InputGradientNames", "The gradients of inputs by name, after a backward pass that was asked for them.",
            cell.Inputs.Where(input => input.Shape.Element == Element.Real).Select(input => Accessor(input.Name, "InputGradient")));
        EmitGroup(writer, "InitialGradientNames", "The gradients of initial states by name, after a backward pass that was asked for them.",
            cell.States.Select(state => Accessor(state.Name, "InitialGradient")));
    }

    /// <summary>The tape's properties for the groups of names.</summary>
    public static void EmitGroupProperties(SourceWriter writer)
    {
        foreach (var (type, name, summary) in new[]
        {
            ("InputNames", "Inputs", "The inputs, to be written before the forward pass: <c>[T, B, D]</c>."),
            ("InitialNames", "InitialStates", "The initial states, zero until written: <c>[1, B, D]</c>."),
            ("StateNames", "States", "The states after each step of the last forward pass: <c>[T, B, D]</c>."),
            ("OutputNames", "Outputs", "The outputs of the last forward pass: <c>[T, B, D]</c>."),
            ("SeedNames", "Seeds", "The gradients that come from outside, zero until written: <c>[T, B, D]</c>."),
            ("InputGradientNames", "InputGradients", "The gradients of inputs, after a backward pass that was asked for them: <c>[T, B, D]</c>."),
            ("InitialGradientNames", "InitialGradients", "The gradients of initial states, after a backward pass that was asked for them: <c>[1, B, D]</c>."),
        })
        {
            writer.Line();
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line($"public {type} {name} => new(this);");
        }
    }

    public void EmitThrowing(SourceWriter writer)
    {
        EmitDeclaration(writer);
        using (writer.Block())
        {
            EmitConstructorHead(writer);
            using (writer.Block())
                writer.Line($"throw new global::System.NotSupportedException(\"The cell {cell.Owner}.{cell.Name} has errors: its build lists them.\");");
            EmitMembers(writer);
            foreach (var method in new[] { "PackForward()", "PackBackward()", $"RunForward({Runtime}Tape<T> of)", $"RunBackward({Runtime}Tape<T> of, {Runtime}GradientsOf also)" })
            {
                writer.Line();
                writer.Line("/// <inheritdoc/>");
                writer.Line($"protected override void {method} => throw new global::System.NotSupportedException();");
            }

            EmitDescription(writer);
            EmitNestedTypes(writer);
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
    }

    private static string Text(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Text of the user's in an XML comment, on one line.</summary>
    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", "").Replace("\n", " ");

    private static string Sizes(Shape shape) => $"[{string.Join(", ", shape.Sizes.Select(size => size.Text))}]";

    private static string Number(CellParameter constant)
        => constant.ConstantType == ConstantType.Bool ? $"{Namer.Escaped(constant.Name)} ? 1 : 0" : Namer.Escaped(constant.Name);

    private IEnumerable<string> ConstructorParameters()
        => cell.Dimensions.Select(dimension => "int " + dimension)
            .Concat(cell.Constants.Select(constant => $"{constant.ConstantType.ToString().ToLowerInvariant()} {Namer.Escaped(constant.Name)}"));

    private static string New(string name, HashSet<string> hidden) => hidden.Contains(name) ? "new " : "";

    private static string Accessor(CellParameter input)
        => input.Shape.Element == Element.Index ? Accessor(input.Name, "Index", "int") : Accessor(input.Name, "Input");

    private static string Accessor(string name, string method, string type = "T")
        => $"public {New(name, ObjectMembers)}{Runtime}Series<{type}> {Namer.Escaped(name)} => _tape.{method}(\"{name}\");";

    private void EmitWeights(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <summary>The cell's weights, or their gradients, by name.</summary>");
        writer.Line($"public sealed class NamedWeights : {Runtime}WeightSet<T>");
        using (writer.Block())
        {
            writer.Line($"internal NamedWeights({Runtime}CellDescription cell)");
            using (writer.Indent())
                writer.Line(": base(cell)");
            using (writer.Block())
            {
            }

            var index = 0;
            foreach (var weight in cell.Weights)
            {
                writer.Line();
                writer.Line($"/// <summary><c>{weight.Name}</c>: {Xml(weight.Shape.ToString())}.</summary>");
                writer.Line($"public {New(weight.Name, WeightSetMembers)}{Runtime}WeightView<T> {Namer.Escaped(weight.Name)} => Views[{index++}];");
            }
        }
    }

    private void EmitRunner(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <summary>Sequences that the network runs forward without a tape.</summary>");
        writer.Line($"public sealed class Runner : {Runtime}Runner<T>");
        using (writer.Block())
        {
            writer.Line($"internal Runner({TypeName}<T> network, Tape window)");
            using (writer.Indent())
                writer.Line(": base(network, window)");
            using (writer.Block())
                writer.Line("Window = window;");
            writer.Line();
            writer.Line($"/// <inheritdoc cref=\"{Runtime}Runner{{T}}.Window\"/>");
            writer.Line("public new Tape Window { get; }");
        }
    }

    private static void EmitGroup(SourceWriter writer, string type, string summary, IEnumerable<string> accessors)
    {
        writer.Line();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public readonly struct {type}");
        using (writer.Block())
        {
            writer.Line("private readonly Tape _tape;");
            writer.Line();
            writer.Line($"internal {type}(Tape tape) => _tape = tape;");
            foreach (var accessor in accessors)
            {
                writer.Line();
                writer.Line($"/// <summary>The value that the cell calls so.</summary>");
                writer.Line(accessor);
            }
        }
    }
}
