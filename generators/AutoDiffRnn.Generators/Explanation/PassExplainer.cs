using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Cost;
using AutoDiffRnn.Generators.Emission;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Remarks;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>Goes through one pass in the order in which it runs, and says of each value which statement it belongs to and what computes it.</summary>
internal sealed class PassExplainer
{
    private readonly Schedule _schedule;
    private readonly StepProgram _program;
    private readonly PassEmitter _emitter;
    private readonly MathPrinter _printer;
    private readonly Names _names;
    private readonly Attribution _attribution;
    private readonly Memory _memory;
    private readonly Reasons _reasons;
    private readonly WorkCost _cost;

    public PassExplainer(CellPlan plan, Names names, Schedule schedule, PassEmitter emitter, Attribution attribution, Memory memory)
    {
        _schedule = schedule;
        _program = schedule.Program;
        _emitter = emitter;
        _printer = new MathPrinter(plan, names, _program);
        _names = names;
        _attribution = attribution;
        _memory = memory;
        _reasons = new Reasons(schedule, new StepFacts(schedule));
        _cost = new WorkCost(schedule);
    }

    /// <summary>Everything that the pass does, with the index of the statement that it does it for.</summary>
    public IEnumerable<(int Statement, ExplainedWork Work)> Explain() => Regions()
        .SelectMany(region => region.Work.SelectMany(work => Explain(region, work)))
        .Concat(_schedule.Gradients.Additions.Select(addition => Explain(addition.Value, addition.Target)));

    /// <summary>The regions with work in them, in the order in which they run.</summary>
    public IEnumerable<Region> Regions() => new[] { _schedule.Once }.Concat(_schedule.Steps).Append(_schedule.OnceAfter).Where(region => region.Work.Count > 0);

    private IEnumerable<(int Statement, ExplainedWork Work)> Explain(Region region, Work work) => work switch
    {
        Kernel kernel => ExplainKernel(region, kernel),
        Multiply multiply => ExplainProduct(region, multiply),
        Accumulate sum => ExplainSums(region, sum, [sum]),
        AccumulateTogether together => ExplainSums(region, together, together.Sums),
        RowProduct product => [ExplainWhole(region, product, product.Value)],
        Move move => [ExplainWhole(region, move, move.Value)],
        _ => [],
    };

    // A line of a kernel computes a value and the parts of it that have no line of their own; a part may be of another statement.
    private IEnumerable<(int Statement, ExplainedWork Work)> ExplainKernel(Region region, Kernel kernel)
    {
        var code = _emitter.KernelOf(region, kernel);
        var method = _emitter.MethodOf(region, kernel);
        var costs = _cost.PartsOf(kernel).ToDictionary(part => part.Value, part => part.Cost);
        var lines = kernel.Scalars.Concat(kernel.Vectors)
            .GroupBy(number => (Line: code.StatementOf(number), Statement: _attribution.Of(_program, number)))
            .OrderBy(line => line.Key.Line);
        foreach (var line in lines)
        {
            var main = line.Key.Line;
            var isWhole = _attribution.Of(_program, main) == line.Key.Statement;
            var value = isWhole ? main : line.Max();
            var explained = New(region, kernel, value, code.StatementsOf(main)) with
            {
                Formula = isWhole ? Equation(main) : _printer.Formula(value),
                Memory = isWhole ? _memory.Of(_schedule, main) : $"written where it is read, in the line of {NameOf(main)}",
                Method = method,
                Operations = line.Aggregate(Operations.None, (sum, number) => sum + costs[number]),
            };
            yield return (line.Key.Statement, explained);
        }
    }

