using System.CommandLine;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Probing;
using AutoDiffRnn.Lab.Results;
using AutoDiffRnn.Lab.Sentences;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab probe</c>: reads the subject's number from a model's states, word by word.</summary>
internal sealed class ProbeCommand : MeasuringCommand
{
    private const int DefaultSeeds = 3;
    private const int DefaultUpdates = 4000;
    private const int DefaultDistance = 20;

    private static readonly Regime _regimeDefaults = new(TaskKind.NextWord, Filling.Adjectives, [2, 3, 4, 5, 6], LossAt.EveryWord);

    private readonly ModelOptions _model = new(new ModelSettings(new CellSettings("Elman")));
    private readonly RegimeOptions _regime = new(_regimeDefaults);
    private readonly Option<long?> _seeds = CheckedOption.Whole("--seeds", $"The networks that are trained. Default: {DefaultSeeds}.", 1, 100);
    private readonly Option<long?> _updates = CheckedOption.Whole(
        "--updates", $"The most updates of each. Default: {DefaultUpdates}.", 0, 100_000);
    private readonly Option<long?> _distance = CheckedOption.Whole(
        "--test-distance", $"The distance of the sentences that are probed. Default: {DefaultDistance}.", 1, 400);
    private readonly Option<double?> _penalty = CheckedOption.Real("--penalty", "How strongly a probe avoids large weights. Default: 1.", 0, 1e6);

    /// <summary>Makes the command.</summary>
    public ProbeCommand()
        : base("probe", "Trains a network and asks a linear probe, after each word: is the subject's number still there?")
        => AddOptions([.. _model.All, .. _regime.All, _updates, _seeds, _distance, _penalty]);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab probe", "train three tanh networks on distances 2 to 6 and probe them at distance 20"),
        ("lab probe --cell lstm --forget-bias 1 --test-distance 60", "LSTMs, farther off"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var (model, regime) = (_model.Read(given), _regime.Read(given));
        var distance = (int)(given.GetValue(_distance) ?? DefaultDistance);
        RegimeOptions.Require(_distance.Name, regime.Filling, distance);
        RecurrentCell.Find(model.Cell); // A cell that does not fit is better known now.
        var runs = Enumerable.Range(0, (int)(given.GetValue(_seeds) ?? DefaultSeeds)).Select(i => new ProbeRun(
            new RunSettings
            {
                Experiment = "probe",
                Arm = "probe",
                Model = model,
                Regime = regime,
                Seed = Seed(given) + (ulong)i,
                Updates = (int)(given.GetValue(_updates) ?? DefaultUpdates),
            },
            new ProbeSettings(regime.Spec(distance)) { Penalty = given.GetValue(_penalty) ?? 1, Seed = Seed(given) + (ulong)i })).ToList();
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var networks = new ProbeExperiment(runs, store).Run(progress, cancellation);
            return folder => Write(runs, networks, folder);
        };
    }

    private static void Write(List<ProbeRun> runs, IReadOnlyList<ProbedNetwork> networks, ResultFolder folder)
    {
        folder.WriteJson("probe.json", new { Settings = runs, Networks = networks });
        folder.WriteCsv(
            "probe.csv",
            ["seed", "position", "word", "state", "untrained", "shuffled", "word_alone", "of"],
            networks.SelectMany(network => network.Points.Select(point => (object[])
            [
                network.Seed, point.Position, point.Word,
                point.Trained.Hits, point.Untrained.Hits, point.Shuffled.Hits, point.WordAlone.Hits, point.Trained.Of,
            ])));
        Draw(folder, ProbeFigure.Of(networks, "lab probe"));
        Line($"{runs[0].Training.Model.Cell.Label}; {runs[0].Training.Regime.Describe()}; up to {runs[0].Training.Updates} updates, {runs.Count} seeds");
        Line($"The subject's number, read after each word by a linear probe from nouns that it has not seen:");
        Line($"{"",3} {"word (in one of the sentences)",-32} {"state",-16} {"untrained",-16} {"shuffled labels",-16} {"the word alone",-16}");
        for (var i = 0; i < networks[0].Points.Count; i++)
        {
            var points = networks.Select(network => network.Points[i]).ToList();
            string All(Func<ProbePoint, Count> count) => Share(Count.Sum(points.Select(count)));
            var (state, untrained) = (All(point => point.Trained), All(point => point.Untrained));
            var (shuffled, word) = (All(point => point.Shuffled), All(point => point.WordAlone));
            Line($"{points[0].Position,3} {points[0].Word,-32} {state,-16} {untrained,-16} {shuffled,-16} {word,-16}");
        }

        Line($"The last line is where the verb is asked for. Intervals count the sentences of all seeds together.");
    }
}
