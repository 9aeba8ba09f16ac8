using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Remarks;

/// <content>Products: hoisted, merged, and why not.</content>
internal sealed partial class RemarkFinder
{
    // Without packing, each matrix is multiplied on its own, an example at a time.
    private bool IsPacked => _plan.Passes.Has(Optimizations.Pack);

    private bool Merges => IsPacked && _plan.Passes.Has(Optimizations.Merge);

    private void FindProducts()
    {
        foreach (var region in _schedule.Steps)
        {
            var products = region.Work.OfType<Multiply>().OrderBy(product => product.Slot).ToList();
            var sums = new Dictionary<int, Multiply>();
            foreach (var (value, product) in products.SelectMany(product => product.Targets.Select(target => (target.Value, product))))
                sums[value] = product;
            var source = region.IsLoop ? Sources(sums) : [];
            foreach (var product in products)
            {
                if (Merges)
                    AddMerged(product);
                if (!region.IsLoop)
                    AddHoisted(product, region.Number);
                else if (!Merges || !AddNotMerged(product, source, sums))
                    AddStays(product);
            }
        }
    }

    // A product's parts, each as the user wrote it: several matrices, or several vectors, may be one product.
    private IEnumerable<(int Statement, string Text, int Operand)> TermsOf(Multiply product)
        => from target in product.Targets
           from term in target.Matrices.Zip(product.Operands, (matrix, operand) => (matrix, operand))
           select (_program[target.Value].Origin, _notation.Product(term.matrix, term.operand), term.operand);

    private void AddHoisted(Multiply product, int region)
    {
        foreach (var (statement, text, operand) in TermsOf(product))
        {
            var (reason, when) = !_facts.DependsOnState(operand) ? ("does not depend on a state", "")
                : _schedule.Regions.Loops.Count == 0 ? ("waits for no loop", "")
                : region == _schedule.Regions.Last ? ("feeds no loop", ", after the loop")
                : ("needs only what the loop before it made", ", between two loops");
            Add(RemarkKind.Hoisted, statement, text, text, reason, when + (IsPacked ? ", as one product" : ""));
        }
    }

    private void AddMerged(Multiply product)
    {
        var terms = TermsOf(product).Select(term => (term.Statement, term.Text)).Distinct().ToList();
        var texts = terms.Select(term => term.Text).Distinct().ToList();
        if (texts.Count < 2)
            return;
        var why = product.Operands.Count > 1 && product.Targets.Count > 1 ? "share their vectors and are added up"
            : product.Operands.Count > 1 ? "are added up"
            : $"share {_notation.Of(product.Operands[0])}";
        Add(RemarkKind.Merged, terms[0].Statement, texts[0], SourceNotation.List([.. texts.Select(text => $"'{text}'")]), why);
    }

    // A product that reads what another one of its step makes has to wait for it.
    private bool AddNotMerged(Multiply product, int[] source, Dictionary<int, Multiply> products)
    {
        foreach (var (statement, text, operand) in TermsOf(product))
        {
            if (source[operand] < 0 || products[source[operand]] is not { } earlier || earlier.Slot >= product.Slot)
                continue;
            var matrix = earlier.Targets.First(target => target.Value == source[operand]).Matrices[0];
            Add(RemarkKind.NotMerged, statement, text, text, _notation.Product(matrix, earlier.Operands[0]), _notation.Of(Between(operand, source)));
            return true;
        }

        return false;
    }

    // For each value, which of a loop's sums of products it is made of in the same step: of several the one that is there first; -1 for none.
    private int[] Sources(Dictionary<int, Multiply> products)
    {
        var source = new int[_program.Instructions.Count];
        for (var number = 0; number < source.Length; number++)
        {
            source[number] = _program[number].Arguments.Select(argument => source[argument])
                .Where(affine => affine >= 0)
                .OrderBy(affine => products[affine].Slot)
                .ThenBy(affine => affine)
                .DefaultIfEmpty(products.ContainsKey(number) ? number : -1)
                .First();
        }

        return source;
    }

    // The value with a name that comes between a product and what another one reads, nearest to the latter.
    private int Between(int operand, int[] source)
    {
        var isRead = new bool[_program.Instructions.Count];
        isRead[operand] = true;
        for (var number = operand; number >= 0; number--)
        {
            if (!isRead[number] || source[number] != source[operand])
                continue;
            if (_notation.HasName(number))
                return number;
            foreach (var argument in _program[number].Arguments)
                isRead[argument] = true;
        }

        return operand;
    }

    // A product with the previous value of a state is where anyone looks for it; one with something made of it may not be.
    private void AddStays(Multiply product)
    {
        var terms = TermsOf(product).Where(term => _facts.DependsOnState(term.Operand) && !_program.IsCarried(_program[term.Operand]));
        foreach (var (statement, text, operand) in terms)
            Add(RemarkKind.StaysInLoop, statement, text, text, $"it depends on {SourceNotation.List(_facts.StatesBehind(operand))} of the step before");
    }
}
