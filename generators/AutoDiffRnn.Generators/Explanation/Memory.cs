using System.Linq;
using AutoDiffRnn.Generators.Emission;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Remarks;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>Where a value is until it is read, in words: what is saved for the way back, what is made again, and why.</summary>
internal sealed class Memory(CellPlan plan, Names names, Attribution attribution, StepFacts forward)
{
    /// <summary>What becomes of a computed value.</summary>
    public string Of(Schedule schedule, int number)
    {
        var program = schedule.Program;
        if (program[number].IsShared)
            return "kept for the whole call";
        if (program[number].Op == Operators.SquaredNorm)
            return "kept for all steps: the squared length of the state's adjoint, which a program may ask for";
        if (attribution.IsRecomputed(program, number))
            return "made again from what the forward pass kept: cheaper than to keep it";
        var storage = program.IsAdjoint ? plan.AdjointStorage : plan.ForwardStorage;
        var place = storage.PartOf(number) is var (whole, start) ? $", in {names.Value(program, whole)} from element {start} on"
            : storage.PlaceOf(number) == number ? ""
            : $", in the place of {names.Value(program, storage.PlaceOf(number))}, which nothing reads any more";
        return Kept(program, storage, number) + place + OnTheWayBack(program, number);
    }

    private static string Kept(StepProgram program, Storage storage, int number)
    {
        if (program.IsAdjoint && program.NextStates.Any(state => state.Value == number))
            return "handed to the step before";
        return storage.ExtentOf(number) switch
        {
            null => "stays in a register",
            Extent.OneStep => "kept for the step that runs",
            Extent.StepAndFollowing => "kept until the step before has read it",
            Extent.AllStepsToTrain => "kept for all steps when training",
            _ => "kept for all steps",
        };
    }

    private string OnTheWayBack(StepProgram program, int number)
    {
        if (program.IsAdjoint)
            return "";
        var isSaved = plan.Adjoint.Program.Instructions.Any(leaf => leaf.Op == Operators.Primal && program.Viewed(leaf.Primal) == number)
            || plan.Adjoint.Program.Instructions.Any(leaf => leaf.Op == Operators.Previous && program.NextOf(leaf) == number);
        return isSaved ? $"; the way back reads it ({forward.ReasonToSave(number)})"
            : attribution.IsMadeAgain(number) ? "; the way back makes it again (a multiplication or an addition of kept values is cheaper than memory)"
            : "; the way back does not need it";
    }
}
