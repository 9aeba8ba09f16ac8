using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.SameMatrix;

/// <summary>One case, measured.</summary>
/// <param name="Case">What was compared.</param>
/// <param name="Same">For each seed, the slope of log₁₀ ‖∂L/∂s‖ a step back, with the same weights at every step.</param>
/// <param name="Fresh">The same with weights for each step that were drawn for it alone.</param>
/// <param name="SameCurves">For each seed, log₁₀ of the median norm over examples at each lag, with the same weights.</param>
/// <param name="FreshCurves">The same with fresh weights.</param>
/// <param name="SpectralRadius">For each seed, log₁₀ of the recurrent matrix' spectral radius: what theory expects of a linear step; NaN where the
/// cell has more
/// than one square block.</param>
/// <param name="Lyapunov">What theory expects of fresh Gaussian matrices in a linear step; NaN for other laws and for cells with more than one
/// square block.</param>
internal sealed record SameMatrixMeasurement(
    SameMatrixCase Case,
    IReadOnlyList<double> Same,
    IReadOnlyList<double> Fresh,
    IReadOnlyList<double[]> SameCurves,
    IReadOnlyList<double[]> FreshCurves,
    IReadOnlyList<double> SpectralRadius,
    double Lyapunov)
{
    /// <summary>Fresh minus same, paired by seed.</summary>
    public PairedDifference Difference => PairedDifference.Of(Same, Fresh);
}

/// <summary>All cases, measured.</summary>
internal sealed record SameMatrixResult(SameMatrixSettings Settings, IReadOnlyList<SameMatrixMeasurement> Cases)
{
    /// <summary>What the verdict on the remark is computed from: slopes of the first case, and the curves of all.</summary>
    public SameMatrixEvidence ToEvidence() => new(
        Cases[0].Same,
        Cases[0].Fresh,
        [.. Cases.SelectMany(measured => new[] { Curve(measured, "same", measured.SameCurves), Curve(measured, "fresh", measured.FreshCurves) })])
    {
        Cases = [.. Cases.Select(measured => new SameMatrixCaseEvidence(
            measured.Case.Name, measured.Same, measured.Fresh, measured.SpectralRadius, measured.Lyapunov))],
    };

    private static LagCurve Curve(SameMatrixMeasurement measured, string arm, IReadOnlyList<double[]> curves)
    {
        double At(int lag, double share) => Sample.Quantile([.. curves.Select(curve => curve[lag])], share);
        double[] Across(double share) => [.. Enumerable.Range(0, curves[0].Length).Select(lag => At(lag, share))];
        return new LagCurve($"{measured.Case.Name}: {arm}", Across(0.5), Across(0.25), Across(0.75));
    }
}

/// <summary>
/// "The same matrices again and again": gradients that go back through T steps with the same weights, beside those that go back through T steps whose
/// weights were drawn for each step from the same law. What the two have in common is not due to sameness.
/// </summary>
internal sealed class SameMatrixExperiment(SameMatrixSettings settings)
{
    /// <summary>Measures all cases. The same settings give the same numbers.</summary>
    /// <param name="progress">Told after each seed of each case.</param>
    /// <param name="cancellation">Ends the work between two seeds.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> asked for it.</exception>
    public SameMatrixResult Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var measured = new List<SameMatrixMeasurement>();
        foreach (var (index, tried) in settings.Cases.Index())
        {
            var cell = RecurrentCell.Find(tried.Cell);
            var pairs = new List<Pair>();
            for (var seed = 0; seed < settings.Seeds; seed++)
            {
                cancellation.ThrowIfCancellationRequested();
                pairs.Add(Measure(tried, cell, seed));
                progress?.Show(index * settings.Seeds + seed + 1, settings.Cases.Count * settings.Seeds, tried.Name);
            }

            measured.Add(new SameMatrixMeasurement(
                tried,
                [.. pairs.Select(pair => Slope(pair.Same))],
                [.. pairs.Select(pair => Slope(pair.Fresh))],
                [.. pairs.Select(pair => pair.Same)],
                [.. pairs.Select(pair => pair.Fresh)],
                [.. pairs.Select(pair => pair.SpectralRadius)],
                Lyapunov(tried, pairs[0].SpectralRadius)));
        }

