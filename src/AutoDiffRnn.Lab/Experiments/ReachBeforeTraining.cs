using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>r(n) of the model that a run begins with, as the run would find it at its longest distance.</summary>
internal static class ReachBeforeTraining
{
    private const int Sentences = 16;
    private const ulong SentenceSeed = 303;

    /// <summary>The slope of log₁₀ of the median of r(n) over the lags from 1 on, and the curve.</summary>
    public static (double Slope, LagCurve Curve) Of(RunSettings run)
    {
        var task = run.Regime.CreateTask();
        var reach = Measure(new SequenceModel<float>(run.Model, task, run.Seed), run.Regime);
        var curve = Curve(run.Model.Cell.Label, reach);
        return (StraightLine.Fit([.. curve.Median.Skip(1).Select(Math.Log10)]).Slope, curve);
    }

    /// <summary>r(n) of a model at the longest distance of a regime, from the verb back to the noun.</summary>
    public static double[][] Measure(SequenceModel<float> model, Regime regime)
    {
        var (task, random) = (regime.CreateTask(), new RandomSource(SentenceSeed));
        var sentences = Enumerable.Range(0, Sentences).Select(_ => Grammar.Default.Write(regime.Spec(regime.Longest), random)).ToList();
        return Reach.Measure(model, task, sentences, task.VerbAskedAt(sentences[0]) - sentences[0].SubjectAt);
    }

    private static LagCurve Curve(string name, double[][] reach) => new(
        name,
        [.. reach.Select(Sample.Median)],
        [.. reach.Select(values => Sample.Quantile(values, 0.25))],
        [.. reach.Select(values => Sample.Quantile(values, 0.75))]);
}
