using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes the rows that all examples share: weights beside which rows are computed, and what is computed from weights alone.</summary>
internal sealed class SharedEmitter(CellPlan plan, Names names)
{
    public void EmitFields(SourceWriter writer)
    {
        foreach (var (field, _) in Fields())
            writer.Line($"private readonly global::AutoDiffRnn.Kernels.SharedRow<T> {field};");
    }

    public void EmitConstruction(SourceWriter writer)
    {
        foreach (var (field, width) in Fields())
            writer.Line($"{field} = new global::AutoDiffRnn.Kernels.SharedRow<T>({width});");
    }

    /// <summary>Copies the weights in.</summary>
    public void EmitLoading(SourceWriter writer)
    {
        foreach (var part in Weights())
            writer.Line($"{part.Field}.Set(Elements(Weights.{Namer.Escaped(part.Weight)}, {part.Start}, {part.Width}));");
    }

    private IEnumerable<(string Field, Dim Width)> Fields() => Weights().Select(part => (part.Field, part.Width)).Concat(Computed());

    // The weights, and parts of weights, that kernels of either pass read.
    private IEnumerable<(string Field, string Weight, Dim Start, Dim Width)> Weights()
    {
        var seen = new HashSet<string>();
        foreach (var schedule in new[] { plan.Forward, plan.Adjoint })
        {
            var access = new Access(plan, names, schedule.Program);
            var read = schedule.Steps.Concat([schedule.Once, schedule.OnceAfter])
                .SelectMany(region => region.Work)
                .OfType<Kernel>()
                .SelectMany(kernel => kernel.Scalars.Concat(kernel.Vectors))
                .SelectMany(number => schedule.Program[number].Arguments)
                .SelectMany(schedule.Program.Solid);
            foreach (var number in read)
            {
                if (!access.IsWeightPart(number))
                    continue;
                var part = Access.WeightPart(schedule.Program, number);
                var field = access.SharedWeight(part);
                if (seen.Add(field))
                    yield return (field, part.Weight, part.Start, schedule.Program[number].Shape.Length);
            }
        }
    }

    // What kernels compute once, and the sums over all rows that such kernels of the adjoint go on with.
    private IEnumerable<(string Field, Dim Width)> Computed()
    {
        foreach (var schedule in new[] { plan.Forward, plan.Adjoint })
        {
            var storage = schedule == plan.Forward ? plan.ForwardStorage : plan.AdjointStorage;
            var access = new Access(plan, names, schedule.Program);
            var sums = schedule.Gradients.Reductions
                .Where(reduction => reduction.Target is null)
                .Select(reduction => reduction.Reduction);
            var computed = Enumerable.Range(0, schedule.Program.Instructions.Count).Where(storage.IsSharedAndComputed);
            foreach (var number in computed.Concat(sums).Distinct())
                yield return (access.Shared(number)!, schedule.Program[number].Shape.Length);
        }
    }
}
