using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>All claims of the question, in its order, each judged by its criterion. A pure function of the evidence.</summary>
internal static class AllClaims
{
    /// <summary>Judges all claims.</summary>
    public static IReadOnlyList<ClaimResult> Judge(Evidence evidence)
    {
        ClaimResult[] claims =
        [
            ThreeSets.Judge(evidence.Weights),
            TwoRoles.Judge(evidence.RoleCuts),
            SeparatePasses.Judge(evidence.Passes),
            Beginning.Judge(evidence.Beginning),
            End.Judge(evidence.End),
            CurrentWord.Judge(evidence.Now),
            HandedContext.Judge(evidence.Context),
            SameMatrix.Judge(evidence.SameMatrix),
        ];
        return Distrust(evidence.Run) is { } reason ? [.. claims.Select(claim => Void(claim, reason))] : claims;
    }

    /// <summary>Why no number of a run can be trusted; null if its own checks found nothing.</summary>
    public static string? Distrust(RunInfo run)
    {
        if (run.IdenticalArmsDiffer)
            return "Two arms with the same settings and the same seeds gave different results. So differences between arms mean nothing in this run.";
        return run.DifferenceError > Criteria.DifferenceError
            ? $"The gradients differ from finite differences by {Say.Number(run.DifferenceError)}, and {Say.Number(Criteria.DifferenceError)} is "
                + "allowed: "
                + "what was measured are not the gradients."
            : null;
    }

    /// <summary>A claim of a run that cannot be trusted: the numbers stay, the verdict goes.</summary>
    private static ClaimResult Void(ClaimResult claim, string reason)
        => claim with { Verdict = Verdict.NotDecided, Explanation = [$"Nothing is decided, whatever the numbers say. {reason}"] };
}
