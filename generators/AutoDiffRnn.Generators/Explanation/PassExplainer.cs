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
    public IEnumerable<Region> Regions() => new[] { _schedule.Once }
        .Concat(_schedule.Steps)
        .Append(_schedule.OnceAfter)
        .Where(region => region.Work.Count > 0);

    private IEnumerable<(int Statement, ExplainedWork Work)> Explain(Region region, Work work) => work switch
    {
        Kernel kernel => ExplainKernel(region, kernel),
        Multiply multiply => ExplainProduct(region, multiply),
        Accumulate sum => ExplainSums(region, sum, [sum], 1),
        AccumulateTogether together => together.Sides
            .SelectMany(side => ExplainSums(region, together with { Sides = [side] }, side.Sums, together.Sums.Count)),
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
        var parts = multiply.Targets.SelectMany(target => PartsOf(multiply, target)).Select(part => (
            part.Statement,
            part.Product.Targets[0].Value,
            part.IsWhole,
            Work: New(region, multiply, part.Product.Targets[0].Value, code, part.Product.Operands[0]) with
            {
                Formula = _emitter.Formula(part.Product, part.Product.Targets[0]),
                Memory = _memory.Of(_schedule, part.Product.Targets[0].Value),
                Operations = _cost.Of(part.Product),
            }));
        foreach (var alike in parts.GroupBy(part => (part.Statement, part.Work.Shape, part.Work.Why, part.Work.Memory)))
        {
            var values = new HashSet<int>(alike.Select(part => part.Value));
            var others = multiply.Targets.Where(target => !values.Contains(target.Value)).Select(target => NameOf(target.Value)).ToList();
            yield return (alike.Key.Statement, Joined(alike.Select(part => part.Work)) with
            {
                Together = others.Count > 0 ? "one product with " + SourceNotation.List(others)
                    : alike.Any(part => !part.IsWhole) ? "one product with what other statements add to it"
                    : alike.Count() > 1 ? "one product"
                    : "",
            });
        }
    }

    // Of a sum over several statements, each has its own products.
    private IEnumerable<(int Statement, Multiply Product, bool IsWhole)> PartsOf(Multiply multiply, ProductTarget target)
    {
        var statements = multiply.Operands.Zip(target.Matrices, (operand, matrix) => (Operand: operand, Matrix: matrix))
            .GroupBy(term => _attribution.OfProduct(_program, target.Value, term.Matrix, term.Operand))
            .ToList();
        foreach (var terms in statements)
        {
            var part = target with { Matrices = [.. terms.Select(term => term.Matrix)], IsFirst = target.IsFirst && statements.Count == 1 };
            yield return (terms.Key, multiply with { Operands = [.. terms.Select(term => term.Operand)], Targets = [part] }, statements.Count == 1);
        }
    }

    // Values of one statement of which nothing else is to be told apart.
    private static ExplainedWork Joined(IEnumerable<ExplainedWork> alike) => alike.Aggregate((all, next) => all with
    {
        Formula = all.Formula + "\n" + next.Formula,
        Operations = all.Operations + next.Operations,
    });

    private IEnumerable<(int Statement, ExplainedWork Work)> ExplainSums(Region region, Work work, IReadOnlyList<Accumulate> sums, int together)
    {
        var code = _emitter.StatementsOf(region, work);
        var parts = sums.Select(sum => (Statement: _attribution.OfSum(_program, sum), Work: New(region, work, sum.Reduction, [.. OfSteps(sum), .. code]) with
        {
            Formula = _emitter.Reductions.Formula(sum),
            Memory = sum.Target is null ? "kept until what is computed once has read it" : "added to the gradient",
            Operations = _cost.Of(sum),
        }));
        foreach (var alike in parts.GroupBy(part => (part.Statement, part.Work.Shape)))
        {
            var others = together - alike.Count();
            yield return (alike.Key.Statement, Joined(alike.Select(part => part.Work)) with
            {
                Together = together == 1 ? ""
                    : others == 0 ? "one pass over the rows that they read"
                    : $"one pass with {others} other {(others == 1 ? "sum" : "sums")} over the rows that they read",
            });
        }
    }

    // Where the steps of a loop add something up, and what is left are the sums of examples: the lines that do so.
    private IEnumerable<string> OfSteps(Accumulate sum) => !sum.IsOfExamples ? [] :
        from region in _schedule.Steps
        from kernel in region.Work.OfType<Kernel>()
        where kernel.StepSums.Any(other => other.Reduction == sum.Reduction)
        from line in _emitter.KernelOf(region, kernel).StatementsOf(sum.Reduction)
        select line;

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
    {
        var addition = New(_schedule.OnceAfter, new Move(0, Need.Always, value), value, [_emitter.Reductions.Addition(value, target)]);
        return (_attribution.Of(_program, value), addition with
        {
            Formula = _emitter.Reductions.Formula(value, target),
            Memory = "added to the gradient",
        });
    }

    private ExplainedWork New(Region region, Work work, int value, IReadOnlyList<string> code, int? operand = null)
    {
        var shape = _program[value].Shape;
        var rows = _program[value].IsShared ? work is Accumulate or AccumulateTogether ? ", summed over all rows" : ", one for all rows" : "";
        var times = region.Number == Scheduling.Regions.Once ? Times.Once
            : RegionCost.IsHandedBack(_schedule, region, work) ? Times.EachRowHandedBack
            : Times.EachRow;
        // What rows share is computed whether anyone asks for it or not.
        var isOnRequest = work.Need != Need.Always && times != Times.Once;
        return new ExplainedWork(
            "", shape + rows, RegionText.Name(_schedule, region), _reasons.Of(region, work, value, operand), "", "", code, "", isOnRequest)
        {
            Times = times,
        };
    }

    private string Equation(int number) => $"{NameOf(number)} = {_printer.Formula(number)}";

    private string NameOf(int number) => _program[number].Op == Operators.SquaredNorm
        ? _program.OutputOf(number)!
        : _printer.NameOf(number) ?? _names.Value(_program, number);
}
