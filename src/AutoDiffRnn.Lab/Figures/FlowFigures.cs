using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>Pictures of how gradients flow in one cell: over the lag, by weight, by the statement that reads a state.</summary>
internal static class FlowFigures
{
    private const string LagTitle = "lag n (steps back)";

    /// <summary>All pictures for which there is data.</summary>
    /// <param name="flow">What was measured.</param>
    /// <param name="id">The beginning of the pictures' names.</param>
    /// <param name="command">The command that repeats them.</param>
    public static IEnumerable<Figure> All(FlowEvidence flow, string id, string command)
        => new[]
        {
            HeatMap.Draw(flow, id + HeatMap.IdEnd, command),
            LagCurves(flow, id + "-lag", command),
            SingularValues(flow, id + "-singular", command),
            RoleShares(flow, id + "-roles", command),
            RoleSharesByLag(flow, id + "-roles-by-lag", command),
            PathShares(flow, id + "-paths", command),
        }.OfType<Figure>();

    /// <summary>log₁₀ r(n) of each state, with the bounds beside it.</summary>
    public static Figure? LagCurves(FlowEvidence flow, string id, string command)
    {
        if (!flow.Curves.Any(curve => Curves.Log10(curve.Median).Count(double.IsFinite) > 1))
            return null;
        return Curve([.. flow.Curves.Select(Logarithm)], id, command, "log₁₀ r(n)") with
        {
            Title = $"How far back the gradient reaches: {Name(flow)}",
            Caption = "r(n) is the size of the gradient n steps back, divided by its size at the step itself. A straight line that falls means: "
                + "every step takes away the same factor. Bands are quartiles over examples. A bound lies above what it bounds; far above, or beyond "
                + "the picture, it says little.",
        };
    }

    /// <summary>Curves of logarithms over the lag. The axis is that of the first, with room around it: a bound may be sky-high.</summary>
    public static Figure Curve(IReadOnlyList<LagCurve> curves, string id, string command, string unit)
    {
        var chart = new Chart(
            Axis.Between(LagTitle, 0, Math.Max(1, curves.Max(curve => curve.Median.Count) - 1)),
            Around(unit, curves[0].Median, curves.SelectMany(curve => curve.Median)));
        foreach (var curve in curves)
        {
            var lags = Curves.Counting(curve.Median.Count);
            chart.Line(curve.Name, lags, curve.Median);
            if (curve.Lower.Count == lags.Length && curve.Upper.Count == lags.Length)
                chart.Band(lags, curve.Lower, curve.Upper);
        }

        var words = $"{unit} over the lag. "
            + string.Join(' ', curves.Select(curve => Curves.Trend(curve.Name, curve.Median, "lag", Curves.Counting(curve.Median.Count))));
        return new Figure(id, "", "", words, [chart.ToSvg(id, words)], chart.Legend, chart.Data, command);
    }

    /// <summary>The singular values of the step Jacobian at each step, as bands.</summary>
    public static Figure? SingularValues(FlowEvidence flow, string id, string command)
    {
        if (flow.SingularValues.Count == 0)
            return null;
        var bands = flow.SingularValues;
        double[] steps = [.. bands.Select(band => (double)band.Step)];
        double[] Of(Func<SingularBand, double> value) => Curves.Log10([.. bands.Select(value)]);
        var (largest, upper, median, lower, smallest) =
            (Of(band => band.Largest), Of(band => band.Upper), Of(band => band.Median), Of(band => band.Lower), Of(band => band.Smallest));
        var chart = new Chart(Axis.Over("step k", steps), Axis.Over("log₁₀ σ", [.. largest, .. upper, .. median, .. lower, .. smallest, 0], 0.05))
            .Line("largest", steps, largest, Pattern.Dashed)
            .Line("median, with the quartiles as a band", steps, median, Pattern.Solid)
            .Band(steps, lower, upper)
            .Line("smallest", steps, smallest, Pattern.Dotted)
            .Threshold(0);
        var words = $"Singular values of the step Jacobian, log₁₀, over the steps. {Curves.Trend("Largest", largest, "step", steps)} "
            + $"{Curves.Trend("Median", median, "step", steps)} {Curves.Trend("Smallest", smallest, "step", steps)} "
            + $"Spectral radius {Say.Number(flow.Spectrum.SpectralRadius)}, largest Lyapunov exponent "
            + $"{Say.Number(flow.Spectrum.LargestLyapunov.Value)} a step "
            + $"(after {Say.Plural(flow.Spectrum.BurnIn, "step")} of burn-in).";
        return new Figure(
            id,
            $"What one step does to a gradient: {Name(flow)}",
            "The step Jacobian stretches a gradient by its singular values. Directions below the dashed line at 0 (σ = 1) shrink at this step, "
                + "those above it grow.",
            words,
            [chart.ToSvg(id, words)],
            chart.Legend,
            chart.Data,
            command);
    }

