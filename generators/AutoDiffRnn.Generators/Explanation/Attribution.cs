using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Remarks;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>Which of the user's statements each value of a plan belongs to: an adjoint belongs to the statement that it is the adjoint of.</summary>
internal sealed class Attribution
{
    private readonly CellPlan _plan;
    private readonly Dictionary<int, int> _recomputed;
    private readonly Dictionary<string, int> _sums = [];
    private readonly Dictionary<StepProgram, int[]> _statements = [];

    public Attribution(CellPlan plan, StepFacts forward)
    {
        _plan = plan;
        _recomputed = forward.RecomputedIn(plan.Adjoint.Program).GroupBy(again => again.Again).ToDictionary(same => same.Key, same => same.First().Value);
        var program = plan.Forward.Program;
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number] is { Name: { } name } instruction && instruction.Op == Operators.Affine)
                _sums["d" + name] = number;
        }

        _statements[program] = Statements(program, number => program[number].Origin);
        var adjoint = plan.Adjoint.Program;
        _statements[adjoint] = Statements(adjoint, number => _recomputed.TryGetValue(number, out var value)
            ? _statements[program][value]
            : adjoint[number].Origin);
    }

    /// <summary>The index of a value's statement; −1 only in a program that has none.</summary>
    public int Of(StepProgram program, int number) => _statements[program][number];

    /// <summary>Whether a value of the adjoint is one of the forward pass, computed again.</summary>
    public bool IsRecomputed(StepProgram program, int number) => program.IsAdjoint && _recomputed.ContainsKey(number);

    /// <summary>Whether the backward pass computes a value of the forward pass again.</summary>
    public bool IsMadeAgain(int number) => _recomputed.ContainsValue(number);

    /// <summary>
    /// The statement of one product of a sum. Where the adjoints of several statements are added up in one place, a product with the adjoint of
    /// another sum belongs to the statement of that sum.
    /// </summary>
    public int OfProduct(StepProgram program, int sum, int operand)
        => program.IsAdjoint && program[operand].Name is { } name && _sums.TryGetValue(name, out var forward)
            ? Of(_plan.Forward.Program, forward)
            : Of(program, sum);

    // What a pass has put in belongs to the statement of what reads it; what nobody reads, to the last one.
    private static int[] Statements(StepProgram program, System.Func<int, int> known)
    {
        var uses = program.Uses();
        var statements = new int[program.Instructions.Count];
        for (var number = statements.Length - 1; number >= 0; number--)
        {
            statements[number] = known(number);
            if (statements[number] < 0)
                statements[number] = uses[number].Select(use => statements[use]).Append(program.Statements.Count - 1).First();
        }

        return statements;
    }
}
