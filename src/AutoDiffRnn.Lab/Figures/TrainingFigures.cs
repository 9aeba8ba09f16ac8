using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>Pictures of training runs: when they learned, how far it carries, and what happens inside meanwhile.</summary>
internal static class TrainingFigures
{
    /// <summary>How many runs of each arm have not learned yet, over the updates.</summary>
    /// <param name="arms">Arms of one experiment with one cell.</param>
    /// <param name="id">A name that is unique on the page.</param>
    /// <param name="command">The command that repeats it.</param>
    public static Figure? SurvivalCurves(IReadOnlyList<ArmEvidence> arms, string id, string command)
    {
        var drawn = arms.Where(arm => arm.Seeds.Count > 0).ToList();
        if (drawn.Count == 0)
            return null;
        var chart = new Chart(Axis.Between("updates", 0, drawn.Max(arm => arm.Updates)), Axis.Percent("runs that have not learned"));
        foreach (var arm in drawn)
        {
            var points = Survival.Of([.. arm.Seeds.Select(seed => new Duration(seed.LearnedAt ?? arm.Updates, seed.LearnedAt is not null))]).Points;
            double[] x = [0, .. points.Select(point => point.Time), arm.Updates];
            double[] y = [1, .. points.Select(point => point.Left.Value), points.Count == 0 ? 1 : points[^1].Left.Value];
            chart.Line(arm.Arm, x, y, isStaircase: true);
        }

        var words = "Survival curves: the share of runs that have not learned yet. " + string.Join(' ', drawn.Select(arm =>
            $"{arm.Arm}: {arm.Seeds.Count(seed => seed.LearnedAt is not null)} of {arm.Seeds.Count} learned within {arm.Updates} updates."));
        return new Figure(
            id,
            $"When the runs learned it: {drawn[0].Experiment}, {drawn[0].Cell}",
            "Each step down is a run that has learned: at least 95 % right at three evaluations in a row. A curve that stays up belongs to an arm "
                + "that did not learn within its updates.",
            words,
            [chart.ToSvg(id, words)],
            chart.Legend,
            chart.Data,
            command);
    }

    /// <summary>How right each arm is over the distance between noun and verb.</summary>
    public static Figure? OverDistance(IReadOnlyList<ArmEvidence> arms, string id, string command)
        => Accuracy(arms, id, command, "distance (words)", accuracy => accuracy.Distance, "How far it carries");

    /// <summary>How right each arm is over the number of other nouns between.</summary>
    public static Figure? OverAttractors(IReadOnlyList<ArmEvidence> arms, string id, string command)
        => arms.SelectMany(arm => arm.Seeds).SelectMany(seed => seed.Final).Select(accuracy => accuracy.Attractors).Distinct().Count() < 2
            ? null
            : Accuracy(arms, id, command, "attractors (other nouns between)", accuracy => accuracy.Attractors, "What other nouns do to it");

    /// <summary>r(n), gap and accuracy while one network learns.</summary>
    public static Figure? Timeline(TimelineEvidence timeline, string id, string command)
    {
        if (timeline.Points.Count == 0)
            return null;
        double[] updates = [.. timeline.Points.Select(point => (double)point.Update)];
        double[] reach = Curves.Log10([.. timeline.Points.Select(point => point.Reach)]);
        double[] gap = [.. timeline.Points.Select(point => point.Gap)];
        double[] accuracy = [.. timeline.Points.Select(point => point.Accuracy)];
        var x = Axis.Over("updates", updates);
        var first = new Chart(x, Axis.Over("log₁₀ r(n)", reach, 0.08), 170).Line("r(n): how far the gradient reaches", updates, reach, Pattern.Solid);
        var second = new Chart(x, Axis.Over("gap", [.. gap, 0], 0.08), 170, first.NextSeries)
            .Line("gap between twin sentences", updates, gap, Pattern.Dashed);
        var third = new Chart(x, Axis.Percent("right"), 170, second.NextSeries).Line("right at the verb", updates, accuracy, Pattern.Dotted);
        var words = $"Three curves over {Say.Number(updates[^1])} updates. {Curves.Trend("log₁₀ r(n)", reach, "update", updates)} "
            + $"{Curves.Trend("Gap", gap, "update", updates)} {Curves.Trend("Share right", accuracy, "update", updates)}";
        return new Figure(
            id,
            $"What happens inside while it learns: {timeline.Cell} ({timeline.Regime})",
            "The gap is the distance between the states of twin sentences that differ in the noun alone: as long as it is there, so is the number. "
                + "A network that holds a number safely lets no small change through, so r(n) may fall while the gap and the accuracy rise.",
            words,
            [first.ToSvg(id, words), second.ToSvg(id + "-gap", words), third.ToSvg(id + "-right", words)],
            [.. first.Legend, .. second.Legend, .. third.Legend],
            new DataTable(
                ["update", "r(n)", "gap", "share right"], [.. timeline.Points.Select(point => (IReadOnlyList<object>)[point.Update, point.Reach, point.Gap, point.Accuracy])]),
            command);
    }

    private static Figure? Accuracy(
        IReadOnlyList<ArmEvidence> arms, string id, string command, string axis, Func<DistanceAccuracy, int> place, string title)
    {
        var drawn = arms.Where(arm => arm.Seeds.Any(seed => seed.Final.Count > 0)).ToList();
        if (drawn.Count == 0)
            return null;
        var places = drawn.SelectMany(arm => arm.Seeds).SelectMany(seed => seed.Final).Select(accuracy => (double)place(accuracy));
        var chart = new Chart(Axis.Over(axis, places, 0.02), Axis.Percent("right at the verb"));
        var words = new List<string>();
        foreach (var arm in drawn)
        {
            var groups = arm.Seeds.SelectMany(seed => seed.Final).GroupBy(place).OrderBy(group => group.Key)
                .Select(group => (At: (double)group.Key, Shares: group.Select(accuracy => accuracy.Right.Share).Where(double.IsFinite).ToList()))
                .Where(group => group.Shares.Count > 0).ToList();
            double[] x = [.. groups.Select(group => group.At)];
            double[] y = [.. groups.Select(group => Sample.Mean(group.Shares))];
            double[] Quantiles(double share) => [.. groups.Select(group => Sample.Quantile(group.Shares, share))];
            chart.Line(arm.Arm, x, y);
            if (drawn.Count <= 3)
                chart.Band(x, Quantiles(0.25), Quantiles(0.75));
            words.Add(Curves.Trend(arm.Arm, y, axis.Split(' ')[0], x));
        }

        var trained = drawn.SelectMany(arm => arm.Seeds).SelectMany(seed => seed.Final)
            .Where(accuracy => accuracy.IsTrained)
            .Select(accuracy => accuracy.Distance)
            .ToList();
        var range = trained.Count == 0 ? "" : $" Distances from {trained.Min()} to {trained.Max()} words were trained on.";
        var text = $"Share right at the verb, mean over seeds, by {axis}. {string.Join(' ', words)}{range}";
        return new Figure(
            id,
            $"{title}: {drawn[0].Experiment}, {drawn[0].Cell}",
            "Each point is the mean over the seeds of an arm" + (drawn.Count <= 3 ? "; the band holds the middle half of them. " : ". ")
                + "A coin would be right half of the time." + range,
            text,
            [chart.Threshold(0.5).ToSvg(id, text)],
            chart.Legend,
            chart.Data,
            command);
    }
}
