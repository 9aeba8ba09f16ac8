using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// The adjoint of a step run by the evaluator from the last step to the first, example by example, on the values of a forward
/// run: what backpropagation through time must give, with nothing hoisted, fused or saved.
/// </summary>
internal sealed class BackwardRun
{
    private readonly ForwardRun _forward;
    private readonly IReadOnlyDictionary<string, Tensor[][]> _seeds;
    private readonly IrEvaluator _evaluator;
    private readonly Dictionary<string, Tensor[][]> _outputs;
    private readonly Dictionary<int, Tensor> _totals = [];

    // [example], by instruction: the adjoints at the step that was computed last.
    private readonly Tensor[]?[] _following;

    private BackwardRun(StepProgram adjoint, ForwardRun forward, IReadOnlyDictionary<string, Tensor[][]> seeds)
    {
        _forward = forward;
        _seeds = seeds;
        _evaluator = new IrEvaluator(adjoint, forward.Sizes);
        _following = new Tensor[forward.Data.Examples][];
        _outputs = adjoint.Outputs.ToDictionary(
            output => output.Name, _ => Enumerable.Range(0, forward.Data.Steps).Select(_ => new Tensor[forward.Data.Examples]).ToArray());
        var isAfterRows = AfterRows(adjoint);
        for (var step = forward.Data.Steps - 1; step >= 0; step--)
        {
            for (var example = 0; example < forward.Data.Examples; example++)
                Row(adjoint, isAfterRows, step, example);
        }

        Gradients = SumUp(adjoint, isAfterRows);
        InitialStates = forward.Data.InitialStates.ToDictionary(
            state => state.Key,
            state => state.Value.Select((value, example) => adjoint.NextStates.FirstOrDefault(binding => binding.Name == state.Key) is { } binding
                ? _following[example]![binding.Value]
                : new Tensor(value.Sizes)).ToArray());
    }

    /// <summary>The gradient of each initial state, by name, then [example]; zeros for one that has no influence.</summary>
    public IReadOnlyDictionary<string, Tensor[]> InitialStates { get; }

    /// <summary>What the adjoint gives at each step: the inputs' gradients and the norms, by name, then [step][example].</summary>
    public IReadOnlyDictionary<string, Tensor[][]> Outputs => _outputs;

    /// <summary>The gradient of each weight, by name; zeros for one that has no influence.</summary>
    public IReadOnlyDictionary<string, Tensor> Gradients { get; }

    /// <summary>Runs the adjoint of a step, which <see cref="IrVerifier.VerifyAdjoint"/> accepts, back through a forward run.</summary>
    /// <param name="adjoint">The adjoint of the forward run's program.</param>
    /// <param name="forward">The forward run.</param>
    /// <param name="seeds">The gradients from outside, by the name of a state or output, then [step][example]; zero for what is not named.</param>
    /// <exception cref="InvalidOperationException">The adjoint program is wrong.</exception>
    /// <exception cref="ArgumentException">A seed is for nothing that the forward program hands out, or has another shape.</exception>
    public static BackwardRun Of(StepProgram adjoint, ForwardRun forward, IReadOnlyDictionary<string, Tensor[][]> seeds)
    {
        IrVerifier.VerifyAdjoint(adjoint, forward.Program);
        var results = forward.Program.NextStates.Concat(forward.Program.Outputs).Select(binding => binding.Name).ToList();
        foreach (var seed in seeds)
        {
            if (!results.Contains(seed.Key))
                throw Wrong(seed.Key, $"is for none of {string.Join(", ", results)}");
            if (seed.Value.Length != forward.Data.Steps || seed.Value.Any(examples => examples.Length != forward.Data.Examples))
                throw Wrong(seed.Key, $"does not have {forward.Data.Steps} steps of {forward.Data.Examples} examples");
        }

        return new BackwardRun(adjoint, forward, seeds);

        static ArgumentException Wrong(string name, string problem) => new($"The seed '{name}' {problem}.", nameof(seeds));
    }

    // What reads a sum over all rows is computed once, after the last row.
    private static bool[] AfterRows(StepProgram adjoint)
    {
        var result = new bool[adjoint.Instructions.Count];
        for (var number = 0; number < result.Length; number++)
            result[number] = adjoint[number].Op.Kind == OperatorKind.Reduction || adjoint[number].Arguments.Any(argument => result[argument]);
        return result;
    }

    private void Row(StepProgram adjoint, bool[] isAfterRows, int step, int example)
    {
        var values = new Tensor[isAfterRows.Length];
        for (var number = 0; number < values.Length; number++)
        {
            if (!isAfterRows[number])
                values[number] = _evaluator.Value(number, values, (leaf, instruction) => LeafValue(adjoint, leaf, instruction, step, example));
        }

        foreach (var output in adjoint.Outputs)
            _outputs[output.Name][step][example] = values[output.Value];
        for (var number = 0; number < values.Length; number++)
        {
            if (adjoint[number].Op.Kind != OperatorKind.Reduction)
                continue;
            var row = _evaluator.Value(number, values, (_, _) => throw NotALeaf());
            _totals[number] = _totals.TryGetValue(number, out var total) ? total.Zip(row, (sum, value) => sum + value) : row;
        }

        _following[example] = values;
    }

    private Tensor LeafValue(StepProgram adjoint, int number, Instruction leaf, int step, int example)
    {
        if (leaf.Op == Operators.Primal)
            return _forward.Value(step, example, leaf.Primal);
        if (leaf.Op == Operators.Seed)
            return _seeds.TryGetValue(leaf.Symbol, out var seed) ? seed[step][example] : _evaluator.Zero(number);
        if (leaf.Op != Operators.Following)
            return _forward.LeafValue(leaf, step, example);
        return _following[example] is { } after
            ? after[adjoint.NextStates.Single(state => state.Name == leaf.Symbol).Value]
            : _evaluator.Zero(number);
    }

    private Dictionary<string, Tensor> SumUp(StepProgram adjoint, bool[] isAfterRows)
    {
        // Shared values are the same in every row, so any row's will do for what follows the sums.
        var values = _following[0]!;
        for (var number = 0; number < values.Length; number++)
        {
            if (isAfterRows[number])
                values[number] = _totals.TryGetValue(number, out var total) ? total : _evaluator.Value(number, values, (_, _) => throw NotALeaf());
        }

        return _forward.Data.Weights.ToDictionary(
            weight => weight.Key,
            weight => adjoint.Gradients.FirstOrDefault(gradient => gradient.Name == weight.Key) is { } gradient
                ? values[gradient.Value]
                : new Tensor(weight.Value.Sizes));
    }

    private static InvalidOperationException NotALeaf() => new("A leaf does not read a sum over all rows.");
}
