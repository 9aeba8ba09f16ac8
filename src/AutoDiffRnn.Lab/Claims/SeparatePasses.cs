using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Claim 3: backpropagation happens once, separately, for each word.</summary>
internal static class SeparatePasses
{
    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(PassesEvidence? passes)
    {
        List<Condition> conditions = passes is null ? [] : [.. Conditions(passes)];
        var verdict = Verdicts.Of(conditions);
        return new ClaimResult(
            "claim-3",
            "3. A separate pass for each word",
            "Backpropagation happens once, separately, for each word.",
            true,
            "The gradient of one backward pass over the summed loss was compared with the sum of a pass for each word's loss alone, and the steps "
                + "that each has to go back through were counted.",
            $"It holds if separate passes are needed: if their sum differs from the one pass by {Say.Number(Criteria.OtherGradient)} or more, and "
                + "the one pass goes through no fewer steps. "
                + $"It does not hold if the two agree to {Say.Number(Criteria.SameGradient)} and the one pass goes through fewer.",
            "",
            conditions,
            verdict,
            [Explain(verdict, passes), "This claim is decided by construction: a derivative of a sum is the sum of the derivatives. The "
                + "measurement only confirms that the program obeys. One may think of a pass for each "
                + "word, and the maps on this page do; but no one has to run it so."]);
    }

    private static IEnumerable<Condition> Conditions(PassesEvidence passes)
    {
        yield return new Condition(
            $"{passes.Cell}: one pass against the sum of {Say.Plural(passes.Words, "pass").Replace("passs", "passes", StringComparison.Ordinal)}",
            Say.Number(passes.Difference),
            "",
            $"a difference of {Say.Number(Criteria.OtherGradient)} or more",
            Opposite(ThreeSets.SameGradient(passes.Difference)));
        yield return new Condition(
            $"{passes.Cell}: steps gone back through",
            $"{passes.OnePass} in one pass, {passes.SeparatePasses} in separate ones",
            "",
            "no fewer in one pass",
            passes.OnePass >= passes.SeparatePasses ? Finding.Met : Finding.NotMet);
    }

    private static Finding Opposite(Finding finding) => finding switch
    {
        Finding.Met => Finding.NotMet,
        Finding.NotMet => Finding.Met,
        _ => finding,
    };

    private static string Explain(Verdict verdict, PassesEvidence? passes) => (verdict, passes) switch
    {
        (_, null) => "No passes were compared in this run, so there is nothing to judge.",
        (Verdict.Holds, _) => $"One pass and separate passes give different gradients ({Say.Number(passes.Difference)} apart). By the rules of "
            + "calculus they cannot: this program, or this cell, does something "
            + "that is no derivative of the summed loss.",
        (Verdict.InPart, _) => $"The two agree in one respect and differ in the other: the gradients are {Say.Number(passes.Difference)} apart, "
            + $"and the counts of steps are {passes.OnePass} and "
            + $"{passes.SeparatePasses}. With a single word, for example, one pass and a pass for each word are the same thing.",
        (Verdict.DoesNotHold, _) => $"One pass over {passes.Words} words gives the same gradient as {passes.Words} passes, to "
            + $"{Say.Number(passes.Difference)}, and goes back through {passes.OnePass} steps and not "
            + $"{passes.SeparatePasses}. It works because gradients add: on its way back, the pass picks up the loss of each word that it comes by "
            + "and carries the sum on.",
        _ => $"The gradients are {Say.Number(passes.Difference)} apart: more than rounding, less than another gradient. Repeat it in double "
            + "precision.",
    };
}