    // One product may make several sums, and each of these may belong to several statements.
    private IEnumerable<(int Statement, ExplainedWork Work)> ExplainProduct(Region region, Multiply multiply)
    {
        var code = _emitter.StatementsOf(region, multiply);
        foreach (var target in multiply.Targets)
        {
            var terms = multiply.Operands.Zip(target.Matrices, (operand, matrix) => (Operand: operand, Matrix: matrix))
                .GroupBy(term => _attribution.OfProduct(_program, target.Value, term.Operand))
                .ToList();
            foreach (var statement in terms)
            {
                // Of a sum over several statements, each has its own terms.
                var part = target with { Matrices = [.. statement.Select(term => term.Matrix)], IsFirst = target.IsFirst && terms.Count == 1 };
                var product = multiply with { Operands = [.. statement.Select(term => term.Operand)], Targets = [part] };
                yield return (statement.Key, New(region, multiply, target.Value, code, product.Operands[0]) with
                {
                    Formula = _emitter.Formula(product, part),
                    Memory = _memory.Of(_schedule, target.Value),
                    Together = Beside(multiply, target, isShared: terms.Count > 1),
                    Operations = _cost.Of(product),
                });
            }
        }
    }

    private string Beside(Multiply multiply, ProductTarget target, bool isShared)
    {
        var others = multiply.Targets.Where(other => other.Value != target.Value).Select(other => NameOf(other.Value)).ToList();
        return isShared ? $"one product with all that is added to {NameOf(target.Value)}, of several statements"
            : others.Count > 0 ? "one product for this and " + SourceNotation.List(others)
            : "";
    }

    private IEnumerable<(int Statement, ExplainedWork Work)> ExplainSums(Region region, Work work, IReadOnlyList<Accumulate> sums)
    {
        var code = _emitter.StatementsOf(region, work);
        foreach (var sum in sums)
        {
            yield return (_attribution.Of(_program, sum.Reduction), New(region, work, sum.Reduction, code) with
            {
                Formula = _emitter.Reductions.Formula(sum),
                Memory = sum.Target is null ? "kept until what is computed once has read it" : "added to the gradient",
                Together = sums.Count == 1 ? "" : $"one sum for {sums.Count} parts, whose rows lie side by side",
                Operations = _cost.Of(sum),
            });
        }
    }

    private (int Statement, ExplainedWork Work) ExplainWhole(Region region, Work work, int value)
        => (_attribution.Of(_program, value), New(region, work, value, _emitter.StatementsOf(region, work)) with
        {
            Formula = Equation(value),
            Memory = _memory.Of(_schedule, value),
            Together = _program[value].Loop is { } loop ? $"runs the network of the loop '{loop.Head}', explained below" : "",
            Operations = _cost.Of(work),
        });

    // What is computed once and is a part of a gradient.
    private (int Statement, ExplainedWork Work) Explain(int value, GradientPart target)
        => (_attribution.Of(_program, value), New(_schedule.OnceAfter, new Move(0, Need.Always, value), value, [_emitter.Reductions.Addition(value, target)]) with
        {
            Formula = _emitter.Reductions.Formula(value, target),
            Memory = "added to the gradient",
        });

    private ExplainedWork New(Region region, Work work, int value, IReadOnlyList<string> code, int? operand = null)
    {
        var shape = _program[value].Shape;
        var rows = _program[value].IsShared ? work is Accumulate or AccumulateTogether ? ", summed over all rows" : ", one for all rows" : "";
        var times = region.Number == Scheduling.Regions.Once ? Times.Once
            : RegionCost.IsHandedBack(_schedule, region, work) ? Times.EachRowHandedBack
            : Times.EachRow;
        return new ExplainedWork(
            "", shape + rows, RegionText.Name(_schedule, region), _reasons.Of(region, work, value, operand), "", "", code, "", work.Need != Need.Always)
        {
            Times = times,
        };
    }

    private string Equation(int number) => $"{NameOf(number)} = {_printer.Formula(number)}";

    private string NameOf(int number) => _program[number].Op == Operators.SquaredNorm
        ? _program.OutputOf(number)!
        : _printer.NameOf(number) ?? _names.Value(_program, number);
}
