using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Passes;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>A loop inside a step in the evaluator: its program over as many steps as it has rounds.</summary>
internal sealed class LoopRun
{
    private readonly LoopBody _loop;
    private readonly IReadOnlyDictionary<string, int> _sizes;
    private readonly int _rounds;

    // By the name of the parameter.
    private readonly Dictionary<string, Tensor> _operands;

    private LoopRun(LoopBody loop, IReadOnlyList<Tensor> operands, IReadOnlyDictionary<string, int> sizes)
    {
        // A round may hand on what depends on no row: as rows, like a cell's own states.
        _loop = loop with { Step = OwnRows.Run(loop.Step) };
        _sizes = sizes;
        _rounds = loop.Count.Evaluate(sizes);
        _operands = loop.Parameters.Select((parameter, i) => (parameter.Name, operands[i])).ToDictionary(item => item.Name, item => item.Item2);
    }

    /// <summary>
    /// The value of an instruction with a loop: what the loop hands on, the adjoints of what it began with, or the gradient of something shared.
    /// </summary>
    public static Tensor Evaluate(Instruction instruction, IReadOnlyList<Tensor> operands, IReadOnlyDictionary<string, int> sizes)
    {
        var loop = instruction.Loop!;
        if (instruction.Op == Operators.Scan)
            return new LoopRun(loop, operands, sizes).Forward();
        // Behind its adjoints, a gradient has the operands that they were made of: the adjoints of the results, then the loop's own.
        var own = operands.Skip(instruction.Op == Operators.ScanGradient ? 2 : 1).ToList();
        var results = operands[instruction.Op == Operators.ScanGradient ? 1 : 0];
        var (states, gradients) = new LoopRun(loop, own, sizes).Backward(results);
        return instruction.Op == Operators.ScanBack ? states : gradients(loop.Parameters[(int)instruction.Sizes[0].Value!.Value].Name);
    }

    private Tensor Forward()
    {
        var results = _loop.States.Take(_loop.Results).Select(state => state.Name);
        if (_rounds < 1)
            return Joined(results.Select(name => _operands[name]));
        var run = Run();
        return Joined(results.Select(name => run.States[name][_rounds - 1][0]));
    }

    private (Tensor States, System.Func<string, Tensor> Gradients) Backward(Tensor results)
    {
        var seeds = new Dictionary<string, Tensor>();
        foreach (var (state, start) in _loop.Places(resultsOnly: true))
        {
            var like = _operands[state.Name];
            seeds[state.Name] = new Tensor(like.Sizes, [.. results.Data.Skip(start.Evaluate(_sizes)).Take(like.Data.Length)]);
        }

        if (_rounds < 1)
        {
            var untouched = _loop.States.Select(state => seeds.TryGetValue(state.Name, out var seed) ? seed : Zero(state.Name));
            return (Joined(untouched), Zero);
        }

        var seedsOfRounds = seeds.ToDictionary(seed => seed.Key, seed => Enumerable.Range(1, _rounds)
            .Select(round => new[] { round == _rounds ? seed.Value : new Tensor(seed.Value.Sizes) })
            .ToArray());
        var run = BackwardRun.Of(ReverseMode.Differentiate(_loop.Step), Run(), seedsOfRounds);
        return (Joined(_loop.States.Select(state => run.InitialStates[state.Name][0])), name => run.Gradients[name]);
    }

    private ForwardRun Run() => ForwardRun.Of(_loop.Step, _sizes, new SequenceData
    {
        Steps = _rounds,
        Examples = 1,
        InitialStates = Of(Role.State, value => new[] { value }),
        Weights = Of(Role.Weight, value => value),
        Inputs = Of(Role.Input, value => Enumerable.Repeat(new[] { value }, _rounds).ToArray()),
    });

    private Dictionary<string, TValue> Of<TValue>(Role role, System.Func<Tensor, TValue> value) => _loop.Parameters
        .Where(parameter => parameter.Role == role)
        .ToDictionary(parameter => parameter.Name, parameter => value(_operands[parameter.Name]));

    private Tensor Zero(string name) => new(_operands[name].Sizes);

    private static Tensor Joined(IEnumerable<Tensor> parts) => Tensor.Vector(parts.SelectMany(part => part.Data));
}
