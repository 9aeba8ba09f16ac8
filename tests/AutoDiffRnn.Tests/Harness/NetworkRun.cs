using System.Numerics;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>The generated network on a problem, through the interface that knows no cell.</summary>
internal static class NetworkRun
{
    public const GradientsOf Everything = GradientsOf.Inputs | GradientsOf.InitialStates | GradientsOf.AdjointNorms;

    /// <summary>A new network with the problem's weights.</summary>
    public static Network<T> Create<T>(Problem problem) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = problem.Case.CreateNetwork<T>(problem.Arguments);
        foreach (var (name, values) in problem.Weights)
            network.Weights[name].CopyFrom(Converted<T>(values));
        return network;
    }

    /// <summary>A forward and a backward pass of a new network on a new tape.</summary>
    public static Results Of<T>(Problem problem, GradientsOf also = Everything) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = Create<T>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        return Of(network, tape, problem, also);
    }

    /// <summary>A forward and a backward pass on a tape of the problem's size.</summary>
    public static Results Of<T>(Network<T> network, Tape<T> tape, Problem problem, GradientsOf also = Everything)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        WriteInputs(tape, problem);
        WriteSeeds(tape, problem);
        network.Forward(tape);
        network.Gradients.Clear();
        network.Backward(tape, also);
        return Read(network, tape, problem, also);
    }

    public static void WriteInputs<T>(Tape<T> tape, Problem problem) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (name, values) in problem.Inputs)
            tape.Input(name).CopyFrom(Converted<T>(values));
        foreach (var (name, values) in problem.Tokens)
            tape.Index(name).CopyFrom(values);
        foreach (var (name, values) in problem.InitialStates)
            tape.Initial(name).CopyFrom(Converted<T>(values));
    }

    public static void WriteSeeds<T>(Tape<T> tape, Problem problem, double scale = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (name, values) in problem.Seeds)
            tape.Seed(name).CopyFrom(Converted<T>([.. values.Select(value => scale * value)]));
    }

    public static Results Read<T>(Network<T> network, Tape<T> tape, Problem problem, GradientsOf also)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var results = new Results();
        foreach (var state in problem.Description.States)
        {
            results.Values[state.Name] = Converted(tape.State(state.Name).ToArray());
            if (also.HasFlag(GradientsOf.AdjointNorms))
                results.AdjointNorms[state.Name] = [.. Enumerable.Range(0, problem.Sizes.Steps).Select(step => tape.AdjointNorm(state.Name, step))];
            if (also.HasFlag(GradientsOf.InitialStates))
                results.InitialStateGradients[state.Name] = Converted(tape.InitialGradient(state.Name).ToArray());
        }

        foreach (var output in problem.Description.Outputs)
            results.Values[output.Name] = Converted(tape.Output(output.Name).ToArray());
        foreach (var weight in problem.Description.Weights)
            results.WeightGradients[weight.Name] = Converted(network.Gradients[weight.Name].Values.ToArray());
        if (also.HasFlag(GradientsOf.Inputs))
        {
            foreach (var input in problem.Inputs.Keys)
                results.InputGradients[input] = Converted(tape.InputGradient(input).ToArray());
        }

        return results;
    }

    public static T[] Converted<T>(double[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(T.CreateChecked)];

    private static double[] Converted<T>(T[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(double.CreateChecked)];
}
