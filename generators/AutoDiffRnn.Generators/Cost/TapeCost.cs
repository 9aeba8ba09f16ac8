using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Cost;

/// <summary>
/// What a tape for training has room for, in elements: for each row, for each example (a value before the first step or after the last one),
/// and once (a gradient from outside that nobody has written).
/// </summary>
internal sealed class TapeCost
{
    private Dim _eachRow = Dim.Zero;
    private Dim _eachExample = Dim.Zero;
    private Dim _once = Dim.Zero;
    private Dim _tokens = Dim.Zero;

    public TapeCost(CellPlan plan)
    {
        foreach (var input in plan.Cell.Inputs)
            Add(input.Shape, Extent.AllSteps);
        AddValues(plan.Forward, plan.ForwardStorage);
        AddValues(plan.Adjoint, plan.AdjointStorage);
        foreach (var shape in plan.Cell.Outputs.Select(output => output.Shape).Concat(plan.Cell.States.Select(state => state.Shape)))
            _once += RowOf(shape);
        // The gradient of what has no influence is a seed that nobody writes.
        var states = new HashSet<string>(plan.Adjoint.Program.NextStates.Select(state => state.Name));
        var inputs = new HashSet<string>(plan.Adjoint.Program.Outputs.Select(output => output.Name));
        foreach (var parameter in plan.Cell.States.Where(state => !states.Contains(state.Name)))
            _once += RowOf(parameter.Shape);
        foreach (var parameter in plan.Cell.Inputs.Where(input => input.Shape.Element == Element.Real && !inputs.Contains(input.Name)))
            _once += RowOf(parameter.Shape);
        Norms = Dim.Constant(plan.Cell.States.Count());
        Saved = SavedOf(plan);
    }

    /// <summary>Elements for each row, each example, and once.</summary>
    public (Dim EachRow, Dim EachExample, Dim Once) Elements => (_eachRow, _eachExample, _once);

    /// <summary>Whole numbers for each row.</summary>
    public Dim Tokens => _tokens;

    /// <summary>Norms of adjoints for each row, in double precision.</summary>
    public Dim Norms { get; }

    /// <summary>The elements of each row that the backward pass reads of what the forward pass computed.</summary>
    public Dim Saved { get; }

    private static Dim SavedOf(CellPlan plan)
    {
        var program = plan.Forward.Program;
        return plan.Adjoint.Program.Instructions
            .Where(leaf => leaf.Op == Operators.Primal || leaf.Op == Operators.Previous)
            .Select(leaf => leaf.Op == Operators.Previous ? program.NextOf(leaf) : program.Viewed(leaf.Primal))
            .Distinct()
            .Where(number => plan.ForwardStorage.ExtentOf(number) is not null)
            .Aggregate(Dim.Zero, (sum, number) => sum + program[number].Shape.Length);
    }

    private static Dim RowOf(Shape shape) => shape.IsScalar ? Dim.One : Storage.PaddedWidth(shape.Length);

    // What a sum starts from lies in the sum's place, as other values lie in that of one that is dead; the squared norms are no elements.
    private void AddValues(Schedule schedule, Storage storage)
    {
        var program = schedule.Program;
        var starts = new HashSet<int?>(Enumerable.Range(0, program.Instructions.Count).Select(number => AffineTerms.StartOfAny(program, number)));
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (storage.ExtentOf(number) is { } extent && program[number].Op != Operators.SquaredNorm && !starts.Contains(number)
                && storage.PlaceOf(number) == number)
                Add(program[number].Shape, extent, isMerged: storage.Members(number).Count > 1);
        }
    }

    private void Add(Shape shape, Extent extent, bool isMerged = false)
    {
        var row = isMerged ? Storage.PaddedWidth(shape.Length) : RowOf(shape);
        if (shape.Element == Element.Index)
            _tokens += Dim.One;
        else if (extent == Extent.OneStep)
            _eachExample += row;
        else if (extent == Extent.StepAndFollowing)
            _eachExample += row + row;
        else
        {
            _eachRow += row;
            _eachExample += extent is Extent.AllStepsAndInitial or Extent.AllStepsAndFollowing ? row : Dim.Zero;
        }
    }
}
