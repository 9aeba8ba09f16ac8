using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>Runs that compute less, or piece by piece: they give the same bits.</summary>
internal static class OtherRuns
{
    public static Failure? ComparePartial(Problem problem, Results expected)
    {
        var some = NetworkRun.Of<float>(problem, GradientsOf.WeightsOnly);
        var differing = some.WeightGradients
            .Where(item => !item.Value.SequenceEqual(expected.WeightGradients[item.Key]))
            .Select(item => item.Key)
            .ToList();
        return differing.Count == 0 ? null : new Failure(FailureKinds.PartialGradients, string.Join(", ", differing));
    }

    /// <summary>The first step, then the rest.</summary>
    public static Failure? CompareSegments(Problem problem, Results expected)
    {
        var network = NetworkRun.Create<float>(problem);
        network.Prepare();
        var (steps, batch) = (problem.Sizes.Steps, problem.Sizes.Batch);
        var runner = network.CreateRunner(batch, steps);
        foreach (var (name, values) in problem.InitialStates)
            runner.Window.Initial(name).CopyFrom(NetworkRun.Converted<float>(values));
        foreach (var (start, length) in new[] { (0, 1), (1, steps - 1) }.Where(segment => segment.Item2 > 0))
        {
            runner.Resize(length);
            foreach (var (name, values) in problem.Inputs)
                runner.Window.Input(name).CopyFrom(Part(NetworkRun.Converted<float>(values), problem, start, length));
            foreach (var (name, values) in problem.Tokens)
                runner.Window.Index(name).CopyFrom(Part(values, problem, start, length));
            runner.Run();
            foreach (var state in problem.Description.States)
            {
                if (!Same(runner.Window.State(state.Name).ToArray(), Part(expected.Values[state.Name], problem, start, length)))
                    return new Failure(FailureKinds.Segments, $"state {state.Name}, steps {start} to {start + length}");
            }

            foreach (var output in problem.Description.Outputs)
            {
                if (!Same(runner.Window.Output(output.Name).ToArray(), Part(expected.Values[output.Name], problem, start, length)))
                    return new Failure(FailureKinds.Segments, $"output {output.Name}, steps {start} to {start + length}");
            }
        }

        return null;
    }

    private static bool Same(float[] actual, double[] expected) => actual.Select(value => (double)value).SequenceEqual(expected);

    private static T[] Part<T>(T[] values, Problem problem, int start, int length)
    {
        var perStep = values.Length / problem.Sizes.Steps;
        return values[(start * perStep)..((start + length) * perStep)];
    }
}
