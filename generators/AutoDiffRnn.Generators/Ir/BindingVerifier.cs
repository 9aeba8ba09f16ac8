using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>The part of <see cref="IrVerifier"/> that checks what a program hands out: next states, outputs, gradients.</summary>
internal sealed class BindingVerifier(StepProgram program, StepProgram? forward, bool[] isAfterRows)
{
    public void Verify()
    {
        foreach (var (what, bindings) in Lists())
        {
            foreach (var binding in bindings)
            {
                Require(binding.Name.Length > 0, what, binding, "the name is empty");
                Require(binding.Value >= 0 && binding.Value < program.Instructions.Count, what, binding, "there is no such instruction");
                Require(
                    what == "gradient" || !isAfterRows[binding.Value], what, binding, "it is read at each step, but is known only after all rows");
            }
        }

        VerifyNames();
        VerifyStates();
        VerifyGradients();
        if (forward is not null)
            VerifyInputAdjoints(forward);
    }

    private IEnumerable<(string What, EquatableArray<Binding> Bindings)> Lists()
        => [("next", program.NextStates), ("output", program.Outputs), ("gradient", program.Gradients)];

    // In a step, states and outputs are elements of one tuple; in an adjoint, each list has names of its own.
    private void VerifyNames()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (what, bindings) in Lists())
        {
            if (forward is not null)
                seen.Clear();
            foreach (var binding in bindings)
                Require(seen.Add(binding.Name), what, binding, "the name is taken by another result");
        }
    }

    private void VerifyStates()
    {
        foreach (var state in program.NextStates)
        {
            var shape = program[state.Value].Shape;
            Require(shape.Element == Element.Real, "next", state, $"a {shape} cannot be carried from step to step");
            foreach (var leaf in program.Instructions.Concat(forward?.Instructions ?? []))
            {
                if (leaf.Symbol == state.Name && (leaf.Op == Operators.Following || leaf.Op == Operators.Previous))
                    Require(shape.Equals(leaf.Shape), "next", state, $"it is a {shape}, but the state is a {leaf.Shape}");
            }

            Require(
                forward is null || forward.NextStates.Any(other => other.Name == state.Name), "next", state, "the forward program has no such state");
        }

        for (var number = 0; number < program.Instructions.Count; number++)
        {
            var leaf = program[number];
            if (program.IsCarried(leaf) && program.NextStates.All(state => state.Name != leaf.Symbol))
            {
                throw new InvalidOperationException(
                    $"The program is wrong at {IrPrinter.Print(number, leaf)}: no next state '{leaf.Symbol}' is handed on.");
            }
        }
    }

    private void VerifyGradients()
    {
        foreach (var gradient in program.Gradients)
        {
            Require(forward is not null, "gradient", gradient, "gradients belong to an adjoint program");
            Require(program[gradient.Value].IsShared, "gradient", gradient, "it is not summed over all steps and examples");
            VerifyShape("gradient", gradient, Operators.Weight, forward!);
        }
    }

    // Outputs with other names than an input's are measurements: a scalar each, of which nothing is known here.
    private void VerifyInputAdjoints(StepProgram step)
    {
        foreach (var output in program.Outputs)
            VerifyShape("output", output, Operators.Input, step);
    }

    private void VerifyShape(string what, Binding adjoint, Operator op, StepProgram step)
    {
        var leaf = step.Instructions.FirstOrDefault(instruction => instruction.Op == op && instruction.Symbol == adjoint.Name);
        Require(leaf is not null || op == Operators.Input, what, adjoint, $"the forward program has no {op.Name} of that name");
        var shape = program[adjoint.Value].Shape;
        if (leaf is not null)
            Require(leaf.Shape.Equals(shape), what, adjoint, $"it is a {shape}, but '{leaf.Symbol}' is a {leaf.Shape}");
    }

    private static void Require(bool condition, string what, Binding binding, string problem)
    {
        if (!condition)
            throw new InvalidOperationException($"The program is wrong at {what} {binding.Name} = %{binding.Value}: {problem}.");
    }
}
