using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// A loop inside a step whose number of rounds is known only when a network is created: a round is a step of a cell of its own, whose
/// states are what the rounds hand on, and what they read of the step around them without changing it.
/// </summary>
/// <param name="Name">The name of the loop among those of its cell.</param>
/// <param name="Head">The head of the loop as the user wrote it.</param>
/// <param name="Step">One round.</param>
/// <param name="Parameters">
/// What the operands of the instruction stand for, in their order: states, weights for what all steps and examples share, inputs for tokens.
/// </param>
/// <param name="Results">How many of the states, from the first on, are read after the loop.</param>
/// <param name="Count">The number of rounds; below 0 it counts as 0.</param>
internal sealed record LoopBody(
    string Name, string Head, StepProgram Step, EquatableArray<CellParameter> Parameters, int Results, Dim Count)
{
    public IEnumerable<CellParameter> States => Parameters.Where(parameter => parameter.Role == Role.State);

    /// <summary>Where the elements of each state lie among those of several: for the results, or for all.</summary>
    public IEnumerable<(CellParameter State, Dim Start)> Places(bool resultsOnly)
    {
        var start = Dim.Zero;
        foreach (var state in resultsOnly ? States.Take(Results) : States)
        {
            yield return (state, start);
            start += state.Shape.Length;
        }
    }

    /// <summary>The number of elements of the results, or of all states.</summary>
    public Dim Length(bool resultsOnly) => Places(resultsOnly).Aggregate(Dim.Zero, (sum, place) => sum + place.State.Shape.Length);

    /// <summary>The same loop with other sizes in the place of its own.</summary>
    public LoopBody Resized(Func<Dim, Dim> size) => this with
    {
        Step = Step.Resized(size),
        Parameters = Parameters.Select(parameter => parameter with { Shape = parameter.Shape.Resized(size) }).ToEquatable(),
        Count = size(Count),
    };

    /// <summary>The same loop with states in the place of some of its weights, which the rounds then hand on as they are.</summary>
    /// <param name="isState">Whether the weight at a place among the parameters becomes one.</param>
    public LoopBody WithStates(Func<int, bool> isState)
    {
        var changed = new HashSet<string>(Enumerable.Range(0, Parameters.Count)
            .Where(place => Parameters[place].Role == Role.Weight && isState(place))
            .Select(place => Parameters[place].Name));
        if (changed.Count == 0)
            return this;
        var step = new Handing(Step, changed).Run();
        var states = Parameters.Select(parameter => changed.Contains(parameter.Name) ? parameter with { Role = Role.State } : parameter).ToEquatable();
        return this with { Step = step, Parameters = states };
    }

    // Reads some weights as states.
    private sealed class Handing(StepProgram source, HashSet<string> changed) : Passes.Rewriter(source)
    {
        public new StepProgram Run()
        {
            foreach (var name in changed)
            {
                var shape = Source.Instructions.FirstOrDefault(leaf => leaf.Op == Operators.Weight && leaf.Symbol == name)?.Shape;
                if (shape is not null)
                    Builder.NextStates.Add(new Binding(name, Builder.Renamed(Builder.Copy(Builder.Leaf(Operators.Previous, name, shape)), name).Number));
            }

            return base.Run();
        }

        protected override Value Rewrite(int number, Instruction instruction)
            => instruction.Op == Operators.Weight && changed.Contains(instruction.Symbol)
                ? Builder.Leaf(Operators.Previous, instruction.Symbol, instruction.Shape)
                : base.Rewrite(number, instruction);
    }
}
