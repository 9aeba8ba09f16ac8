using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Measuring;

/// <summary>In which regions of a run a cell uses each of its weights: the weight itself, or what is computed from weights alone.</summary>
internal sealed class WeightUses
{
    private readonly Schedule _forward;
    private readonly StepProgram _program;
    private readonly List<int>[] _readers;

    private WeightUses(Schedule forward)
    {
        _forward = forward;
        _program = forward.Program;
        _readers = _program.Uses();
    }

    /// <summary>The weights of a cell in the order of its method; none of a cell that has errors.</summary>
    public static IEnumerable<UseOfWeight> Of(CellModel cell)
    {
        if (cell.Program is null)
            return [];
        var uses = new WeightUses(CellPlan.Make(cell).Forward);
        return [.. cell.Weights.Select(weight => new UseOfWeight(weight.Name, uses.RegionsOf(weight.Name).ToEquatable()))];
    }

    private IEnumerable<string> RegionsOf(string weight)
    {
        var regions = new SortedSet<int>();
        var open = new Stack<int>(Enumerable.Range(0, _program.Instructions.Count)
            .Where(number => _program[number].Op == Operators.Weight && _program[number].Symbol == weight));
        var seen = new HashSet<int>();
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!seen.Add(value))
                continue;
            if (_forward.Gradients.Shared.IsComputed(value))
                regions.Add(Regions.Once);
            foreach (var reader in _readers[value])
            {
                if (_program[reader].IsShared)
                    open.Push(reader);
                else
                    regions.UnionWith(RegionsOf(reader, value));
            }
        }

        return regions.Select(NameOf).Distinct();
    }

    // Where one instruction uses a value that all rows share. The products of a sum run where their operands are known, and the first of them
    // starts from what is only added.
    private IEnumerable<int> RegionsOf(int reader, int value)
    {
        var instruction = _program[reader];
        if (instruction.Op != Operators.Affine)
            return [_forward.Regions.Of[reader]];
        var terms = AffineTerms.Of(instruction).ToList();
        var products = terms.Where(term => term.Matrix == value).Select(term => _forward.Regions.OfTerm(reader, term.Operand));
        return AffineTerms.RestOf(instruction).Contains(value)
            ? products.Append(terms.Min(term => _forward.Regions.OfTerm(reader, term.Operand)))
            : products;
    }

    private string NameOf(int region)
    {
        if (region == Regions.Once)
            return "Once";
        if (Regions.IsLoop(region))
            return "Loop";
        return region == 0 ? "Before" : region == _forward.Regions.Last ? "After" : "Between";
    }
}
