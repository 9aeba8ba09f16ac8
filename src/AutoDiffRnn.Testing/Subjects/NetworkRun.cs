using System.Numerics;

namespace AutoDiffRnn.Testing.Subjects;

/// <summary>A generated network and its tape, through the interface that knows no cell.</summary>
internal sealed class NetworkRun<T>(Network<T> network, int maxSteps, int maxBatch) : ICellRun
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tape<T> _tape = network.CreateTape(maxSteps, maxBatch);

    public void Resize(int steps, int batch) => _tape.Resize(steps, batch);

    public void Write(CellNumbers numbers)
    {
        foreach (var (name, values) in numbers.WeightArrays)
            network.Weights[name].CopyFrom(FromDouble(values));
        foreach (var (name, values) in numbers.InputArrays)
            _tape.Input(name).CopyFrom(FromDouble(values));
        foreach (var (name, tokens) in numbers.TokenArrays)
            _tape.Index(name).CopyFrom(tokens);
        foreach (var (name, values) in numbers.InitialStateArrays)
            _tape.Initial(name).CopyFrom(FromDouble(values));
        foreach (var (name, values) in numbers.SeedArrays)
            _tape.Seed(name).CopyFrom(FromDouble(values));
    }

    public void ClearGradients() => network.Gradients.Clear();

    public void Forward() => network.Forward(_tape);

    public void Backward() => network.Backward(_tape, GradientsOf.Inputs | GradientsOf.InitialStates);

    public CellResults Read()
    {
        var results = new CellResults();
        foreach (var state in network.Cell.States)
        {
            results.Values[state.Name] = ToDouble(_tape.State(state.Name).ToArray());
            results.Gradients[state.Name] = ToDouble(_tape.InitialGradient(state.Name).ToArray());
        }

        foreach (var output in network.Cell.Outputs)
            results.Values[output.Name] = ToDouble(_tape.Output(output.Name).ToArray());
        foreach (var weight in network.Cell.Weights)
            results.Gradients[weight.Name] = ToDouble(network.Gradients[weight.Name].Values.ToArray());
        foreach (var input in network.Cell.Inputs.Where(input => !input.IsIndex))
            results.Gradients[input.Name] = ToDouble(_tape.InputGradient(input.Name).ToArray());
        return results;
    }

    private static T[] FromDouble(double[] values) => [.. values.Select(T.CreateChecked)];

    private static double[] ToDouble(T[] values) => [.. values.Select(double.CreateChecked)];
}
