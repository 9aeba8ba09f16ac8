using System.CommandLine;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Flow;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Results;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab flow</c>: how gradients flow in one cell.</summary>
internal sealed class FlowCommand : MeasuringCommand
{
    private static readonly FlowSettings _defaults = new();

    private readonly ModelOptions _model = new(_defaults.Model);
    private readonly RegimeOptions _regime = new(_defaults.Regime);
    private readonly Option<string?> _text = CheckedOption.File(
        "--text", "A text in UTF-8, whose next character is said, in the place of sentences.");
    private readonly Option<long?> _length = CheckedOption.Whole(
        "--length", $"The characters of a piece of --text, T. Default: {_defaults.TextLength}.", 2, 500);
    private readonly Option<long?> _batch = CheckedOption.Whole(
        "--batch", $"The sentences or pieces side by side, B. Default: {_defaults.Batch}.", 1, 256);

    private readonly Option<long?> _distance = CheckedOption.Whole(
        "--test-distance", $"The distance of the sentences on which gradients are measured. Default: {_defaults.Distance}.", 1, 400);

    private readonly Option<long?> _updates = CheckedOption.Whole(
        "--updates", $"The most updates after which it is measured again; 0 measures it untrained only. Default: {_defaults.Updates}.", 0, 100_000);

    /// <summary>Makes the command.</summary>
    public FlowCommand()
        : base("flow", "How gradients flow in one cell, untrained and trained: over (t, k), by lag, by weight, by the statement that reads a state.")
        => AddOptions([.. _model.All, .. _regime.All, _distance, _text, _length, _batch, _updates]);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab flow --cell lstm --forget-bias 1", "an LSTM on sentences with 20 words from noun to verb"),
        ("lab flow --cell MyCell --assembly bin/Release/net10.0/MyCells.dll", "a cell of your own, whose project sets AutoDiffRnnMeasure"),
        ("lab flow --cell gru --text book.txt --length 40", "a GRU on the characters of a text"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = _defaults with
        {
            Model = _model.Read(given),
            Regime = _regime.Read(given),
            Distance = (int)(given.GetValue(_distance) ?? _defaults.Distance),
            Text = given.GetValue(_text),
            TextLength = (int)(given.GetValue(_length) ?? _defaults.TextLength),
            Seed = Seed(given),
            Updates = (int)(given.GetValue(_updates) ?? _defaults.Updates),
            Batch = (int)(given.GetValue(_batch) ?? _defaults.Batch),
        };
        RegimeOptions.Require(_distance.Name, settings.Regime.Filling, settings.Distance);
        RecurrentCell.Find(settings.Model.Cell);
        return (progress, cancellation) =>
        {
            var result = new FlowExperiment(settings).Run(progress, cancellation);
            return folder => Write(result, folder);
        };
    }

    private static void Write(FlowResult result, ResultFolder folder)
    {
        folder.WriteJson("flow.json", result);
        foreach (var flow in result.Flows)
        {
            folder.WriteCsv(
                $"map-{flow.When}.csv",
                ["t", "k", "log10_norm"],
                flow.Map.SelectMany((row, t) => row.Take(t + 1).Select((norm, k) => (object[])[t, k, norm])));
            foreach (var figure in FlowFigures.All(flow, $"flow-{flow.When}", "lab flow"))
                folder.WriteText($"{figure.Id}.svg", FigureFile.ToSvg(figure));
            Describe(flow);
        }

        if (result.Strips.Count > 0)
            Line($"{string.Join(' ', result.Strips[0].Words.Select(word => $"{word.Text}({Signed(word.Change)})"))}");
        Line($"{result.Subnormals} subnormal numbers among the adjoints.");
    }

    private static void Describe(FlowEvidence flow)
    {
        Line($"{flow.Cell}, {flow.When}");
        foreach (var curve in flow.Curves)
            Line($"  {curve.Name,-24} log₁₀ r at lag {curve.Median.Count - 1}: {Signed(Math.Log10(curve.Median[^1]))}");
        var spectrum = flow.Spectrum;
        Line($"  largest Lyapunov exponent {Signed(spectrum.LargestLyapunov.Value)} a step");
        Line($"  spectral radius of a step {spectrum.SpectralRadius:0.000}, condition number {spectrum.Condition:0.#}");
        foreach (var role in flow.RoleShares)
        {
            var (now, later) = (100 * role.Shares[0], 100 * role.Shares.Skip(1).Sum());
            Line($"  {role.Weight,-24} role one {now,6:0.0} %   role two {later,6:0.0} %   signal to noise {role.SignalToNoise:0.00}");
        }
    }
}
