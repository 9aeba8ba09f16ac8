using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Claim 2: input and context weights have two roles.</summary>
internal static class TwoRoles
{
    private static readonly string[] _cuts = ["now", "later"];

    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(IReadOnlyList<RoleCutEvidence> cuts)
    {
        var conditions = cuts.Select(Judge).Concat(Missing(cuts)).ToList();
        var verdict = Verdicts.Of(conditions);
        return new ClaimResult(
            "claim-2",
            "2. Two roles",
            "Input and context weights have two roles: help to predict now, and pass information on to the next step.",
            false,
            "A weight's gradient is a sum over lags: lag 0 is what it learns from the loss of the same step (role one), lags above 0 what it "
                + "learns from later losses (role two). "
                + "Each part was cut away during training, in the input weights and in the context weights apart, beside the same seeds with the "
                + "whole gradient.",
            $"It holds if each cut costs at least {Say.Points(Criteria.CostOfCut)} on the task that needs it, with a 95 % interval of the paired "
                + "difference above 0. A cut costs nothing "
                + $"worth the name if the interval lies below {Say.Points(Criteria.CostOfCut)}, where the whole gradient reached "
                + $"{Say.Percent(Criteria.LearnedTask)}. Otherwise it stays open.",
            string.Join("; ", cuts.Select(cut => $"{NameOf(KindOf(cut), cut.Weight, cut.Cut)}: {cut.Cell}, {cut.Task}")),
            conditions,
            verdict,
            [Explain(verdict, conditions, cuts.Count), "Both roles belong to the same numbers: the weights “now” and the weights “at an earlier "
                + "step” are one matrix. A gradient that comes from role one "
                + "changes what the matrix does in role two, and the other way round."]);
    }

    /// <summary>The kind of cell: its name up to a comma, after which it says how its weights start.</summary>
    public static string KindOf(RoleCutEvidence cut) => cut.Cell.Split(',')[0];

    private static Condition Judge(RoleCutEvidence cut)
    {
        var cost = Judging.Difference(cut.WithCut, cut.Full);
        var learned = cut.Full.Count > 0 && Sample.Mean(cut.Full) >= Criteria.LearnedTask;
        var finding = cost switch
        {
            { Value: >= Criteria.CostOfCut, Low: > 0 } => Finding.Met,
            { High: < Criteria.CostOfCut } when learned => Finding.NotMet,
            _ => Finding.Open,
        };
        return new Condition(
            NameOf(KindOf(cut), cut.Weight, cut.Cut),
            double.IsFinite(cost.Value) ? $"costs {Say.Points(cost.Value)}" : Say.Missing,
            Judging.IntervalOf(cost, Say.Points),
            $"at least {Say.Points(Criteria.CostOfCut)}",
            finding);
    }

    /// <summary>A weight of which only one part was cut leaves the other open.</summary>
    private static IEnumerable<Condition> Missing(IReadOnlyList<RoleCutEvidence> cuts)
        => from weight in cuts.Select(cut => (Kind: KindOf(cut), cut.Weight)).Distinct()
           from cut in _cuts
           where !cuts.Any(made => KindOf(made) == weight.Kind && made.Weight == weight.Weight && made.Cut == cut)
           select new Condition(NameOf(weight.Kind, weight.Weight, cut), Say.Missing, "", $"at least {Say.Points(Criteria.CostOfCut)}", Finding.Open);

    private static string NameOf(string cell, string weight, string cut) => $"{cell}, {weight}, without "
        + $"{(cut == "now" ? "lag 0 (role one)" : "lags above 0 (role two)")}";

    private static string Explain(Verdict verdict, List<Condition> conditions, int cuts)
    {
        string These(Finding finding)
            => Say.List([.. conditions.Where(one => one.Finding == finding).Select(one => $"{one.What}: {one.Measured}")]);
        return verdict switch
        {
            Verdict.Holds => $"Every cut costs what it should: {These(Finding.Met)}. So each of these weights does both jobs, and each job is "
                + "learned from its own part of the gradient.",
            Verdict.InPart => $"Some cuts cost: {These(Finding.Met)}. Others do not: {These(Finding.NotMet)}. Open: {These(Finding.Open)}. Where a "
                + "cut costs nothing, the other part of the gradient, "
                + "or another weight, was enough to learn the task.",
            Verdict.DoesNotHold => $"No cut costs {Say.Points(Criteria.CostOfCut)}: {These(Finding.NotMet)}. The weights may have two uses, but no "
                + "part of their gradient was needed to learn "
                + "these tasks; other weights did the work.",
            _ => cuts == 0
                ? "No network was trained without a part of its gradient in this run, so there is nothing to judge."
                : $"The numbers do not settle it. Open: {These(Finding.Open)}. More seeds, or a task that the whole gradient learns more surely, "
                    + "would.",
        };
    }
}
