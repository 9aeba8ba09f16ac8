using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>A training step and a run allocate nothing, by the runtime's own counter.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string> Cells => CellShapes.Cells;

    [Theory]
    [MemberData(nameof(Cells))]
    public void ATrainingStep_AllocatesNothing(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.WriteInputs(tape, problem);
        NetworkRun.WriteSeeds(tape, problem);
        Assert.Equal(0, AllocatedBy(() =>
        {
            network.Gradients.Clear();
            network.Forward(tape);
            network.Backward(tape, NetworkRun.Everything);
        }));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void ARunFromZero_AllocatesNothing(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<double>(problem);
        network.Prepare();
        var runner = network.CreateRunner(problem.Sizes.Batch, problem.Sizes.Steps);
        NetworkRun.WriteInputs(runner.Window, problem);
        Assert.Equal(0, AllocatedBy(() =>
        {
            runner.Reset();
            runner.Run();
        }));
    }

    // The first runs compile the code and make room.
    private static long AllocatedBy(Action action)
    {
        action();
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
