using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Answer;

/// <summary>The beginning and the end of backpropagation in an untrained vanilla network.</summary>
internal static class BeginningFacts
{
    /// <summary>
    /// Claim 4: how much of the adjoint is left on its first step back, through the nonlinearity of the word itself:
    /// <c>‖(1 − h²) ⊙ dh‖ / ‖dh‖</c> over all words, for recurrent weights that are orthogonal matrices times a factor, which is their spectral radius.
    /// The other weights are multiplied with it, too.
    /// </summary>
    /// <param name="hidden">H.</param>
    /// <param name="seed">Where first values and sentences come from.</param>
    /// <param name="radii">The factors.</param>
    public static IReadOnlyList<AdjointRatio> Ratios(int hidden, ulong seed, IReadOnlyList<double> radii)
        => [.. radii.Select(radius => new AdjointRatio(radius, Ratio(hidden, seed, radius)))];

    /// <summary>The subnormal numbers among the adjoints ∂L_t/∂s_k of a network whose gradients vanish, in single precision, over 150 words.</summary>
    public static long Subnormals(int hidden, ulong seed)
    {
        const int Words = 150;
        var cell = new CellSettings("Elman") { RecurrentGain = 0.5 };
        var model = new SequenceModel<float>(new ModelSettings(cell, hidden), Sentences.NextWordTask.Default, seed);
        var run = new SequenceRun<float>(model, Words, 1);
        var random = new RandomSource(seed);
        run.Load([.. Enumerable.Range(0, Words).Select(_ => random.NextInt(model.Words))], Words, 1);
        run.Forward();
        run.Score(0, [.. Enumerable.Range(0, Words).Select(word => word == Words - 1 ? 0 : -1)]);
        run.Backward(1);
        var flow = new GradientFlow<float>(model.Cell, Words, 1);
        flow.Start(run.Tape);
        long count = 0;
        do
        {
            for (var state = 0; state < flow.States.Count; state++)
                count += CountSubnormals(flow.Adjoint(state));
        }
        while (flow.Next());
        return count;
    }

    private static double Ratio(int hidden, ulong seed, double radius)
    {
        var batch = new MeasuredBatch(new ModelSettings(new CellSettings("Elman") { RecurrentGain = radius }, hidden), seed);
        foreach (ref var weight in batch.Model.Cell.Weights["Wx"].Span)
            weight *= radius;
        batch.Backward();
        var after = batch.Run.Tape.Seed("h");
        var states = batch.Run.Tape.State("h");
        var (before, all) = (0.0, 0.0);
        for (var step = 0; step < after.Steps; step++)
        {
            for (var example = 0; example < after.Batch; example++)
            {
                var adjoint = after[step, example];
                var state = states[step, example];
                for (var i = 0; i < adjoint.Length; i++)
                {
                    before += Math.Pow(adjoint[i] * (1 - state[i] * state[i]), 2);
                    all += adjoint[i] * adjoint[i];
                }
            }
        }

        return Math.Sqrt(before / all);
    }

    private static long CountSubnormals(ReadOnlySpan<float> values)
    {
        long count = 0;
        foreach (var value in values)
            count += float.IsSubnormal(value) ? 1 : 0;
        return count;
    }
}
