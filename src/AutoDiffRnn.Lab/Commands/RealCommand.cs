using System.CommandLine;
using AutoDiffRnn.Lab.Attested;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Results;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab real</c>: agreement in sentences that people wrote.</summary>
internal sealed class RealCommand : MeasuringCommand
{
    private static readonly AttestedSettings _defaults = new();

    private readonly ModelOptions _model = new(_defaults.Model);
    private readonly Option<long?> _seeds = CheckedOption.Whole("--seeds", $"The networks that are trained. Default: {_defaults.Seeds}.", 1, 100);
    private readonly Option<long?> _epochs = CheckedOption.Whole(
        "--epochs", $"How often all sentences are read. Default: {_defaults.Epochs}.", 1, 1000);
    private readonly Option<bool> _gumOnly = new("--gum-only") { Description = "Only pairs whose text has a licence of its own, four in ten." };

    private readonly Option<string?> _learn = CheckedOption.Choice(
        "--learn",
        "The verb's number from the words before it, or a language model whose preference for the verb's form is looked at. Default: number.",
        Enum.GetNames<AttestedTask>().Select(name => name.ToLowerInvariant()));

    /// <summary>Makes the command.</summary>
    public RealCommand()
        : base("real", "Trains a cell on attested pairs of noun and verb, and tests it on others by distance and attractors, beside two baselines.")
        => AddOptions([.. _model.All, _learn, _epochs, _seeds, _gumOnly]);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab real", "three tanh networks say the number of the verb"),
        ("lab real --cell lstm --forget-bias 1 --learn language", "an LSTM as a language model: is the attested form likelier than the other?"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = _defaults with
        {
            Model = _model.Read(given),
            Task = given.GetValue(_learn) is { } learn ? Enum.Parse<AttestedTask>(learn, ignoreCase: true) : _defaults.Task,
            Seed = Seed(given),
            Seeds = (int)(given.GetValue(_seeds) ?? _defaults.Seeds),
            Epochs = (int)(given.GetValue(_epochs) ?? _defaults.Epochs),
            GumOnly = given.GetValue(_gumOnly),
        };
        RecurrentCell.Find(settings.Model.Cell);
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var result = new AttestedExperiment(settings, store).Run(progress, cancellation);
            return folder => Write(result, folder);
        };
    }

    private static void Write(AttestedResult result, ResultFolder folder)
    {
        var rows = result.Rows();
        folder.WriteJson("real.json", new { result.Settings, result.Warning, Rows = rows, result.Records });
        folder.WriteCsv(
            "real.csv",
            ["pairs", "of", "majority", "nearest_noun", .. result.Records.Select(record => $"seed_{record.Seed}")],
            rows.Select(row => (object[])
            [
                row.Name, row.Majority.Of, row.Majority.Hits, row.NearestNoun.Hits, .. row.Models.Select(count => (object)count.Hits),
            ]));
        Draw(folder, AttestedFigure.Of(rows, "lab real"));
        var (settings, unasked) = (result.Settings, result.Pairs.Count - rows[^1].Majority.Of);
        Line($"{settings.Model.Cell.Label}, H = {settings.Model.Hidden}, {settings.Epochs} epochs, {result.Records[0].Updates} updates");
        Line($"{"",-40} {"pairs",5}  {"majority",-16} {"nearest noun",-16} {"all seeds",-16} each seed");
        foreach (var row in rows)
        {
            var (majority, nearest, models) = (Share(row.Majority), Share(row.NearestNoun), Share(Mean(row.Models)));
            var each = string.Join(' ', row.Models.Select(one => Invariant($"{100 * one.Share:0}")));
            Line($"{row.Name,-40} {row.Majority.Of,5}  {majority,-16} {nearest,-16} {models,-16} {each}");
        }

        if (unasked > 0)
            Line($"{unasked} pairs were left out: the model does not know both forms of the verb.");
        Line($"{result.Warning}");
    }

    /// <summary>Networks answer about the same pairs: their mean has the interval of one, not of all answers.</summary>
    private static Claims.Count Mean(IReadOnlyList<Claims.Count> counts)
        => new((int)Math.Round(counts.Average(count => count.Hits)), counts[0].Of);
}
