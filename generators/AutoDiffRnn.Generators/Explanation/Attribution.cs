using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Emission;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Remarks;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>Which of the user's statements each value of a plan belongs to: an adjoint belongs to the statement that it is the adjoint of.</summary>
internal sealed class Attribution
{
    private readonly CellPlan _plan;
    private readonly Dictionary<int, int> _recomputed;
    private readonly ILookup<string, (int Sum, string Adjoint)> _products;
    private readonly Dictionary<StepProgram, int[]> _statements = [];
    private readonly ILookup<string, int> _readers;

    public Attribution(CellPlan plan, StepFacts forward)
    {
        _plan = plan;
        _recomputed = forward.RecomputedIn(plan.Adjoint.Program)
            .GroupBy(again => again.Again).ToDictionary(same => same.Key, same => same.First().Value);
        var program = plan.Forward.Program;
        _products = Enumerable.Range(0, program.Instructions.Count)
            .Where(number => program[number].Op == Operators.Affine)
            .SelectMany(sum => AffineTerms.Of(program[sum])
                .Select(term => (Matrix: KeyOf(program, term.Matrix), Sum: sum, Adjoint: "d" + program[sum].Name)))
            .ToLookup(product => product.Matrix, product => (product.Sum, product.Adjoint));
        _statements[program] = Statements(program, number => program[number].Origin);
        _readers = Readers(program, _statements[program]);
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
    /// The statement of one product of a sum. Where the adjoints of several statements are added up in one place, a product belongs to the
    /// statement that multiplies with the same matrix; of several such, to that whose sum it is the adjoint of.
    /// </summary>
    public int OfProduct(StepProgram program, int sum, int matrix, int operand)
    {
        if (!program.IsAdjoint)
            return Of(program, sum);
        var forward = _plan.Forward.Program;
        var same = _products[KeyOf(program, matrix)].ToList();
        var statements = same.Select(product => Of(forward, product.Sum)).Distinct().ToList();
        if (statements.Count > 1)
            statements = [.. same.Where(product => product.Adjoint == program[operand].Name).Select(product => Of(forward, product.Sum)).Distinct()];
        return statements.Count == 1 ? statements[0] : Of(program, sum);
    }

    /// <summary>
    /// The statement of a sum that is a part of a weight's gradient. One sum may serve several weights; then the statement is one that reads this.
    /// </summary>
    public int OfSum(StepProgram program, Accumulate sum)
    {
        var own = Of(program, sum.Reduction);
        if (sum.Target is not { } target)
            return own;
        var readers = _readers[target.Weight].Distinct().ToList();
        return readers.Count == 0 || readers.Contains(own) ? own : readers[0];
    }

    // The statements that read each weight, or a part of it.
    private static ILookup<string, int> Readers(StepProgram program, int[] statements) => Enumerable.Range(0, statements.Length)
        .Where(number => program[number].Op.Kind != OperatorKind.View)
        .SelectMany(number => program[number].Arguments.Select(argument => (Root: program.Viewed(argument), Statement: statements[number])))
        .Where(read => program[read.Root].Op == Operators.Weight)
        .ToLookup(read => program[read.Root].Symbol, read => read.Statement);

    // Which part of which weight, or of which computed matrix, whichever program reads it and transposed or not.
    private static string KeyOf(StepProgram program, int matrix)
    {
        var part = MatrixPart.Of(program, matrix);
        var root = program[part.Root];
        var whole = root.Op == Operators.Weight ? root.Symbol : $"%{(root.Op == Operators.Primal ? root.Primal : part.Root)}";
        return $"{whole} {part.First} {program[matrix].Shape.Length}";
    }

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
