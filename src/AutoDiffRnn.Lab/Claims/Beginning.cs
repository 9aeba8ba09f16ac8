using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Claim 4: the beginning of backpropagation does not suffer, so the weights are always trained for role one.</summary>
internal static class Beginning
{
    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(BeginningEvidence? beginning)
    {
        var failing = beginning?.Seeds.Where(seed => seed.Verb.Share < Criteria.Success).ToList() ?? [];
        List<Condition> conditions = beginning is null ? [] : [.. Conditions(failing, beginning.Ratios)];
        var verdict = failing.Count == 0 ? Verdict.NotDecided : Verdicts.Of(conditions);
        return new ClaimResult(
            "claim-4",
            "4. The beginning of backpropagation",
            "The beginning of backpropagation does not suffer from vanishing gradients, so the weights are always trained for role one.",
            false,
            $"Networks that fail at the verb (below {Say.Percent(Criteria.Success)} right) show what was trained all the same: how many words that "
                + "need no memory do they get right? And how much of the gradient passes "
                + "the nonlinearity of the step itself: its norm before tanh, divided by its norm after it, with small and with large recurrent "
                + "weights?",
            $"It holds if, in 11 of 12 failing seeds, at least {Say.Percent(Criteria.RightWords)} of these words are right and the ratio is at "
                + $"least {Criteria.AdjointRatio:0.0}, and the ratio is so with weights of "
                + $"every size that was tried. Fewer than {Criteria.FewestSeeds} failing seeds decide nothing.",
            beginning?.Regime ?? "",
            conditions,
            verdict,
            [Explain(verdict, beginning, failing, conditions), "“Does not suffer” is not a law. The gradient has to pass the derivative of the "
                + "step's own tanh before it reaches any weight, and a unit driven far into its flat ends lets next "
                + "to nothing pass, at lag 0 as at any other."]);
    }

    private static IEnumerable<Condition> Conditions(List<FailingSeed> failing, IReadOnlyList<AdjointRatio> ratios)
    {
        static bool? Words(FailingSeed seed) => seed.Words.Of == 0 ? null : seed.Words.Share >= Criteria.RightWords;
        static bool? Ratio(FailingSeed seed) => double.IsNaN(seed.AdjointRatio) ? null : seed.AdjointRatio >= Criteria.AdjointRatio;
        var (word, ratio) = ($"at least {Say.Percent(Criteria.RightWords)}", $"at least {Say.Number(Criteria.AdjointRatio)}");
        yield return Judging.InSeeds("words that need no memory are right", word, [.. failing.Select(Words)]);
        yield return Judging.InSeeds("gradient before tanh / after it", ratio, [.. failing.Select(Ratio)]);
        yield return Judging.InSeeds("both in the same seed", $"{word} and {ratio}", [.. failing.Select(seed => Words(seed) & Ratio(seed))]);
        foreach (var tried in ratios)
        {
            yield return new Condition(
                $"gradient before tanh / after it, spectral radius {Say.Number(tried.SpectralRadius)}",
                Say.Number(tried.Ratio),
                "",
                ratio,
                double.IsNaN(tried.Ratio) ? Finding.Open : tried.Ratio >= Criteria.AdjointRatio ? Finding.Met : Finding.NotMet);
        }
    }

    private static string Explain(Verdict verdict, BeginningEvidence? beginning, List<FailingSeed> failing, List<Condition> conditions)
    {
        if (beginning is null)
            return "Nothing was measured at lag 0 in this run, so there is nothing to judge.";
        if (failing.Count == 0)
            return $"None of the {Say.Plural(beginning.Seeds.Count, "network")} failed at the verb, so there is no failing network whose role one "
                + "could be looked at. That is a result, too: in this regime role two was learned.";
        var words = Say.Of(Count.Sum(failing.Select(seed => seed.Words)));
        var lowest = beginning.Ratios.Select(ratio => ratio.Ratio).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
        var tried = double.IsNaN(lowest) ? "" : $" With weights of other sizes the ratio goes down to {Say.Number(lowest)}.";
        return verdict switch
        {
            Verdict.Holds => $"{Say.Plural(failing.Count, "network")} that fail at the verb get {words} of the words right that need no memory. "
                + $"The gradient of a step reaches that step's weights.{tried} "
                + "So role one is trained even where role two is not.",
            Verdict.InPart => $"Among {Say.Plural(failing.Count, "network")} that fail at the verb, {words} of the words that need no memory are "
                + $"right.{tried} Where the table says that a condition is not met, the "
                + "beginning suffers, too: saturated units hold the gradient back at its very first step.",
            Verdict.DoesNotHold => $"Networks that fail at the verb do not do their words right either ({words}), and little of the gradient "
                + $"passes the step's own nonlinearity.{tried} Here the trouble begins at lag 0.",
            _ => $"{Say.Plural(failing.Count, "network")} failed at the verb; {conditions.Count(condition => condition.Finding == Finding.Open)} "
                + $"of {conditions.Count} conditions stay open. It takes at least "
                + $"{Criteria.FewestSeeds} failing networks with numbers for all of it.",
        };
    }
}