    /// <summary>Which part of each weight's gradient belongs to role one, and which to role two.</summary>
    public static Figure? RoleShares(FlowEvidence flow, string id, string command)
    {
        var shares = flow.RoleShares.Where(share => share.Shares.Count > 0 && share.Shares.All(double.IsFinite)).ToList();
        if (shares.Count == 0)
            return null;
        double[] now = [.. shares.Select(share => share.Shares[0])];
        double[] later = [.. shares.Select(share => share.Shares.Skip(1).Sum())];
        var places = Curves.Counting(shares.Count);
        var chart = new Chart(
                Axis.Names("weight", [.. shares.Select(share => share.Weight)]), Axis.Over("share of the gradient", [.. now, .. later, 0, 1], 0.03))
            .Bars("role one: lag 0", [.. places.Select(place => place - 0.2)], now, 0.34)
            .Bars("role two: all lags above 0", [.. places.Select(place => place + 0.2)], later, 0.34)
            .Threshold(0);
        var words = "Signed shares of each weight's gradient. " + string.Join(' ', shares.Select((share, i) =>
            $"{share.Weight}: {Say.Percent(now[i])} at lag 0, {Say.Percent(later[i])} at all others; what cancels leaves "
                + $"{Say.Percent(share.Cancelling)} "
            + $"of the parts' norms, signal to noise {Say.Number(share.SignalToNoise)}."));
        return new Figure(
            id,
            $"Two roles of each weight: {Name(flow)}",
            "The two bars of a weight add up to 1. A share below 0 means that this part points against the whole gradient.",
            words,
            [chart.ToSvg(id, words)],
            chart.Legend,
            chart.Data,
            command);
    }

    /// <summary>Each weight's gradient up to a lag.</summary>
    public static Figure? RoleSharesByLag(FlowEvidence flow, string id, string command)
    {
        var shares = flow.RoleShares.Where(share => share.Shares.Count > 1 && share.Shares.All(double.IsFinite)).ToList();
        if (shares.Count == 0)
            return null;
        var sums = shares.Select(share => RunningSum(share.Shares)).ToList();
        var chart = new Chart(
            Axis.Between(LagTitle, 0, sums.Max(sum => sum.Length) - 1), Axis.Over("share from lags up to "
                + "n", [.. sums.SelectMany(sum => sum), 0, 1], 0.03));
        foreach (var (share, sum) in shares.Zip(sums))
            chart.Line(share.Weight, Curves.Counting(sum.Length), sum);
        chart.Threshold(1);
        var words = "The share of each weight's gradient that comes from lags up to n. "
            + string.Join(' ', shares.Zip(sums, (share, sum) => $"{share.Weight}: {Say.Percent(sum[0])} at lag 0, "
            + $"{Say.Percent(sum[sum.Length / 2])} up to lag {sum.Length / 2}."));
        return new Figure(
            id,
            $"How much of a gradient comes from how far back: {Name(flow)}",
            "A curve that reaches 1 early belongs to a weight that is trained by the recent past alone.",
            words,
            [chart.ToSvg(id, words)],
            chart.Legend,
            chart.Data,
            command);
    }

    /// <summary>Through which statement the gradient comes back.</summary>
    public static Figure? PathShares(FlowEvidence flow, string id, string command)
    {
        var paths = flow.PathShares.Where(path => path.Shares.Count > 0).ToList();
        if (paths.Count == 0)
            return null;
        var lags = paths.Max(path => path.Shares.Count);
        var first = Panel(paths, path => path.Shares, "share by first read", lags);
        var only = Panel(paths, path => path.OnlyThisRead, "share, this read only", lags);
        var words = "The share of the gradient that comes back through each read of a state. " + string.Join(' ', paths.Select(path =>
            Curves.Trend(NameOf(path), path.Shares, "lag", Curves.Counting(path.Shares.Count))));
        return new Figure(
            id,
            $"The ways back, by line of the cell: {Name(flow)}",
            "Every way back crosses a step boundary through exactly one read of a state. Above, ways are sorted by the read just after the step "
                + "where they "
                + "end, so that the parts add up to 1; below is what takes the same read at every step. The rest changes between them.",
            words,
            [first.ToSvg(id, words), only.ToSvg(id + "-only", words)],
            first.Legend,
            first.Data with { Rows = [.. first.Data.Rows, .. only.Data.Rows.Select(row => (IReadOnlyList<object>)[$"{row[0]} (at every "
                + "step)", row[1], row[2]])] },
            command);
    }

    /// <summary>The cell, and when it was measured.</summary>
    public static string Name(FlowEvidence flow) => $"{flow.Cell}, {flow.When}";

    private static LagCurve Logarithm(LagCurve curve)
        => curve with { Median = Curves.Log10(curve.Median), Lower = Curves.Log10(curve.Lower), Upper = Curves.Log10(curve.Upper) };

    private static Axis Around(string title, IReadOnlyList<double> first, IEnumerable<double> all)
    {
        var finite = first.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var room = Math.Max(1, finite.Max() - finite.Min()) / 2;
        return Axis.Over(title, all.Select(value => Math.Clamp(value, finite.Min() - room, finite.Max() + room)), 0.05);
    }

    private static Chart Panel(List<PathShare> paths, Func<PathShare, IReadOnlyList<double>> shares, string title, int lags)
    {
        var chart = new Chart(Axis.Between(LagTitle, 0, Math.Max(1, lags - 1)), Axis.Over(title, [.. paths.SelectMany(shares), 0, 1], 0.03), 240);
        foreach (var path in paths)
            chart.Line(NameOf(path), Curves.Counting(shares(path).Count), shares(path));
        return chart.Threshold(0);
    }

    private static string NameOf(PathShare path) => $"{path.State} in {path.Statement}";

    private static double[] RunningSum(IReadOnlyList<double> values)
    {
        var sum = 0.0;
        return [.. values.Select(value => sum += value)];
    }
}
