using System.CommandLine;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Report;
using AutoDiffRnn.Lab.Results;
using AutoDiffRnn.Lab.SameMatrix;
using AutoDiffRnn.Lab.Statistics;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab same-matrix</c>: the same weights at every step beside fresh ones for each.</summary>
internal sealed class SameMatrixCommand : MeasuringCommand
{
    private static readonly SameMatrixSettings _defaults = new();

    private readonly Option<long?> _seeds = CheckedOption.Whole(
        "--seeds", $"The pairs of networks of each case. Default: {_defaults.Seeds}.", 2, PairedDifference.MostPairs);

    private readonly Option<long?> _steps = CheckedOption.Whole(
        "--steps", $"How many steps the gradient goes back; the slope leaves {_defaults.BurnIn} out. Default: {_defaults.Steps}.", 20, 5000);

    private readonly Option<long?> _hidden = CheckedOption.Whole(
        "--hidden", $"The size of the states, H. Default: {_defaults.Hidden}.", 1, 512);

    /// <summary>Makes the command.</summary>
    public SameMatrixCommand()
        : base("same-matrix", "Do gradients vanish because the same matrix is applied again and again? Compares it with a fresh one for each step.")
        => AddOptions(_seeds, _steps, _hidden);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab same-matrix", "compare both for a tanh network, a GRU and an LSTM, with weights from several laws"),
        ("lab same-matrix --steps 300 --hidden 64", "over more steps, with larger states"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = new SameMatrixSettings
        {
            Seed = Seed(given),
            Seeds = (int)(given.GetValue(_seeds) ?? _defaults.Seeds),
            Steps = (int)(given.GetValue(_steps) ?? _defaults.Steps),
            Hidden = (int)(given.GetValue(_hidden) ?? _defaults.Hidden),
        };
        return (progress, cancellation) =>
        {
            var result = new SameMatrixExperiment(settings).Run(progress, cancellation);
            return folder => Write(result, folder);
        };
    }

    private static void Write(SameMatrixResult result, ResultFolder folder)
    {
        folder.WriteJson("same-matrix.json", result.ToEvidence());
        folder.WriteCsv("same-matrix.csv", ["case", "weights", "seed", "lag", "log10_norm"], result.Cases.SelectMany(Rows));
        foreach (var figure in ClaimFigures.SameAndFresh(result.ToEvidence(), "lab same-matrix"))
            Draw(folder, figure);
        Line($"{"",-52} {"same weights",-16} {"expected",8}   {"fresh weights",-16} {"expected",8}   fresh − same (95 %)");
        foreach (var measured in result.Cases)
        {
            var (difference, expected) = (measured.Difference, Sample.Mean(measured.SpectralRadius));
            var (same, fresh) = ($"{Spread(measured.Same)} {Known(expected),8}", $"{Spread(measured.Fresh)} {Known(measured.Lyapunov),8}");
            var interval = $"{Signed(difference.Mean.Value)} ({Signed(difference.Mean.Low)} to {Signed(difference.Mean.High)})";
            Line($"{measured.Case.Name,-52} {same}   {fresh}   {interval}, p = {difference.Permutation:0.0000}");
        }

        Line($"Slopes of log₁₀ ‖∂L/∂s‖ a step back, mean ± deviation over {result.Settings.Seeds} seeds. Expected of a linear step:");
        Line($"with the same weights log₁₀ of the spectral radius, with fresh ones the Lyapunov exponent.");
    }

    private static IEnumerable<object[]> Rows(SameMatrixMeasurement measured)
        => Rows(measured, "same", measured.SameCurves).Concat(Rows(measured, "fresh", measured.FreshCurves));

    private static IEnumerable<object[]> Rows(SameMatrixMeasurement measured, string arm, IReadOnlyList<double[]> curves)
        => curves.SelectMany((curve, seed) => curve.Select((norm, lag) => (object[])[measured.Case.Name, arm, seed, lag, norm]));

    private static string Spread(IReadOnlyList<double> slopes) => Invariant($"{Signed(Sample.Mean(slopes))} ± {Sample.Deviation(slopes),-8:0.000}");

    private static string Known(double slope) => double.IsNaN(slope) ? "" : Signed(slope);
}
