using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// Writes a loop over time in which there is nothing but kernels as one method, with the loop in it: the memory of all steps is found
/// once, before the first. For a cell without products, finding it anew for each step would take longer than the mathematics.
/// </summary>
internal static class TimeLoopEmitter
{
    /// <summary>The kernels of a loop that is nothing else; null for any other region.</summary>
    public static IReadOnlyList<Kernel>? KernelsOf(Region region)
        => region.IsLoop && region.Work.All(work => work is Kernel { Need: Need.Always }) ? [.. region.Work.Cast<Kernel>()] : null;

    /// <summary>The head of a loop over time, the way in which a program runs.</summary>
    public static string Head(bool isAdjoint) => isAdjoint ? "for (var t = steps - 1; t >= 0; t--)" : "for (var t = 0; t < steps; t++)";

    /// <summary>Writes the method.</summary>
    public static void Emit(SourceWriter writer, Names names, Access access, string name, IReadOnlyList<Kernel> kernels)
    {
        var emitters = kernels.Select(kernel => new KernelEmitter(names, access, kernel, isByUnits: false, hasTime: true)).ToList();
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
