using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Cost;

/// <summary>What a piece of work costs for each row: a multiplication and an addition are two operations.</summary>
internal sealed class WorkCost(Schedule schedule)
{
    private static readonly Dim Two = Dim.Constant(2);

    private readonly StepProgram _program = schedule.Program;

    /// <summary>The operations of one row. What only moves elements costs none; loops inside the step have sheets of their own.</summary>
    public Operations Of(Work work) => PartsOf(work).Aggregate(Operations.None, (sum, part) => sum + part.Cost);

    /// <summary>The operations of one row, value by value; those of a sum of products, product by product, each with its matrix.</summary>
    public IEnumerable<(int Value, int? Matrix, Operations Cost)> PartsOf(Work work) => work switch
    {
        Kernel kernel => OfKernel(kernel),
        Multiply multiply => multiply.Targets.SelectMany(target => target.Matrices
            .Select(matrix => (target.Value, (int?)matrix, Operations.OfProducts(Two * _program[matrix].Shape.Length)))),
        RowProduct product => [(product.Value, null, OfProduct(_program[product.Value]))],
        Accumulate sum => [(sum.Reduction, null, OfSum(_program[sum.Reduction].Arguments[0]))],
        AccumulateTogether together => together.Sums.SelectMany(PartsOf),
        _ => [],
    };

    /// <summary>The elements of the matrices that a product reads.</summary>
    public Dim WeightsOf(Multiply multiply) => multiply.Targets
        .SelectMany(target => target.Matrices)
        .Aggregate(Dim.Zero, (sum, matrix) => sum + _program[matrix].Shape.Length);

    private List<(int Value, int? Matrix, Operations Cost)> OfKernel(Kernel kernel)
    {
        var known = new HashSet<int>();
        return [.. kernel.Scalars.Concat(kernel.Vectors).Select(value => (value, (int?)null, OfValue(value) + OfConditions(value, known)))];
    }

    // Comparisons are parts of the expressions that read them. What several expressions of a kernel read is computed once.
    private Operations OfConditions(int value, HashSet<int> known)
    {
        var cost = Operations.None;
        var open = new Stack<int>(_program[value].Arguments);
        while (open.Count > 0)
        {
            var condition = open.Pop();
            var instruction = _program[condition];
            if (instruction.Shape.Element != Element.Truth || !instruction.IsTransparent || !known.Add(condition))
                continue;
            if (instruction.Op != Operators.Broadcast)
                cost += Operations.OfElements(instruction.Shape.Length);
            foreach (var argument in instruction.Arguments)
                open.Push(argument);
        }

        return cost;
    }

    private Operations OfValue(int number)
    {
        var instruction = _program[number];
        var op = instruction.Op;
        var length = instruction.Shape.Length;
        if (op.Kind is OperatorKind.Sum or OperatorKind.RowFunction)
        {
            var summed = _program[instruction.Arguments[0]].Shape.Length;
            // Norms of adjoints are computed when a call asks for them.
            return op == Operators.SquaredNorm ? Operations.None
                : op == Operators.LogSumExp ? Operations.OfElements(Two * summed) + Operations.OfFunctions(summed + Dim.One)
                : op == Operators.Pick ? Operations.None
                : Operations.OfElements(summed);
        }

        // A copy computes nothing; a root and a quotient are one instruction each, although they are no cheap ones.
        if (op.Code == "{0}")
            return Operations.None;
        var isInstruction = op.IsCheap || op.Precedence < 3 || op == Operators.Reciprocal || op == Operators.Sqrt || op == Operators.NormOfSquares;
        return isInstruction ? Operations.OfElements(length) : Operations.OfFunctions(length);
    }

    private Operations OfProduct(Instruction product)
    {
        if (product.Loop is not null)
            return Operations.None;
        var left = _program[product.Arguments[0]].Shape;
        if (product.Op == Operators.Outer)
            return Operations.OfProducts(product.Shape.Length);
        return Operations.OfProducts(Two * left.Length * (product.Op == Operators.MatrixProduct ? product.Shape.Width : Dim.One));
    }

    // Adding up a value of each row, and computing it where it is only added.
    private Operations OfSum(int summand)
    {
        var instruction = _program[summand];
        if (instruction.Op == Operators.ScanGradient)
            return Operations.None;
        if (!schedule.Gradients.Summands.IsOnlyAdded(summand) || instruction.Op == Operators.Scatter)
            return Operations.OfElements(AddedBy(instruction));
        if (instruction.Op == Operators.Multiply)
            return Operations.OfElements(Two * instruction.Shape.Length);
        return instruction.Op == Operators.Outer ? Operations.OfProducts(Two * instruction.Shape.Length) : OfProduct(instruction);
    }

    // Of a row that is scattered into a table, no more elements are added than it has.
    private Dim AddedBy(Instruction instruction)
        => instruction.Op == Operators.Scatter ? _program[instruction.Arguments[0]].Shape.Length : instruction.Shape.Length;
}
