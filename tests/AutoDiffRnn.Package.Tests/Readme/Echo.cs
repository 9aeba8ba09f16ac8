using AutoDiffRnn;

namespace MyCells;

/// <summary>The README's example: an Elman network learns to say what it heard two steps ago.</summary>
public static class Echo
{
    private const int T = 20;
    private const int B = 8;

    /// <summary>Trains a network.</summary>
    /// <param name="afterUpdate">Is given the mean squared error before each update.</param>
    public static ElmanNetwork<float> Train(Action<double> afterUpdate)
    {
        // Sizes by the names of the cell's attributes, and first weights: by shape, then what is to differ.
        var random = new RandomSource(seed: 1);
        var network = new ElmanNetwork<float>(I: 1, H: 16, O: 1);
        network.Weights.Initialize(random);
        network.Weights.Wh.Initialize(Initializer.Orthogonal(gain: 0.9), random);

        // The tape holds one run of T steps and B examples. It is allocated once; the loop below allocates nothing.
        var tape = network.CreateTape(steps: T, batch: B);
        var optimizer = new Adam<float>(network.Weights);
        var schedule = LearningRateSchedule.Cosine(from: 0.01, to: 0.0005, steps: 600);
        float[] heard = new float[T * B], wanted = new float[T * B], seeds = new float[T * B];

        for (var update = 0; update < 600; update++)
        {
            FillWithExamples(heard, wanted, random);
            tape.Inputs.x.CopyFrom(heard);                  // dense and time-major: [T, B, I]
            network.Forward(tape);

            // The seed is the gradient of the loss with respect to an output (or a state), here of the mean of (y − wanted)².
            tape.Outputs.y.CopyTo(seeds);
            var loss = 0.0;
            for (var i = 0; i < seeds.Length; i++)
            {
                var error = seeds[i] - wanted[i];
                loss += error * error / seeds.Length;
                seeds[i] = 2 * error / seeds.Length;
            }

            tape.Seeds.y.CopyFrom(seeds);
            network.Gradients.Clear();                      // Backward adds to the gradients
            network.Backward(tape);
            GradientClipping.ByGlobalNorm(network.Gradients, maximum: 1);
            optimizer.Step(network.Weights, network.Gradients, schedule.At(optimizer.Steps));
            afterUpdate(loss);
        }

        return network;
    }

    /// <summary>Runs a network on a stream, one step a call.</summary>
    public static List<float> Listen(ElmanNetwork<float> network, IEnumerable<float> stream)
    {
        var said = new List<float>();
        network.Prepare();                                  // packs the weights, until they change
        var runner = network.CreateRunner(batch: 1);
        foreach (var sound in stream)
        {
            runner.Window.Inputs.x[0, 0][0] = sound;
            runner.Run();                                   // one step; the states carry over to the next
            said.Add(runner.Window.Outputs.y[0, 0][0]);
        }

        return said;
    }

    private static void FillWithExamples(Span<float> heard, Span<float> wanted, RandomSource random)
    {
        for (var i = 0; i < heard.Length; i++)
        {
            heard[i] = (float)(2 * random.NextUniform() - 1);
            wanted[i] = i < 2 * B ? 0 : heard[i - 2 * B];
        }
    }
}
