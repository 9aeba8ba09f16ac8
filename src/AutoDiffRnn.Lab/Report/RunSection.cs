using System.Globalization;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Report;

/// <summary>What the page says of the run itself: how to repeat it, how far to trust it, and how long it took.</summary>
internal static class RunSection
{
    /// <summary>How to repeat it and how far to trust it.</summary>
    public static string Write(RunInfo run)
    {
        IEnumerable<(string Name, string Value)> lines =
        [
            ("seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
            ("version", run.Version),
            .. run.Settings.Select(setting => (setting.Name, setting.Value)),
            ("largest relative error of gradients against finite differences", Say.Number(run.DifferenceError)),
            ("subnormal numbers among the gradients", run.Subnormals.ToString(CultureInfo.InvariantCulture)),
            ("two arms with the same settings and seeds", run.IdenticalArmsDiffer ? "differ, and must not" : "gave the same results, as they must"),
        ];
        var repeat = $"<p>To repeat it: <code>{Html.Text(run.Command)}</code>. The same seed gives the same page on machines with the same "
            + "instruction set, but for the times below.</p>\n";
        return $"<section id=\"run\"><h2>How this was made</h2>\n{repeat}"
            + Html.Table("The run", ["what", "value"], lines.Select(line => (IReadOnlyList<string>)[Html.Text(line.Name), Html.Text(line.Value)]))
            + Html.Paragraph("A subnormal number is one so small that it has lost digits: where there are many, curves at their far end are less "
            + "sure than they look.")
            + "</section>\n";
    }

    /// <summary>The only part of the page that two runs with the same seed may differ in.</summary>
    public static string Times(RunInfo run) => run.Times.Count == 0 ? "" : "<section id=\"times\" data-varies>\n<h2>Times</h2>\n"
        + Html.Table("How long each part took", ["part", "seconds"], run.Times.Select(time => (IReadOnlyList<string>)
            [Html.Text(time.Part), time.Seconds.ToString("0.0", CultureInfo.InvariantCulture)]))
        + "</section>\n";

    /// <summary>All arms of all experiments, with their regimes.</summary>
    public static string Arms(IReadOnlyList<ArmEvidence> arms) => arms.Count == 0 ? "" : Html.Table(
        "Every arm: what it was trained on, and what came of it",
        ["arm", "cell", "trained on", "learned", "95 % interval", "median update", "right, trained distances", "right, other distances"],
        arms.Select(arm =>
        {
            var learned = arm.Seeds.Where(seed => seed.LearnedAt is not null).Select(seed => (double)seed.LearnedAt!.Value).ToList();
            var count = new Count(learned.Count, arm.Seeds.Count);
            return (IReadOnlyList<string>)
            [
                Html.Text($"{arm.Experiment}: {arm.Arm}"),
                Html.Text(arm.Cell),
                Html.Text(arm.Regime),
                $"{count.Hits} of {count.Of}",
                Html.Text(count.Of == 0 ? Say.Missing : Say.Interval(Intervals.Wilson(count), Say.Percent)),
                learned.Count == 0 ? "–" : Html.Text(Say.Number(Sample.Median(learned))),
                Html.Text(Right(arm, isTrained: true)),
                Html.Text(Right(arm, isTrained: false)),
            ];
        }));

    private static string Right(ArmEvidence arm, bool isTrained)
    {
        var final = arm.Seeds.SelectMany(seed => seed.Final).Where(accuracy => accuracy.IsTrained == isTrained);
        return Say.Percent(Count.Sum(final.Select(accuracy => accuracy.Right)).Share);
    }
}
