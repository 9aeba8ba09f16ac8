using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Claim 5: the end of backpropagation does suffer, so the weights are not trained for role two.</summary>
internal static class End
{
    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(EndEvidence? end)
    {
        var slope = Judging.Mean(end?.Slopes ?? []);
        var gain = Judging.Difference(end?.CutGradient ?? [], end?.FullGradient ?? []);
        List<Condition> conditions = end is null ? [] : [.. Conditions(end, slope, gain)];
        var verdict = Verdicts.Of(conditions);
        return new ClaimResult(
            "claim-5",
            "5. The end of backpropagation",
            "The end of backpropagation does suffer, so the weights are not trained for role two.",
            false,
            "First, before training: how fast does r(n), the gradient n words back as a share of that at the word itself, fall? Second: was the "
                + "far gradient of any use? Networks trained with the whole gradient were compared "
                + $"with the same seeds trained with the gradient cut{(end is null ? "" : $" at lag {end.CutAt}")}, below the distance between "
                + "noun and verb.",
            $"It holds if the 95 % interval of the slope of log₁₀ r(n) lies below {Say.Number(Criteria.SlopeAWord)} a word, and that of the paired "
                + "difference in accuracy (whole minus cut) lies within "
                + $"±{Say.Points(Criteria.SameSuccess)}. Either is refuted where its interval lies wholly on the other side, and open where it "
                + "reaches over.",
            end?.Regime ?? "",
            conditions,
            verdict,
            [Explain(verdict, end, slope, gain), "Two warnings. A small gradient is not no gradient: optimisers that scale it up, and many "
                + "updates, can still use it. And the weights have no date: short sentences train, by short ways back, the "
                + "very matrix that long sentences use. What was not learned at a distance may still be right there."]);
    }

    private static IEnumerable<Condition> Conditions(EndEvidence end, Estimate slope, Estimate gain)
    {
        yield return new Condition(
            $"{end.Cell}: slope of log₁₀ r(n) before training, {Say.Plural(end.Slopes.Count, "seed")}",
            $"{Say.Number(slope.Value)} a word",
            Judging.IntervalOf(slope, Say.Number),
            $"below {Say.Number(Criteria.SlopeAWord)} a word",
            Judging.Below(slope, Criteria.SlopeAWord));
        yield return new Condition(
            $"{end.Cell}: accuracy at the far verb, whole gradient minus cut, {Say.Plural(end.FullGradient.Count, "seed")}",
            double.IsFinite(gain.Value) ? Say.Points(gain.Value) : Say.Missing,
            Judging.IntervalOf(gain, Say.Points),
            $"within ±{Say.Points(Criteria.SameSuccess)}",
            Judging.Within(gain, Criteria.SameSuccess));
    }

    private static string Explain(Verdict verdict, EndEvidence? end, Estimate slope, Estimate gain)
    {
        if (end is null)
            return "The far end of the gradient was not measured in this run, so there is nothing to judge.";
        var falls = double.IsNaN(slope.Value) ? "How fast r(n) falls before training was not measured." : $"Before training log₁₀ r(n) changes by "
            + $"{Say.Number(slope.Value)} a word, so that after 20 words about {Say.Number(Math.Pow(10, 20 * slope.Value))} of the gradient is left.";
        var difference = double.IsNaN(gain.Value)
            ? ""
            : $" With the whole gradient {Say.Percent(Sample.Mean(end.FullGradient))} of the far verbs are right, with the gradient cut at lag "
                + $"{end.CutAt} "
                + $"{Say.Percent(Sample.Mean(end.CutGradient))}.";
        return verdict switch
        {
            Verdict.Holds => $"{falls}{difference} So the gradient from afar taught the weights nothing that the near one did not.{Neither(end)}",
            Verdict.InPart => $"{falls}{difference} "
                + (Judging.Below(slope, Criteria.SlopeAWord) == Finding.Met
                    ? "It vanishes as the claim says, but it is not shown that the far gradient was useless: “vanishing” and “not trained” are two "
                        + "claims, and only the first is sure here."
                    : "The far gradient made no difference, and yet it is not shown to vanish at the start: something else keeps it from being of "
                        + "use."),
            Verdict.DoesNotHold => $"{falls}{difference} In this cell and regime the gradient reaches far enough, and the networks make use of it.",
            _ => $"{falls}{difference} The intervals ({Judging.IntervalOf(slope, Say.Number)}; {Judging.IntervalOf(gain, Say.Points)}) reach over "
                + "their thresholds, or numbers are missing. More seeds would settle it.",
        };
    }

    /// <summary>Two arms that both failed are as good as each other, too: a reader must know.</summary>
    private static string Neither(EndEvidence end) => Sample.Mean(end.FullGradient) >= Criteria.Success
        ? ""
        : $" Mind that neither learned the task (below {Say.Percent(Criteria.Success)}): the far gradient did not help within these updates, "
            + "which is not to say that it never can.";
}
