using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// Writes a loop over time in which there is nothing but kernels as one method, with the loop in it: the memory of all steps is found
/// once, before the first. For a cell without products, finding it anew for each step would take longer than the mathematics.
/// </summary>
internal static class TimeLoopEmitter
{
    // How many operations a function counts, and how many there may be in a kernel that runs over pairs of vectors.
    private const int FunctionSize = 8;
    private const int MostPaired = 64;

    /// <summary>The kernels of a loop that is nothing else, as far as a method holds them; null for any other region.</summary>
    public static IReadOnlyList<Kernel>? KernelsOf(StepProgram program, Region region)
    {
        if (!region.IsLoop || region.Work.Any(work => work is not Kernel { Need: Need.Always }))
            return null;
        Kernel[] kernels = [.. region.Work.Cast<Kernel>()];
        return KernelSize.FitOneMethod(program, kernels) ? kernels : null;
    }

    /// <summary>The order of the loops in which a region's kernels are written.</summary>
    public static LoopOrder OrderOf(StepProgram program, Region region)
        => LaneLoop.Of(program, region) is not null ? LoopOrder.LanesSteps
            : KernelsOf(program, region) is not null ? LoopOrder.StepsRowsLanes
            : LoopOrder.RowsLanes;

    /// <summary>Writes the method of a loop through which each vector of a row goes by itself, for some of the steps.</summary>
    public static void EmitColumns(SourceWriter writer, Names names, Access access, string name, Kernel kernel)
    {
        var emitter = new KernelEmitter(names, access, kernel, isByUnits: false, LoopOrder.LanesSteps);
        var extras = KernelEmitter.Parameters(KernelEmitter.Extras(access.Program, [kernel], isByUnits: false));
        var head = access.Program.IsAdjoint ? "for (var t = part.End - 1; t >= part.First; t--)" : "for (var t = part.First; t < part.End; t++)";
        using (KernelEmitter.Method(writer, name, $"Tape tape, {KernelEmitter.Share} part, {KernelEmitter.Share} rows, {KernelEmitter.Share} units{extras}"))
            emitter.EmitColumns(writer, head);
    }

    /// <summary>Writes the calls of that method: part by part, and where chains are long, two vectors of a row side by side.</summary>
    public static void EmitCalls(SourceWriter writer, Access access, string name, Kernel kernel, string examples)
    {
        var program = access.Program;
        var extras = KernelEmitter.Arguments(KernelEmitter.Extras(program, [kernel], isByUnits: false));
        using (writer.Block($"foreach (var part in {(program.IsAdjoint ? "PartsBack" : "Parts")}(steps, tape.Batch, {kernel.Width}))"))
        {
            if (!IsPaired(program, kernel))
            {
                writer.Line($"{name}<TLanes>(tape, part, {examples}, {kernel.Width}{extras});");
                return;
            }

            writer.Line($"{name}<global::AutoDiffRnn.Kernels.LanePair<TLanes, T>>(tape, part, {examples}, Paired<TLanes>({kernel.Width}){extras}); "
                + "// while one vector waits for a result, the other is computed");
            writer.Line($"{name}<TLanes>(tape, part, {examples}, Unpaired<TLanes>({kernel.Width}){extras});");
        }
    }

    // Twice as much is inlined in a method for pairs, and beyond a limit the JIT inlines nothing more.
    private static bool IsPaired(StepProgram program, Kernel kernel)
    {
        var functions = kernel.Vectors.Count(number => program[number].Op is { IsCheap: false, Precedence: 3, Kind: OperatorKind.Elementwise });
        return kernel.StepSums.Count == 0 && kernel.Vectors.Count + FunctionSize * functions <= MostPaired;
    }

    /// <summary>The head of a loop over time, the way in which a program runs.</summary>
    public static string Head(bool isAdjoint) => isAdjoint ? "for (var t = steps - 1; t >= 0; t--)" : "for (var t = 0; t < steps; t++)";

    /// <summary>Writes the method.</summary>
    public static void Emit(SourceWriter writer, Names names, Access access, string name, IReadOnlyList<Kernel> kernels)
    {
        var emitters = kernels.Select(kernel => new KernelEmitter(names, access, kernel, isByUnits: false, LoopOrder.StepsRowsLanes)).ToList();
        var extras = KernelEmitter.Parameters(KernelEmitter.Extras(access.Program, kernels, isByUnits: false));
        using (KernelEmitter.Method(writer, name, $"Tape tape, int steps, {KernelEmitter.Share} rows{extras}"))
        {
            foreach (var line in emitters.SelectMany(emitter => emitter.Opening).Distinct())
                writer.Line(line);
            using (writer.Block(Head(access.Program.IsAdjoint)))
            {
                for (var i = 0; i < emitters.Count; i++)
                {
                    if (i > 0)
                        writer.Line();
                    emitters[i].EmitRows(writer);
                }
            }
        }
    }
}