        return new SameMatrixResult(settings, measured);
    }

    private double Slope(double[] curve) => StraightLine.Fit(curve[settings.BurnIn..]).Slope;

    private double Lyapunov(SameMatrixCase tried, double spectralRadius)
        => tried.Law == MatrixLaw.Gaussian && !double.IsNaN(spectralRadius)
            ? LinearTheory.SlopeOfFreshGaussian(settings.Hidden, tried.Scale)
            : double.NaN;

    private Pair Measure(SameMatrixCase tried, RecurrentCell cell, int seed)
    {
        // Both arms see the same inputs and begin with the same direction: they differ in their weights alone.
        var weights = new RandomSource(Mix(seed, 0));
        var steps = Enumerable.Range(0, settings.Steps).Select(_ => Draw(tried, cell, weights)).ToList();
        var same = Curve(tried, [.. Enumerable.Repeat(steps[0], settings.Steps)], seed);
        return new Pair(same, Curve(tried, steps, seed), LogSpectralRadius(steps[0], cell));
    }

    private double[] Curve(SameMatrixCase tried, List<Network<double>> networks, int seed)
    {
        var random = new RandomSource(Mix(seed, 1));
        var chain = new StepChain(networks, settings.Batch);
        for (var step = 0; step < settings.Steps; step++)
        {
            foreach (var input in networks[0].Cell.Inputs)
            {
                var values = chain.Input(step, input.Name);
                for (var example = 0; example < settings.Batch; example++)
                {
                    foreach (ref var element in values[0, example])
                        element = tried.IsDriven ? random.NextNormal() : 0;
                }
            }
        }

        chain.Forward();
        return Array.ConvertAll(chain.AdjointNorms(random), norms => Math.Log10(Sample.Median(norms)));
    }

    private Network<double> Draw(SameMatrixCase tried, RecurrentCell cell, RandomSource random)
    {
        var network = cell.Create<double>(settings.Inputs, settings.Hidden);
        foreach (var weight in network.Weights.Views)
        {
            if (weight.Info.Sizes.Count != 2)
                weight.Initialize(Initializer.Constant(0), random);
            else if (cell.IsSizedByState[weight.Info.Name])
                Fill(weight, tried, random);
            else
                weight.Initialize(Initializer.Normal(1 / Math.Sqrt(weight.Columns)), random);
        }

        return network;
    }

    /// <summary>Fills a matrix with squares below each other, one for each gate; of the last, as many rows as there is room for.</summary>
    private static void Fill(WeightView<double> weight, SameMatrixCase tried, RandomSource random)
    {
        var size = weight.Columns;
        var square = new double[size * size];
        for (var rest = weight.Span; rest.Length > 0; rest = rest[Math.Min(rest.Length, square.Length)..])
        {
            tried.Law.Fill(square, size, random);
            for (var i = 0; i < Math.Min(rest.Length, square.Length); i++)
                rest[i] = tried.Scale * square[i];
        }
    }

    private static double LogSpectralRadius(Network<double> network, RecurrentCell cell)
    {
        var carried = network.Weights.Views.Where(
            weight => weight.Info.Sizes.Count == 2 && cell.IsSizedByState[weight.Info.Name] && weight.Rows >= weight.Columns);
        return carried.ToList() is [{ } only] && only.Rows == only.Columns ? LinearTheory.SlopeOfSame(only.Values, only.Columns) : double.NaN;
    }

    private ulong Mix(int seed, ulong part) => settings.Seed * 1_000_003 + (ulong)seed * 2 + part;

    private sealed record Pair(double[] Same, double[] Fresh, double SpectralRadius);
}
