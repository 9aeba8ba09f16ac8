using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Answer;

/// <summary>What is true of gradients by construction, measured all the same: claims 1 and 3, and how exact gradients are.</summary>
internal static class GradientFacts
{
    private const double Step = 1e-5;

    /// <summary>
    /// Claim 1: the weights that a model uses, and whether the gradient of one weight for all steps is the sum of those of a copy for each.
    /// </summary>
    public static WeightsEvidence Weights(MeasuredBatch batch)
    {
        batch.Backward();
        var tied = batch.Model.Cell.Gradients.Values.ToArray();
        var untied = new double[tied.Length];
        batch.Flow.Start(batch.Run.Tape);
        do
            Add(batch.Flow.Gradients.Values, untied);
        while (batch.Flow.Next());
        return new WeightsEvidence(batch.Model.Kind.Name, [.. List(batch)], Norm(tied.Zip(untied, (one, other) => one - other)) / Norm(tied));
    }

    /// <summary>Claim 3: one backward pass over the summed loss beside a pass for each word.</summary>
    public static PassesEvidence Passes(MeasuredBatch batch)
    {
        batch.Backward();
        var passes = PassComparison.Measure(batch.Flow, batch.Run.Tape);
        return new PassesEvidence(batch.Model.Kind.Name, passes.Steps, passes.Difference, passes.StepsOfOnePass, passes.StepsOfSeparatePasses);
    }

    /// <summary>The relative error of gradients against central differences of the loss, over some weights of each part of the model.</summary>
    public static double DifferenceError(MeasuredBatch batch, ulong seed)
    {
        const int OfEachPart = 16;
        batch.Backward();
        var (random, errors, exact) = (new RandomSource(seed), new List<double>(), new List<double>());
        for (var part = 0; part < batch.Model.Parts.Count; part++)
        {
            var weights = batch.Model.Parts[part];
            var gradients = batch.Model.PartGradients[part].Values.ToArray();
            for (var i = 0; i < OfEachPart; i++)
            {
                var at = random.NextInt(gradients.Length);
                var value = weights.Values[at];
                var difference = (LossWith(batch, part, at, value + Step) - LossWith(batch, part, at, value - Step)) / (2 * Step);
                LossWith(batch, part, at, value);
                errors.Add(difference - gradients[at]);
                exact.Add(gradients[at]);
            }
        }

        return Norm(errors) / Norm(exact);
    }

    private static double LossWith(MeasuredBatch batch, int part, int at, double value)
    {
        batch.Model.Parts[part].Span[at] = value;
        return batch.Forward();
    }

    // A weight without any gradient belongs to an output of the cell that the model does not read.
    private static IEnumerable<WeightInfo> List(MeasuredBatch batch)
    {
        var (model, step) = (batch.Model, batch.Flow.StepNetwork.Step);
        foreach (var view in model.Embedding.Weights.Views)
            yield return new WeightInfo(view.Info.Name, view.Info.Sizes, nameof(WeightRegion.Before));
        foreach (var use in step.Weights)
        {
            var gradient = model.Cell.Gradients[use.Weight];
            if (gradient.Values.ContainsAnyExcept(0.0))
                yield return new WeightInfo(use.Weight, gradient.Info.Sizes, string.Join(", ", use.Regions));
        }

        foreach (var view in model.Readouts.SelectMany(readout => readout.Weights.Views))
            yield return new WeightInfo(view.Info.Name, view.Info.Sizes, nameof(WeightRegion.After));
    }

    private static void Add(ReadOnlySpan<double> part, double[] sum)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += part[i];
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}
