using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>Forward without a tape: in one go, in segments, step by step.</summary>
public sealed class RunnerTests
{
    public static TheoryData<string> Cells => CellShapes.Cells;

    [Theory]
    [MemberData(nameof(Cells))]
    public void InSegmentsOfAnyLength_GivesTheBitsOfTheForwardPass(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var network = NetworkRun.Create<float>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.WriteInputs(tape, problem);
        network.Forward(tape);
        foreach (var segments in new[] { new[] { 5 }, [2, 3], [3, 1, 1], [1, 1, 1, 1, 1] })
            RunInSegments(problem, network, tape, segments);
    }

    private static void RunInSegments(Problem problem, Network<float> network, Tape<float> expected, int[] segments)
    {
        network.Prepare();
        var runner = network.CreateRunner(problem.Sizes.Batch, segments.Max());
        foreach (var (name, values) in problem.InitialStates)
            runner.Window.Initial(name).CopyFrom(NetworkRun.Converted<float>(values));
        var start = 0;
        foreach (var length in segments)
        {
            runner.Resize(length);
            foreach (var (name, values) in problem.Inputs)
                runner.Window.Input(name).CopyFrom(Segment(NetworkRun.Converted<float>(values), problem, start, length));
            foreach (var (name, values) in problem.Tokens)
                runner.Window.Index(name).CopyFrom(Segment(values, problem, start, length));
            runner.Run();
            foreach (var state in problem.Description.States)
                Assert.Equal(Segment(expected.State(state.Name).ToArray(), problem, start, length), runner.Window.State(state.Name).ToArray());
            foreach (var output in problem.Description.Outputs)
                Assert.Equal(Segment(expected.Output(output.Name).ToArray(), problem, start, length), runner.Window.Output(output.Name).ToArray());
            start += length;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Reset_StartsFromZeroStates(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        foreach (var state in problem.InitialStates.Values)
            Array.Clear(state);
        var network = NetworkRun.Create<double>(problem);
        network.Prepare();
        var runner = network.CreateRunner(problem.Sizes.Batch, problem.Sizes.Steps);
        for (var time = 0; time < 2; time++)
        {
            NetworkRun.WriteInputs(runner.Window, problem);
            foreach (var state in problem.Description.States)
                runner.Window.Initial(state.Name).Fill(5);
            runner.Reset();
            runner.Run();
            foreach (var (name, values) in new PlainRun(problem).Values())
            {
                var isState = problem.InitialStates.ContainsKey(name);
                Close.ToLargest(values, (isState ? runner.Window.State(name) : runner.Window.Output(name)).ToArray(), 1e-12, name);
            }
        }
    }

    [Fact]
    public void WeightsChangedSincePrepare_AreAnErrorThatSaysWhatToDo()
    {
        var problem = CellShapes.Problem("Elman", "small and odd");
        var network = NetworkRun.Create<float>(problem);
        var runner = network.CreateRunner(batch: 1);
        Assert.Contains("Prepare()", Assert.Throws<InvalidOperationException>(runner.Run).Message, StringComparison.Ordinal);
        network.Prepare();
        runner.Run();
        network.Weights["Wh"].Span[0] = 3;
        Assert.Contains("Prepare()", Assert.Throws<InvalidOperationException>(runner.Run).Message, StringComparison.Ordinal);
        network.Prepare();
        runner.Run();
    }

    [Fact]
    public void ForwardOnATape_DoesNotDisturbARunner()
    {
        var problem = CellShapes.Problem("Lstm", "small and odd");
        var network = NetworkRun.Create<float>(problem);
        network.Prepare();
        var runner = network.CreateRunner(problem.Sizes.Batch, problem.Sizes.Steps);
        NetworkRun.WriteInputs(runner.Window, problem);
        runner.Run();
        var states = runner.Window.State("h").ToArray();
        NetworkRun.Of(network, network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch), problem);
        Assert.Equal(states, runner.Window.State("h").ToArray());
    }

    private static T[] Segment<T>(T[] values, Problem problem, int start, int length)
    {
        var stride = values.Length / problem.Sizes.Steps;
        return values[(start * stride)..((start + length) * stride)];
    }
}
