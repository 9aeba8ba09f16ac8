using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes the tape: a buffer for each value that is stored, and which of the user's names each stands for.</summary>
internal sealed class TapeEmitter
{
    private const string Extents = "global::AutoDiffRnn.Kernels.Extent.";
    private const string Groups = "global::AutoDiffRnn.Kernels.TapeGroup.";

    private readonly CellPlan _plan;
    private readonly Names _names;
    private readonly List<(string Type, string Field, string Value)> _buffers = [];
    private readonly List<string> _registrations = [];
    private readonly Dictionary<string, string> _replaced = [];

    public TapeEmitter(CellPlan plan, Names names)
    {
        _plan = plan;
        _names = names;
        DeclareInputs();
        DeclareValues(plan.Forward, plan.ForwardStorage);
        DeclareSeeds();
        DeclareValues(plan.Adjoint, plan.AdjointStorage);
        RegisterResults();
    }

    /// <summary>Writes the tape's type: fields, the constructor that makes them, and the groups of names.</summary>
    public void Emit(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <summary>All values of one run: inputs, states and outputs by name, and what the backward pass needs of them.</summary>");
        writer.Line("public sealed class Tape : global::AutoDiffRnn.Tape<T>");
        using (writer.Block())
        {
            foreach (var (type, field, _) in _buffers)
                writer.Line($"internal readonly global::AutoDiffRnn.Kernels.TapeBuffer<{type}> {field};");
            foreach (var loop in RowLoops())
                writer.Line($"internal readonly global::AutoDiffRnn.Kernels.LoopTapes<T> {_names.Loop(loop.Body)};");
            writer.Line();
            writer.Line($"internal Tape({_plan.Cell.TypeName}<T> network, int maxSteps, int maxBatch, bool training)");
            using (writer.Indent())
                writer.Line(": base(network, maxSteps, maxBatch, training)");
            using (writer.Block())
            {
                foreach (var size in Sizes())
                    writer.Line($"var {size} = network.{size};");
                foreach (var (_, field, value) in _buffers)
                    writer.Line($"{field} = {value};{(_replaced.TryGetValue(field, out var dead) ? $" // overwrites {dead}, which nothing else reads" : "")}");
                foreach (var (body, eachStep) in RowLoops())
                    writer.Line($"{_names.Loop(body)} = Loop(network.{_names.Loop(body)}, {body.Count}, eachStep: {(eachStep ? "true" : "false")});");
                foreach (var registration in _registrations)
                    writer.Line(registration);
                writer.Line("Allocate();");
            }

            ApiEmitter.EmitGroupProperties(writer);
        }
    }

    // The loops inside the step that run for rows; what all rows share loops in the network.
    private IEnumerable<(LoopBody Body, bool EachStep)> RowLoops() => Enumerable.Range(0, _plan.Forward.Program.Instructions.Count)
        .Where(number => _plan.Forward.Program[number] is { IsShared: false } scan && scan.Op == Operators.Scan)
        .Select(number => (_plan.Forward.Program[number].Loop!, Regions.IsLoop(_plan.Forward.Regions.Of[number])));

    // What widths may be made of: dimensions, and constants that are whole numbers.
    private IEnumerable<string> Sizes()
    {
        var integers = _plan.Cell.Constants.Where(constant => constant.ConstantType == ConstantType.Int);
        return _plan.Cell.Dimensions.Concat(integers.Select(constant => _names.Parameter(constant.Name)));
    }

    private void DeclareInputs()
    {
        foreach (var input in _plan.Cell.Inputs)
        {
            var field = _names.Parameter(input.Name);
            if (input.Shape.Element == Element.Index)
            {
                _buffers.Add(("int", field, $"Indices(\"{input.Name}\")"));
                continue;
            }

            _buffers.Add(("T", field, Alone(input.Name, input.Shape, "AllSteps", "")));
            Register("Input", input.Name, field);
        }
    }

    private void DeclareSeeds()
    {
        var results = _plan.Cell.Outputs.Select(output => (output.Name, output.Shape))
            .Concat(_plan.Cell.States.Select(state => (state.Name, state.Shape)));
        foreach (var (name, shape) in results)
        {
            var field = _names.Seed(name);
            _buffers.Add(("T", field, Alone(name, shape, "Seed", ", onlyToTrain: true")));
            Register("Seed", name, field);
        }

        foreach (var state in _plan.Cell.States)
            _buffers.Add(("double", _names.Squares(state.Name), $"Squares(\"{state.Name}\")"));
    }

    // What a sum starts from lies in the sum's place and has no buffer; the squared norms have theirs.
    private void DeclareValues(Schedule schedule, Storage storage)
    {
        var program = schedule.Program;
        var access = new Access(_plan, _names, program);
        var toTrain = program.IsAdjoint ? ", onlyToTrain: true" : "";
        var declared = new HashSet<string>();
        var parts = new List<int>();
        var starts = new HashSet<int?>(Enumerable.Range(0, program.Instructions.Count).Select(number => AffineTerms.StartOfAny(program, number)));
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (storage.ExtentOf(number) is not { } extent || program[number].Op == Operators.SquaredNorm || starts.Contains(number))
                continue;
            var field = _names.Value(program, number);
            var members = storage.Members(number);
            if (program[number].Shape.Element == Element.Index)
            {
                _buffers.Add(("int", field, $"Tokens(\"{field}\", {Extents}{extent}{toTrain})"));
                continue;
            }

            if (storage.PartOf(number) is not null)
            {
                parts.Add(number);
                continue;
            }

            if (storage.PlaceOf(number) is var place && place != number)
            {
                _buffers.Add(("T", field, $"{access.WholeBuffer(place)}.Part(\"{field}\", {access.Column(place)}, {program[number].Shape.Length})"));
                _replaced[field] = _names.Value(program, place);
                continue;
            }

            if (members.Count == 1)
            {
                _buffers.Add(("T", field, Alone(field, program[number].Shape, extent.ToString(), toTrain)));
                continue;
            }

            var whole = access.WholeBuffer(number);
            if (declared.Add(whole))
            {
                var width = members.Aggregate(Dim.Zero, (sum, member) => sum + Storage.PaddedWidth(program[member].Shape.Length));
                _buffers.Add(("T", whole, $"Merged(\"{whole}\", {width}, {Extents}{extent}{toTrain})"));
            }

            _buffers.Add(("T", field, $"{whole}.Part(\"{field}\", {access.Column(number)}, {program[number].Shape.Length})"));
        }

        // The vectors that they lie in are there by now.
        foreach (var part in parts)
        {
            var (whole, start) = storage.PartOf(part)!.Value;
            var (field, buffer) = (_names.Value(program, part), _names.Value(program, whole));
            _buffers.Add(("T", field, $"{buffer}.Part(\"{field}\", {start}, {program[part].Shape.Length})"));
        }
    }

