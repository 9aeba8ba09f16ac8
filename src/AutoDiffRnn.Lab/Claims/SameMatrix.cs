using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>The remark: it is about the same matrices being applied again and again.</summary>
internal static class SameMatrix
{
    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(SameMatrixEvidence? evidence)
    {
        var cases = evidence switch
        {
            null => [],
            { Cases.Count: > 0 } => evidence.Cases,
            _ => [new SameMatrixCaseEvidence("all measured", evidence.Same, evidence.Fresh, [], double.NaN)],
        };
        var conditions = cases.Select(Judge).ToList();
        var verdict = Verdicts.Of(conditions);
        return new ClaimResult(
            "remark",
            "The remark: the same matrices again and again",
            "It is about the same matrices being applied again and again.",
            false,
            "The same network was run twice: with one recurrent matrix for all steps, as usual, and with a fresh one for each step, drawn by the "
                + "same law. The slope of log₁₀ of the gradient's norm a step was fitted for each seed.",
            $"It holds if the 95 % interval of the paired difference of slopes (same minus fresh) excludes 0, and the difference is at least "
                + $"{Say.Number(Criteria.SlopeDifference)} a step. It holds in part if it is surely there, "
                + $"but smaller, or in some cases only; it does not hold if the interval contains 0 and lies within "
                + $"±{Say.Number(Criteria.SlopeDifference)}.",
            "",
            conditions,
            verdict,
            [Explain(verdict, conditions), Also(cases)]);
    }

    private static Condition Judge(SameMatrixCaseEvidence one)
    {
        var difference = Judging.Difference(one.Fresh, one.Same);
        var excludes = difference.Low > 0 || difference.High < 0;
        var finding = difference switch
        {
            _ when excludes => Math.Abs(difference.Value) >= Criteria.SlopeDifference ? Finding.Met : Finding.Mixed,
            _ when Judging.Within(difference, Criteria.SlopeDifference) == Finding.Met => Finding.NotMet,
            _ => Finding.Open,
        };
        return new Condition(
            $"slope, same minus fresh: {one.Name}",
            $"{Say.Number(difference.Value)} a step",
            Judging.IntervalOf(difference, Say.Number),
            $"an interval without 0, and at least {Say.Number(Criteria.SlopeDifference)}",
            finding);
    }

    private static string Explain(Verdict verdict, List<Condition> conditions)
    {
        var sure = conditions.Where(condition => condition.Finding is Finding.Met or Finding.Mixed).ToList();
        var numbers = $"in {sure.Count} of {Say.Plural(conditions.Count, "case")} the slopes surely differ"
            + string.Concat(sure.Select(condition => $"; {condition.What}: {condition.Measured} ({condition.Interval})"));
        return verdict switch
        {
            Verdict.Holds => $"Repetition matters: {numbers}. A matrix that is applied again and again turns the gradient towards its own "
                + "favourite direction, and from then on its largest eigenvalue alone decides; fresh matrices average over "
                + "all directions.",
            Verdict.InPart => $"Repetition makes a difference that is small, or shows in some cases only: {numbers}. What decides most is how much "
                + "one step shrinks the gradient, not that it is the same step.",
            Verdict.DoesNotHold => $"Repetition makes no difference that matters: {numbers}. Fresh matrices at every step let the gradient vanish, "
                + "or grow, as fast.",
            _ => conditions.Count == 0
                ? "The same matrix was not compared with fresh ones in this run, so there is nothing to judge."
                : $"The numbers do not settle it: {numbers}.",
        };
    }

    private static string Also(IReadOnlyList<SameMatrixCaseEvidence> cases)
    {
        var vanishing = cases.Count(one => Judging.Mean(one.Fresh).High < 0);
        var fresh = vanishing == 0
            ? ""
            : $" In this run the gradient falls with fresh matrices, too, in {vanishing} of {Say.Plural(cases.Count, "case")}.";
        return $"Repetition is not needed for gradients to vanish: any long product of matrices that shrink goes to 0.{fresh} What repetition adds "
            + "is that one number, the spectral radius, decides for all steps at once.";
    }
}
