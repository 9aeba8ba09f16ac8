using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Passes;

/// <summary>
/// Gathers the products of a sum: <c>W*x + U*h + b + v</c> becomes <c>Affine(W, x, U, h, b) + v</c>, whose products accumulate in
/// one place, each in the region where its operand is known, and start from the bias.
/// </summary>
internal sealed class ProductGathering : Rewriter
{
    private readonly List<int>[] _uses;
    private readonly HashSet<int> _roots;
    private readonly HashSet<int> _handedBack;

    // Whether a product is among the terms of each sum.
    private readonly bool[] _gathers;

    private ProductGathering(StepProgram source)
        : base(source)
    {
        _uses = source.Uses();
        _roots = [.. source.Roots];
        _handedBack = [.. source.IsAdjoint ? source.NextStates.Select(state => state.Value) : []];
        _gathers = new bool[source.Instructions.Count];
        for (var number = 0; number < _gathers.Length; number++)
            _gathers[number] = IsSum(source[number]) && source[number].Arguments.Any(term => IsOwnProduct(term) || (IsInner(term) && _gathers[term]));
    }

    /// <summary>The program with each sum of products as one instruction.</summary>
    public static StepProgram Run(StepProgram program) => new ProductGathering(program).Run();

    protected override bool IsWanted(int number) => !IsInner(number);

    protected override Value Rewrite(int number, Instruction instruction)
    {
        if (Source.IsPackedProduct(instruction))
            return Affine([number], []);
        if (!IsSum(instruction))
            return base.Rewrite(number, instruction);
        RewriteInner(number);
        if (!_gathers[number])
            return base.Rewrite(number, instruction);
        var terms = Terms(number);
        var products = terms.Where(term => !term.IsNegative && IsOwnProduct(term.Number)).Select(term => term.Number).ToList();
        if (products.Count == 0)
            return base.Rewrite(number, instruction);
        var biases = terms.Where(term => !term.IsNegative && IsBias(term.Number)).Select(term => term.Number).ToList();
        var gathered = new HashSet<int>(products.Concat(biases));
        var rest = terms.Where(term => term.IsNegative || !gathered.Contains(term.Number)).ToList();
        if (rest.Count > 0 && _handedBack.Contains(number))
            return Affine(products, biases, Start(rest));
        return rest.Aggregate(
            Affine(products, biases),
            (sum, term) => term.IsNegative ? sum - Rewritten(term.Number) : sum + Rewritten(term.Number));
    }

    // What an adjoint hands to the step before is a sum that is made in place: first what is elementwise, then the products.
    private Value Start(List<Term> rest)
    {
        var start = rest
            .Select(term => term.IsNegative ? -Rewritten(term.Number) : Rewritten(term.Number))
            .Aggregate((sum, term) => sum + term);
        return rest.Count > 1 || IsReadHereOnly(rest[0].Number) ? start : Builder.Copy(start);
    }

    // A value whose place the sum may take over.
    private bool IsReadHereOnly(int number)
        => Source[number].Op.Kind == OperatorKind.Elementwise && _uses[number].Count == 1 && !_roots.Contains(number);

    private static bool IsSum(Instruction instruction)
        => !instruction.IsShared && instruction.Shape.IsVector && (instruction.Op == Operators.Add || instruction.Op == Operators.Subtract);

    // A sum that only another sum reads, and that has no name of its own: a term of that sum.
    private bool IsInner(int number)
    {
        var instruction = Source[number];
        return instruction.Name is null && !_roots.Contains(number) && _uses[number].Count == 1
            && (IsSum(instruction) || Source.IsPackedProduct(instruction))
            && IsSum(Source[_uses[number][0]])
            && Source[_uses[number][0]].Arguments.Count(argument => argument == number) == 1;
    }

    // The terms of a sum and of the sums within it, in the order in which they are written.
    private List<Term> Terms(int number)
    {
        var terms = new List<Term>();
        var open = new Stack<Term>([new Term(number, false)]);
        while (open.Count > 0)
        {
            var (sum, isNegative) = open.Pop();
            if (sum != number && !IsInnerSum(sum))
            {
                terms.Add(new Term(sum, isNegative));
                continue;
            }

            var instruction = Source[sum];
            open.Push(new Term(instruction.Arguments[1], isNegative ^ (instruction.Op == Operators.Subtract)));
            open.Push(new Term(instruction.Arguments[0], isNegative));
        }

        return terms;
    }

    // Sums within a sum that gathers nothing are rewritten like any other: those within before those around, so that calls do not nest.
    private void RewriteInner(int number)
    {
        if (_gathers[number])
            return;
        var open = new Stack<(int Sum, bool IsReady)>([(number, false)]);
        while (open.Count > 0)
        {
            var (sum, isReady) = open.Pop();
            if (isReady && sum != number)
                Rewritten(sum);
            if (isReady)
                continue;
            open.Push((sum, true));
            foreach (var argument in Source[sum].Arguments.Reverse().Where(argument => IsInnerSum(argument) && !IsRewritten(argument)))
                open.Push((argument, false));
        }
    }

    private bool IsInnerSum(int number) => IsInner(number) && IsSum(Source[number]);

    // A product that only this sum reads; what the user named and reads elsewhere keeps a place of its own.
    private bool IsOwnProduct(int number)
        => Source.IsPackedProduct(Source[number]) && _uses[number].Count == 1 && !_roots.Contains(number);

    private bool IsBias(int number)
    {
        var instruction = Source[number];
        return (instruction.Op == Operators.Weight || instruction.Op == Operators.Slice) && instruction.Shape.IsVector
            && Source[Source.Viewed(number)].Op == Operators.Weight && Source.IsContiguous(number);
    }

    private Value Affine(List<int> products, List<int> biases, Value? start = null)
    {
        var operands = products.SelectMany(product => Source[product].Arguments).Concat(biases).Select(Rewritten).ToList();
        if (start is { } value)
            operands.Add(value);
        return Builder.Apply(Operators.Affine, operands, [Dim.Constant(products.Count)]);
    }

    private readonly record struct Term(int Number, bool IsNegative);
}
