using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// Which values lie side by side in one buffer: values that products of one operand make, so that one product makes them all, and
/// values whose products are added up, so that one product reads them all. A state lies alone: it has a row before the first step.
/// </summary>
internal sealed class ValueGroups
{
    private readonly int[] _parent;

    /// <param name="program">The program.</param>
    /// <param name="merged">Where its products run, to be merged; null where each stays one of its own, and each value alone.</param>
    public ValueGroups(StepProgram program, Regions? merged)
    {
        _parent = [.. Enumerable.Range(0, program.Instructions.Count)];
        if (merged is not { } regions)
            return;
        var states = new HashSet<int>(program.NextStates.Select(state => state.Value));
        var products = Enumerable.Range(0, program.Instructions.Count)
            .Where(number => program[number].Op == Operators.Affine)
            .SelectMany(affine => AffineTerms.Of(program[affine])
                .Select(term => (Affine: affine, term.Operand, Region: regions.OfTerm(affine, term.Operand))))
            .ToList();
        foreach (var sameOperand in products.Where(product => !states.Contains(product.Affine)).GroupBy(product => (product.Operand, product.Region)))
            Join(sameOperand.Select(product => product.Affine));
        foreach (var sameTarget in products.Where(product => IsKernelValue(product.Operand)).GroupBy(product => (product.Affine, product.Region)))
            Join(sameTarget.Select(product => product.Operand));

        bool IsKernelValue(int operand) => !states.Contains(operand) && program[operand].IsKernelWork;
    }

    /// <summary>The number of the value that stands for the group.</summary>
    public int Of(int number)
    {
        while (_parent[number] != number)
            number = _parent[number];
        return number;
    }

    // One group of several: the smallest number stands for it, so that the result does not depend on the order.
    private void Join(IEnumerable<int> values)
    {
        var first = -1;
        foreach (var value in values.Select(Of).Distinct().ToList())
        {
            if (first < 0)
                first = value;
            else if (value < first)
                _parent[first] = first = value;
            else
                _parent[value] = first;
        }
    }
}
