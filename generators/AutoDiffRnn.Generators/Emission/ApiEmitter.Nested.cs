using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>The types that a network nests: its weights by name, its runner, and a group for each kind of name on the tape.</summary>
internal sealed partial class ApiEmitter
{
    // What the nested types inherit: a user's name that equals one of these hides it, and says so.
    private static readonly HashSet<string> ObjectMembers = new(
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> WeightSetMembers = new(
        [.. ObjectMembers, "Views", "Values", "Span", "Version", "MarkChanged", "Clear", "Initialize"],
        StringComparer.Ordinal);

    /// <summary>All nested types but the tape, whose buffers are the program's.</summary>
    public void EmitNestedTypes(SourceWriter writer)
    {
        EmitWeights(writer);
        EmitRunner(writer);
        EmitGroup(writer, "InputNames", "The inputs by name, to be written before the forward pass.", cell.Inputs.Select(Accessor));
        EmitGroup(writer, "InitialNames", "The initial states by name, zero until written.",
            cell.States.Select(state => Accessor(state.Name, "Initial")));
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
            ("InitialGradientNames", "InitialGradients",
                "The gradients of initial states, after a backward pass that was asked for them: <c>[1, B, D]</c>."),
        })
        {
            writer.Line();
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line($"public {type} {name} => new(this);");
        }
    }

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
                writer.Line("/// <summary>The value that the cell calls so.</summary>");
                writer.Line(accessor);
            }
        }
    }
}
