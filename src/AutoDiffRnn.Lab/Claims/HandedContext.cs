using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Claim 7: at the verb the weights are fine, but the context that they are handed is garbage.</summary>
internal static class HandedContext
{
    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(ContextEvidence? context)
    {
        var failing = context?.Checkpoints.Where(Fails).ToList() ?? [];
        List<Condition> conditions = failing.Count == 0 ? [] : [Probe(failing), Donor(failing)];
        var verdict = Verdicts.Of(conditions);
        return new ClaimResult(
            "claim-7",
            "7. The context that is handed over",
            "At the verb the weights are fine for role one, but the context that they are handed is garbage: the fault lies in the weights' second "
                + "role at earlier steps, not in the weights at this step.",
            false,
            $"Networks that are right at short distances (at least {Say.Percent(Criteria.Success)}) and wrong at long ones were opened at the "
                + "verb. Is the subject's number still in the state? A linear probe looks for it, beside its best control (an "
                + "untrained network, shuffled labels, the current word alone). Do the weights at the verb work? The state was replaced by that of "
                + "a donor: a short sentence with the same last words, where the number is there.",
            $"It holds if the probe reads the number at most {Say.Points(Criteria.ProbeAboveControl)} better than its control, and a donor of the "
                + $"right number makes at least {Say.Percent(Criteria.RightDonor)} right. Either is refuted only where its 95 % interval "
                + $"lies wholly on the other side. The surgery counts if a donor of the same number changes at most "
                + $"{Say.Percent(Criteria.HarmlessSurgery)}; shares of fewer than {Criteria.FewestSentences} sentences stay open.",
            context is null ? "" : $"{context.Cell}: {context.Regime}",
            conditions,
            verdict,
            [Explain(verdict, context, failing), "The words “at earlier steps” and “at this step” name the same weights. The claim is therefore "
                + "about what they do, not about which they are: the matrix that reads the context well is the one that "
                + "carried it badly. That is no contradiction. Reading takes one step; carrying takes as many as there are words between, and a "
                + "small loss at each step is a large one at the end."]);
    }

    /// <summary>Whether it is right at short distances and wrong at long ones.</summary>
    private static bool Fails(FailingCheckpoint check) => check.Short.Share >= Criteria.Success && check.Long.Share < Criteria.Success;

    private static Condition Probe(List<FailingCheckpoint> failing)
    {
        var (probe, control) = (Count.Sum(failing.Select(check => check.Probe)), Count.Sum(failing.Select(check => check.ProbeControl)));
        var above = Judging.ShareDifference(probe, control);
        var finding = above switch
        {
            _ when Math.Min(probe.Of, control.Of) < Criteria.FewestSentences => Finding.Open,
            { Value: <= Criteria.ProbeAboveControl } => Finding.Met,
            { Low: > Criteria.ProbeAboveControl } => Finding.NotMet,
            _ => Finding.Open,
        };
        return new Condition(
            $"probe for the number minus its control, {Say.Plural(failing.Count, "checkpoint")}",
            double.IsFinite(above.Value) ? Say.Points(above.Value) : Say.Missing,
            Judging.IntervalOf(above, Say.Points),
            $"at most {Say.Points(Criteria.ProbeAboveControl)}",
            finding);
    }

    private static Condition Donor(List<FailingCheckpoint> failing)
    {
        var (right, same) = (Count.Sum(failing.Select(check => check.RightDonor)), Count.Sum(failing.Select(check => check.SameDonor)));
        var share = Intervals.Wilson(right);
        var finding = share switch
        {
            _ when right.Of < Criteria.FewestSentences || !(same.Share <= Criteria.HarmlessSurgery) => Finding.Open,
            { Value: >= Criteria.RightDonor } => Finding.Met,
            { High: < Criteria.RightDonor } => Finding.NotMet,
            _ => Finding.Open,
        };
        return new Condition(
            $"right at the verb with a donor of the right number (a donor of the same number changes {Say.Percent(same.Share)})",
            Say.Of(right),
            Judging.IntervalOf(share, Say.Percent),
            $"at least {Say.Percent(Criteria.RightDonor)}",
            finding);
    }

    private static string Explain(Verdict verdict, ContextEvidence? context, List<FailingCheckpoint> failing)
    {
        if (context is null)
            return "No network was opened at the verb in this run, so there is nothing to judge.";
        if (context.Checkpoints.Count == 0)
            return "There was no checkpoint to open at the verb: none was right at short and wrong at long distances. Without one, the claim "
                + "cannot be put to the test.";
        if (failing.Count == 0)
        {
            return $"Of {Say.Plural(context.Checkpoints.Count, "checkpoint")} none was right at short and wrong at long distances: those that "
                + "learned the short sentences got the long ones right, too, or none learned them. Without a "
                + "network that fails so, the claim cannot be put to the test.";
        }

        string All(Func<FailingCheckpoint, Count> count) => Say.Of(Count.Sum(failing.Select(count)));
        var numbers = $"In {Say.Plural(failing.Count, "checkpoint")} that fail at long distances the probe finds the number in "
            + $"{All(check => check.Probe)}, its control in {All(check => check.ProbeControl)}. With the right donor "
            + $"{All(check => check.RightDonor)} "
            + $"are right; a wrong donor flips {All(check => check.WrongDonor)}, a random direction of the same length changes "
            + $"{All(check => check.RandomDonor)}. An output layer trained anew reaches {All(check => check.NewOutput)}.";
        return verdict switch
        {
            Verdict.Holds => $"{numbers} The number is gone from the state, and where it is put back, the very same weights answer rightly: the "
                + "fault is in what was handed over.",
            Verdict.InPart => $"{numbers} "
                + (Probe(failing).Finding == Finding.Met
                    ? "The number is gone from the state, as the claim says; but it is not shown that putting it back is enough."
                    : "Putting the number back repairs the answer, as the claim says; but it is not shown that the number was gone. “Garbage” may "
                        + "be too strong: a context can be weak, or turned where the output layer does not look."),
            Verdict.DoesNotHold => $"{numbers} The number is still in the state, and the right state does not repair the answer: here the fault "
                + "lies with the reading at this step.",
            _ => $"{numbers} The numbers leave it open: an interval reaches over its threshold, there are too few sentences, or the surgery itself "
                + "disturbs.",
        };
    }
}
