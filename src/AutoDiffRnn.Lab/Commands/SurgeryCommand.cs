using System.CommandLine;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Report;
using AutoDiffRnn.Lab.Results;
using AutoDiffRnn.Lab.Surgery;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab surgery</c>: networks that are wrong at the verb are handed the state of a donor.</summary>
internal sealed class SurgeryCommand : MeasuringCommand
{
    private static readonly ContextSettings _defaults = new();

    private readonly ModelOptions _model = new(_defaults.Model);
    private readonly RegimeOptions _regime = new(_defaults.Regime);
    private readonly Option<long?> _seeds = CheckedOption.Whole("--seeds", $"The networks that are trained. Default: {_defaults.Seeds}.", 1, 1000);
    private readonly Option<long?> _updates = CheckedOption.Whole(
        "--updates", $"The most updates of each. Default: {_defaults.Updates}.", 1, 100_000);
    private readonly Option<long?> _short = CheckedOption.Whole(
        "--short", $"The distance at which a network should be right. Default: {_defaults.ShortDistance}.", 1, 400);
    private readonly Option<long?> _long = CheckedOption.Whole(
        "--long", $"The distance at which it should be wrong. Default: {_defaults.LongDistance}.", 1, 400);

    /// <summary>Makes the command.</summary>
    public SurgeryCommand()
        : base("surgery", "Networks that are right near and wrong far: are the weights at the verb at fault, or the state that they are handed?")
        => AddOptions([.. _model.All, .. _regime.All, _updates, _seeds, _short, _long]);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab surgery", "twelve tanh networks that were trained on short sentences, at distance 80"),
        ("lab surgery --cell lstm --forget-bias 1", "LSTMs, whose two states are exchanged together and each alone"),
        ("lab surgery --distances 2-8,40 --long 40", "networks that learn short and long distances, looked at while they fail at the long one"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = _defaults with
        {
            Model = _model.Read(given),
            Regime = _regime.Read(given),
            Seed = Seed(given),
            Seeds = (int)(given.GetValue(_seeds) ?? _defaults.Seeds),
            Updates = (int)(given.GetValue(_updates) ?? _defaults.Updates),
            ShortDistance = (int)(given.GetValue(_short) ?? _defaults.ShortDistance),
            LongDistance = (int)(given.GetValue(_long) ?? _defaults.LongDistance),
        };
        RegimeOptions.Require(_short.Name, settings.Regime.Filling, settings.ShortDistance);
        RegimeOptions.Require(_long.Name, settings.Regime.Filling, settings.LongDistance);
        RecurrentCell.Find(settings.Model.Cell);
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var result = new ContextExperiment(settings, store).Run(progress, cancellation);
            return folder => Write(result, folder);
        };
    }

    private static void Write(ContextResult result, ResultFolder folder)
    {
        var settings = result.Settings;
        folder.WriteJson("surgery.json", result);
        folder.WriteCsv(
            "surgery.csv",
            ["seed", "update", "distance", "right", "of"],
            result.Seeds.SelectMany(seed => seed.Looks.SelectMany(look => new object[][]
            {
                [seed.Seed, look.Update, settings.ShortDistance, look.Short.Hits, look.Short.Of],
                [seed.Seed, look.Update, settings.LongDistance, look.Long.Hits, look.Long.Of],
            })));
        Draw(folder, ClaimFigures.Checkpoints(result.ToEvidence(), "lab surgery"));
        Line($"{settings.Model.Cell.Label}; {settings.Regime.Describe()}; up to {settings.Updates} updates");
        var found = result.Seeds.Where(seed => seed.Checkpoint is not null).ToList();
        Line($"Networks with a checkpoint at least {100 * settings.RightFrom:0} % right at distance {settings.ShortDistance}");
        Line($"and at most {100 * settings.WrongUpTo:0} % right at distance {settings.LongDistance}: {found.Count} of {result.Seeds.Count}.");
        if (found.Count == 0)
        {
            Line($"So there is nothing to operate on: try other distances, fewer updates, or another cell. surgery.csv has what each was like.");
            return;
        }

        foreach (var (name, count) in Columns)
        {
            var all = found.Select(seed => count(seed.Checkpoint!)).ToList();
            Line($"{name,-66} {Share(Count.Sum(all)),-16} seeds {string.Join(' ', all.Select(one => Invariant($"{100 * one.Share:0}")))}");
        }

        foreach (var state in found[0].Surgery!.ByState.Select(part => part.State))
        {
            var all = found.Select(seed => seed.Surgery!.ByState.Single(part => part.State == state).RightDonor).ToList();
            Line($"{$"right, with {state} alone from a donor of the right number",-66} {Share(Count.Sum(all)),-16}");
        }

        Line($"{"donors whose last words are the patient's",-66} {Share(Count.Sum(found.Select(seed => seed.Surgery!.Matched))),-16}");
    }

    private static IEnumerable<(string Name, Func<FailingCheckpoint, Count> Count)> Columns =>
    [
        ("right at the short distance", checkpoint => checkpoint.Short),
        ("right at the long distance", checkpoint => checkpoint.Long),
        ("right, with the state of a donor of the right number", checkpoint => checkpoint.RightDonor),
        ("changed by a donor of the number that was not answered", checkpoint => checkpoint.WrongDonor),
        ("changed by a donor of the number that was answered", checkpoint => checkpoint.SameDonor),
        ("changed by going as far in a random direction", checkpoint => checkpoint.RandomDonor),
        ("number read from the state by a linear probe", checkpoint => checkpoint.Probe),
        ("the best of the probe's controls", checkpoint => checkpoint.ProbeControl),
        ("right, with an output layer trained anew", checkpoint => checkpoint.NewOutput),
    ];
}
