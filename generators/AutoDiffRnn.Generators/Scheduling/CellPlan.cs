using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Passes;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>Everything that emission needs of a cell: both programs, their work by region, and what is stored.</summary>
internal sealed class CellPlan
{
    private CellPlan(CellModel cell, Schedule forward, Schedule adjoint)
    {
        Cell = cell;
        Passes = forward.Passes;
        Forward = forward;
        Adjoint = adjoint;
        var saved = new HashSet<int>(adjoint.Program.Instructions.Where(leaf => leaf.Op == Operators.Primal).Select(leaf => leaf.Primal));
        ForwardStorage = new Storage(forward, saved);
        AdjointStorage = new Storage(adjoint, new HashSet<int>());
    }

    public CellModel Cell { get; }

    /// <summary>The optimisations that are on.</summary>
    public Optimizations Passes { get; }

    public Schedule Forward { get; }

    public Schedule Adjoint { get; }

    public Storage ForwardStorage { get; }

    public Storage AdjointStorage { get; }

    /// <summary>The step as the generator arranges it, before it is differentiated.</summary>
    public static StepProgram Arrange(StepProgram program) => Naming.Run(OwnRows.Run(ProductGathering.Run(PartsFirst.Run(program))));

    /// <summary>The adjoint of an arranged step.</summary>
    public static StepProgram Differentiate(StepProgram arranged, Optimizations passes = Optimizations.All)
        => Naming.Run(OwnRows.Run(ProductGathering.Run(Simplification.Run(ReverseMode.Differentiate(arranged, passes)))));

    /// <summary>Plans a cell whose body has no errors.</summary>
    public static CellPlan Make(CellModel cell)
    {
        var passes = Optimizations.All & ~cell.Disabled;
        var forward = Arrange(cell.Program!);
        // The gradients that a call may do without.
        var optional = new HashSet<string>(passes.Has(Optimizations.DeadAdjoints) ? cell.Inputs.Select(input => input.Name) : []);
        var adjoint = Differentiate(forward, passes);
        return new CellPlan(cell, Schedule.Make(forward, new HashSet<string>(), passes), Schedule.Make(adjoint, optional, passes));
    }
}
