namespace AutoDiffRnn.Lab.Claims;

/// <summary>What the numbers say of a claim.</summary>
internal enum Verdict
{
    /// <summary>Everything that the criterion asks for was met.</summary>
    Holds,

    /// <summary>Some of it was met: for some cells, weights or conditions.</summary>
    InPart,

    /// <summary>Nothing of it was met, and the numbers are sure of that.</summary>
    DoesNotHold,

    /// <summary>It was not measured, or the numbers leave it open.</summary>
    NotDecided,
}

/// <summary>What the numbers say of one condition.</summary>
internal enum Finding
{
    /// <summary>It is met.</summary>
    Met,

    /// <summary>It is met in some seeds and not in others.</summary>
    Mixed,

    /// <summary>It is not met.</summary>
    NotMet,

    /// <summary>The interval reaches over the threshold, or there are too few numbers.</summary>
    Open,
}

/// <summary>One condition of a criterion, as it was measured: a line of the table that stands below each claim.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The number.</param>
/// <param name="Interval">How sure it is; empty where it is exact.</param>
/// <param name="Needed">What the criterion asks for.</param>
/// <param name="Finding">Whether it is met.</param>
internal sealed record Condition(string What, string Measured, string Interval, string Needed, Finding Finding);

/// <summary>A claim with its verdict.</summary>
/// <param name="Id">A short name: "claim-1" to "claim-7", "remark".</param>
/// <param name="Title">The claim's number and name.</param>
/// <param name="Claim">The claim in the words of the question.</param>
/// <param name="ByConstruction">Whether it is decided by how the thing is built, and the measurement only confirms it.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Criterion">When it holds, with the thresholds.</param>
/// <param name="Regime">What the networks were trained on; empty where nothing was trained.</param>
/// <param name="Conditions">The conditions, as they were measured.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Explanation">What the verdict means, in paragraphs, with the numbers.</param>
internal sealed record ClaimResult(
    string Id, string Title, string Claim, bool ByConstruction, string Measured, string Criterion, string Regime, IReadOnlyList<Condition> Conditions,
    Verdict Verdict, IReadOnlyList<string> Explanation);

/// <summary>From conditions to a verdict: the one rule for all claims.</summary>
internal static class Verdicts
{
    /// <summary>
    /// Holds if all conditions are met; does not hold if none is, and no number leaves one open. In part if some are met and others are not, or are
    /// open. Otherwise it is not decided: what is open could be met or not.
    /// </summary>
    public static Verdict Of(IReadOnlyList<Condition> conditions)
    {
        bool Any(Finding finding) => conditions.Any(condition => condition.Finding == finding);
        return (Any(Finding.Met), Any(Finding.Mixed), Any(Finding.NotMet), Any(Finding.Open)) switch
        {
            (true, false, false, false) => Verdict.Holds,
            (false, false, true, false) => Verdict.DoesNotHold,
            (_, true, _, _) or (true, _, true, _) or (true, _, _, true) => Verdict.InPart,
            _ => Verdict.NotDecided,
        };
    }

    /// <summary>The verdict in words.</summary>
    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.InPart => "holds in part",
        Verdict.DoesNotHold => "does not hold",
        _ => "not decided",
    };
}