    private static string Alone(string name, Shape shape, string extent, string toTrain)
        => shape.IsScalar ? $"Scalars(\"{name}\", {Extents}{extent}{toTrain})" : $"Vectors(\"{name}\", {shape.Length}, {Extents}{extent}{toTrain})";

    private void RegisterResults()
    {
        var forward = _plan.Forward.Program;
        var adjoint = _plan.Adjoint.Program;
        foreach (var state in forward.NextStates)
            Register("State", state.Name, _names.Value(forward, state.Value));
        foreach (var output in forward.Outputs)
            Register("Output", output.Name, _names.Value(forward, output.Value));
        foreach (var state in _plan.Cell.States)
            RegisterGradient("InitialGradient", state, adjoint.NextStates.FirstOrDefault(binding => binding.Name == state.Name));
        foreach (var input in _plan.Cell.Inputs.Where(input => input.Shape.Element == Element.Real))
            RegisterGradient("InputGradient", input, adjoint.Outputs.FirstOrDefault(binding => binding.Name == input.Name));
    }

    // A gradient that nothing contributes to is zero: a seed that nobody writes.
    private void RegisterGradient(string group, CellParameter parameter, Binding? gradient)
    {
        if (gradient is not null)
        {
            Register(group, parameter.Name, _names.Value(_plan.Adjoint.Program, gradient.Value));
            return;
        }

        var field = _names.Other($"zero {group} {parameter.Name}", "d" + parameter.Name + "Zero");
        _buffers.Add(("T", field, Alone("d" + parameter.Name, parameter.Shape, "Seed", ", onlyToTrain: true")));
        Register(group, parameter.Name, field);
    }

    private void Register(string group, string name, string field) => _registrations.Add($"Name({Groups}{group}, \"{name}\", {field});");
}
