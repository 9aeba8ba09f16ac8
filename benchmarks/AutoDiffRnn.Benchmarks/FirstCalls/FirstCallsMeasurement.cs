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

    /// <summary>The networks: LSTMs of float, by name.</summary>
    public static readonly (string Name, int T, int B, int I, int H)[] Networks = [("small", 100, 1, 64, 64), ("medium", 100, 32, 128, 128)];

    // Long enough that the runtime has done all that it does in the background.
    private static readonly TimeSpan UntilSteady = TimeSpan.FromSeconds(4);

    /// <summary>Prints the times in milliseconds on one line: of <see cref="Calls"/>, then the steady median.</summary>
    /// <param name="name">One of <see cref="Networks"/>.</param>
    public static void Run(string name)
    {
        var (_, steps, batch, inputs, units) = Array.Find(Networks, network => network.Name == name);
        var random = new RandomSource(seed: 20);
        var network = new LstmNetwork<float>(inputs, units);
        network.Weights.Initialize(random);
        var adam = new Adam<float>(network.Weights);
        var tape = network.CreateTape(steps, batch);
        tape.Inputs.x.CopyFrom(Numbers(steps * batch * inputs, random));
        tape.Seeds.h.CopyFrom(Numbers(steps * batch * units, random));
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
