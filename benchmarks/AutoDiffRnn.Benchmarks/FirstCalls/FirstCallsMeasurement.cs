using System.Diagnostics;
using AutoDiffRnn.Cells;

namespace AutoDiffRnn.Benchmarks.FirstCalls;

/// <summary>
/// Times the first training steps of a process, which must not have run anything of the network before. It is compiled twice: into the benchmarks, and into
/// a program of its own for Native AOT.
/// </summary>
internal static class FirstCallsMeasurement
{
    /// <summary>The calls that are reported.</summary>
    public static readonly int[] Calls = [1, 2, 5, 20];

    /// <summary>The sizes, by name.</summary>
    public static readonly (string Name, int T, int B, int I, int H)[] Sizes = [("small", 100, 1, 64, 64), ("medium", 100, 32, 128, 128)];

    /// <summary>The cells, by name: what makes the network of each from I and H.</summary>
    public static readonly IReadOnlyDictionary<string, Func<int, int, Network<float>>> Cells = new Dictionary<string, Func<int, int, Network<float>>>
    {
        ["lstm"] = (inputs, units) => new LstmNetwork<float>(inputs, units),
        ["gru"] = (inputs, units) => new GruNetwork<float>(inputs, units),
        ["peephole"] = (inputs, units) => new PeepholeLstmNetwork<float>(inputs, units),
        ["mgu"] = (inputs, units) => new MguNetwork<float>(inputs, units),
        ["layernorm"] = (inputs, units) => new LayerNormLstmNetwork<float>(H: units, I: inputs),
    };

    // Long enough that the runtime has done all that it does in the background.
    private static readonly TimeSpan UntilSteady = TimeSpan.FromSeconds(4);

    /// <summary>Prints the times in milliseconds on one line: of <see cref="Calls"/>, then the steady median.</summary>
    /// <param name="cell">One of <see cref="Cells"/>.</param>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    public static void Run(string cell, string size)
    {
        var (_, steps, batch, inputs, units) = Array.Find(Sizes, known => known.Name == size);
        var random = new RandomSource(seed: 20);
        var network = Cells[cell](inputs, units);
        network.Weights.Initialize(random);
        var adam = new Adam<float>(network.Weights);
        var tape = network.CreateTape(steps, batch);
        tape.Input("x").CopyFrom(Numbers(steps * batch * inputs, random));
        tape.Seed("h").CopyFrom(Numbers(steps * batch * units, random));
        var times = new List<double>(100_000);
        var watch = Stopwatch.StartNew();
        while (times.Count < Calls[^1] + 100 || watch.Elapsed < UntilSteady)
        {
            var start = Stopwatch.GetTimestamp();
            network.Gradients.Clear();
            network.Forward(tape);
            network.Backward(tape);
            adam.Step(network.Weights, network.Gradients, learningRate: 1e-4);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var steady = times.Skip(times.Count / 2).Order().ElementAt(times.Count / 4);
        Console.WriteLine(string.Join(' ', Calls.Select(call => times[call - 1]).Append(steady).Select(time => FormattableString.Invariant($"{time:F4}"))));
    }

    private static float[] Numbers(int count, RandomSource random) => [.. Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextUniform() - 1))];
}
