using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Claim 6: a prediction that depends on the current word alone comes out right.</summary>
internal static class CurrentWord
{
    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(NowEvidence? now)
    {
        List<Condition> conditions = now is null ? [] : [.. Conditions(now.Seeds)];
        var verdict = Verdicts.Of(conditions);
        return new ClaimResult(
            "claim-6",
            "6. The current word alone",
            "So a prediction that depends on the current word alone (translate “cats” now) comes out right.",
            false,
            "The noun was translated early and late in the sentence, and once more with the context of another sentence put in place of its own. "
                + "What needs the current word alone must not mind.",
            $"It holds if, in 11 of 12 seeds, at least {Say.Percent(Criteria.RightWords)} of the nouns are right early and late, and another "
                + $"context changes at most {Say.Points(Criteria.ChangeByContext)}. "
                + $"Fewer than {Criteria.FewestSeeds} seeds decide nothing.",
            now is null ? "" : $"{now.Cell}: {now.Regime}",
            conditions,
            verdict,
            [Explain(verdict, now)]);
    }

    private static IEnumerable<Condition> Conditions(IReadOnlyList<NowSeed> seeds)
    {
        static bool? Right(Count count) => count.Of == 0 ? null : count.Share >= Criteria.RightWords;
        var right = $"at least {Say.Percent(Criteria.RightWords)} right";
        yield return Judging.InSeeds("noun, early in the sentence", right, [.. seeds.Select(seed => Right(seed.Early))]);
        yield return Judging.InSeeds("noun, late in the sentence", right, [.. seeds.Select(seed => Right(seed.Late))]);
        yield return Judging.InSeeds(
            "noun, with another context",
            $"a change of at most {Say.Points(Criteria.ChangeByContext)}",
            [.. seeds.Select(seed => double.IsNaN(Change(seed)) ? (bool?)null : Math.Abs(Change(seed)) <= Criteria.ChangeByContext + Rounding)]);
    }

    /// <summary>0.99 − 0.98 is a little more than 0.01 in binary.</summary>
    private const double Rounding = 1e-12;

    private static double Change(NowSeed seed) => seed.Exchanged.Share - Count.Sum([seed.Early, seed.Late]).Share;

    private static string Explain(Verdict verdict, NowEvidence? now)
    {
        if (now is null)
            return "No translations were made in this run, so there is nothing to judge.";
        Count All(Func<NowSeed, Count> count) => Count.Sum(now.Seeds.Select(count));
        var (early, late, exchanged) = (All(seed => seed.Early), All(seed => seed.Late), All(seed => seed.Exchanged));
        var numbers = $"Over all seeds the noun comes out right in {Say.Of(early)} early, {Say.Of(late)} late, and {Say.Of(exchanged)} with "
            + "another context.";
        return verdict switch
        {
            Verdict.Holds => $"{numbers} The word itself is enough, and whatever the context holds does no harm.",
            Verdict.InPart => $"{numbers} So most of it is as the claim says, but not all: see the lines of the table that are not met. The "
                + "context is added to the word before the nonlinearity, and a strong one can push units into "
                + "their flat ends: then even the current word is not heard.",
            Verdict.DoesNotHold => $"{numbers} Even what needs the current word alone goes wrong, so the context disturbs it, or it was never "
                + "learned.",
            _ => $"{numbers} There are {Say.Plural(now.Seeds.Count, "seed")}; it takes {Criteria.FewestSeeds} with numbers for all three.",
        };
    }
}
