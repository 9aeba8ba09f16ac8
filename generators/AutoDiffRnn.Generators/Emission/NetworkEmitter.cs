using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes the network's type in reading order: the two passes first, then what they need.</summary>
internal sealed class NetworkEmitter
{
    private readonly CellPlan _plan;
    private readonly ApiEmitter _api;
    private readonly PackEmitter _packs;
    private readonly SharedEmitter _shared;
    private readonly PassEmitter _forward;
    private readonly PassEmitter _backward;
    private readonly Names _names;

    public NetworkEmitter(CellPlan plan, Names names)
    {
        _plan = plan;
        _names = names;
        _api = new ApiEmitter(plan.Cell);
        _packs = new PackEmitter(plan, _names);
        _shared = new SharedEmitter(plan, _names);
        _forward = new PassEmitter(plan, _names, plan.Forward, _packs);
        _backward = new PassEmitter(plan, _names, plan.Adjoint, _packs);
    }

    /// <summary>The forward pass.</summary>
    public PassEmitter Forward => _forward;

    /// <summary>The backward pass.</summary>
    public PassEmitter Backward => _backward;

    /// <summary>Writes the type with all that it nests.</summary>
    public void Emit(SourceWriter writer)
    {
        _api.EmitDeclaration(writer);
        using (writer.Block())
        {
            EmitFields(writer);
            EmitConstructor(writer);
            ApiEmitter.EmitMembers(writer);
            EmitSharing(writer);
            EmitForward(writer);
            EmitBackward(writer);
            EmitPacking(writer);
            new CostEmitter(_plan, _names).EmitMethod(writer);
            _api.EmitDescription(writer);
            _api.EmitNestedTypes(writer);
            new TapeEmitter(_plan, _names).Emit(writer);
        }
    }

    private void EmitFields(SourceWriter writer)
    {
        foreach (var dimension in _plan.Cell.Dimensions)
            writer.Line($"private readonly int {dimension};");
        foreach (var constant in _plan.Cell.Constants)
        {
            // A real number is kept in the network's own precision.
            var type = constant.ConstantType == ConstantType.Double ? "T" : constant.ConstantType.ToString().ToLowerInvariant();
            writer.Line($"private readonly {type} {_names.Parameter(constant.Name)};");
        }

        writer.Line();
        writer.Comment("Packed once a call, so that products read the weights in the order in which they use them.");
        foreach (var (scan, field) in Loops())
        {
            writer.Line($"private readonly {LoopType(scan)} {field};");
            if (scan.IsShared)
                writer.Line($"private readonly global::AutoDiffRnn.Kernels.LoopTapes<T> {_forward.Access.LoopTapes(scan.Loop!, isShared: true)};");
        }

        _packs.EmitFields(writer);
        _shared.EmitFields(writer);
        if (UsesWorkspace())
            writer.Line("private readonly global::AutoDiffRnn.Kernels.Workspace<T> _workspace = new();");
        _backward.Reductions.EmitFields(writer);
        writer.Line();
    }

    private void EmitConstructor(SourceWriter writer)
    {
        _api.EmitConstructorHead(writer);
        using (writer.Block())
        {
            foreach (var dimension in _plan.Cell.Dimensions)
                writer.Line($"this.{dimension} = {dimension};");
            foreach (var constant in _plan.Cell.Constants)
            {
                var given = Namer.Escaped(constant.Name);
                var value = constant.ConstantType == ConstantType.Double ? $"Scalar({given})" : given;
                writer.Line($"this.{_names.Parameter(constant.Name)} = {value};");
            }

            writer.Line($"{Member("Weights")} = new NamedWeights({Member("Cell")});");
            writer.Line($"{Member("Gradients")} = new NamedWeights({Member("Cell")});");
            EmitLoops(writer);
            _packs.EmitConstruction(writer);
            _shared.EmitConstruction(writer);
            _backward.Reductions.EmitConstruction(writer, Member("Gradients"));
        }
    }

    // In the constructor, a constant of the same name would be meant.
    private string Member(string name) => _plan.Cell.Constants.Any(constant => constant.Name == name) ? "this." + name : name;

    // The loops inside the step, each a network of its own over its rounds.
    private IEnumerable<(Instruction Scan, string Field)> Loops() => _plan.Forward.Program.Instructions
        .Where(instruction => instruction.Op == Operators.Scan)
        .Select(scan => (scan, _names.Loop(scan.Loop!)));

    private string LoopType(Instruction scan) => _plan.Cell.CellOf(scan.Loop!).TypeName + "<T>";

    private void EmitLoops(SourceWriter writer)
    {
        var sizes = _plan.Cell.Dimensions.Concat(_plan.Cell.Constants
            .Where(constant => constant.ConstantType == ConstantType.Int)
            .Select(constant => Namer.Escaped(constant.Name)));
        foreach (var (scan, field) in Loops())
        {
            writer.Line($"{field} = new {LoopType(scan)}({string.Join(", ", sizes)});");
            if (!scan.IsShared)
                continue;
            var tapes = _forward.Access.LoopTapes(scan.Loop!, isShared: true);
            writer.Line($"{tapes} = new global::AutoDiffRnn.Kernels.LoopTapes<T>({field}, {scan.Loop!.Count}, eachStep: false);");
            writer.Line($"{tapes}.Allocate(1, 1, training: true);");
        }
    }

    private void EmitLoopPacking(SourceWriter writer, bool shared)
    {
        var program = _plan.Forward.Program;
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number].Op == Operators.Scan && program[number].IsShared == shared)
                new LoopEmitter(_forward.Access).EmitPacking(writer, number);
        }
    }

    private void EmitSharing(SourceWriter writer)
    {
        if (!PassEmitter.CanShareUnits(_plan))
            return;
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override bool CanShareUnits => true;");
    }

    private void EmitForward(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelEmitter.Optimised);
        using (writer.Block("protected override void RunForward<TLanes>(global::AutoDiffRnn.Tape<T> of, global::AutoDiffRnn.Kernels.Worker worker)"))
        {
            EmitSizes(writer, _forward);
            foreach (var (input, size) in _forward.Access.CheckedInputs)
                writer.Line($"RequireIndices(tape.{_names.Parameter(input)}.Rows(0, rows), {size}, rows.First, tape.Batch, \"{input}\");");
            _forward.EmitRegions(writer);
        }

        foreach (var region in _plan.Forward.Steps)
            _forward.EmitKernels(writer, region);
    }

    private void EmitBackward(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(KernelEmitter.Optimised);
        const string parameters = "global::AutoDiffRnn.Tape<T> of, global::AutoDiffRnn.GradientsOf also, global::AutoDiffRnn.Kernels.Worker worker";
        using (writer.Block($"protected override void RunBackward<TLanes>({parameters})"))
        {
            EmitSizes(writer, _backward);
            if (_backward.HasNorms)
                writer.Line($"var {KernelEmitter.Norms} = (also & global::AutoDiffRnn.GradientsOf.AdjointNorms) != 0;");
            _backward.EmitRegions(writer);
            EmitOnceReversed(writer);
        }

        foreach (var region in _plan.Adjoint.Steps.Concat([_plan.Adjoint.OnceAfter]))
            _backward.EmitKernels(writer, region);
    }

    // What the cell computes from weights alone is differentiated once, when the sums over all rows are done.
    private void EmitOnceReversed(SourceWriter writer)
    {
        var additions = _plan.Adjoint.Gradients.Additions;
        if (additions.Count == 0)
            return;
        writer.Line();
        writer.Comment("Once, reversed: what depends on sums over all rows.");
        writer.Line("worker.Meet(); // each worker has a part of the sums");
        using (writer.Block("if (worker.IsFirst)"))
        {
            _backward.EmitOnce(writer, _plan.Adjoint.OnceAfter);
            foreach (var (value, target) in additions)
                writer.Line(_backward.Reductions.Addition(value, target));
        }
    }

    private void EmitPacking(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        EmitPackingOf("PackForward", _plan.Forward, first =>
        {
            _shared.EmitLoading(first);
            EmitLoopPacking(first, shared: true);
            _forward.EmitOnce(first, _plan.Forward.Once);
            EmitLoopPacking(first, shared: false);
        });
        _forward.EmitKernels(writer, _plan.Forward.Once);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        EmitPackingOf("PackBackward", _plan.Adjoint, first =>
        {
            foreach (var (_, field) in Loops())
                first.Line($"PrepareBack({field});");
            _backward.EmitOnce(first, _plan.Adjoint.Once);
        });
        _backward.EmitKernels(writer, _plan.Adjoint.Once);

        void EmitPackingOf(string method, Schedule schedule, System.Action<SourceWriter> once)
        {
            var first = new SourceWriter();
            writer.Line(KernelEmitter.Optimised);
            using (writer.Block($"protected override void {method}<TLanes>(global::AutoDiffRnn.Kernels.Worker worker)"))
            {
                once(first);
                if (first.ToString().Length > 0)
                {
                    using (writer.Block("if (worker.IsFirst)"))
                        writer.Line(first.ToString().TrimEnd('\n'));
                    if (PackEmitter.ReadsShared(schedule))
                        writer.Line("worker.Meet(); // what the first worker has computed is packed next");
                }

                _packs.EmitPacking(writer, schedule);
            }
        }
    }

    private static void EmitSizes(SourceWriter writer, PassEmitter pass)
    {
        writer.Line("var tape = (Tape)of;");
        writer.Line("var (steps, all) = (tape.Steps, tape.AllRows);");
        const string meaning = "what this worker does of each step, and of all T·B rows";
        writer.Line($"var (examples, rows) = (worker.Examples(tape.Batch), worker.Share(all)); // {meaning}");
        if (pass.NeedsWhole)
            writer.Line("var whole = worker.Whole(tape.Batch); // the same for what needs all units of a step, if those are shared out");
    }

    private bool UsesWorkspace() => _backward.Reductions.HasTogether
        || _plan.Adjoint.Gradients.Reductions.Any(reduction => _backward.Reductions.NeedsWorkspace(reduction));
}
