using System.CommandLine;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Results;
using AutoDiffRnn.Lab.Sentences;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab translate</c>: which words of a translation come out right, those that need memory and those that do not.</summary>
internal sealed class TranslateCommand : MeasuringCommand
{
    private static readonly TranslateSettings _defaults = new();

    private readonly ModelOptions _model = new(_defaults.Models[0]);
    private readonly PlanOptions _plan = new(_defaults.Plan);
    private readonly Option<string?> _distances = RegimeOptions.DistancesOption(_defaults.Distances);

    /// <summary>Makes the command.</summary>
    public TranslateCommand()
        : base("translate", "Trains networks to translate word by word to French: nouns need the word alone, the verb and the last adjective need memory.")
        => AddOptions([.. _model.All, _distances, .. _plan.All]);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab translate", "a tanh network, the verb 12 words after its noun; a minute"),
        ("lab translate --cell lstm --forget-bias 1 --distances 3-20 --updates 3000", "an LSTM on short and long distances"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = _defaults with
        {
            Plan = _plan.Read(given, Seed(given)),
            Models = [_model.Read(given)],
            Distances = RegimeOptions.ReadDistances(given, _distances, Filling.Adjectives, _defaults.Distances),
        };
        RecurrentCell.Find(settings.Models[0].Cell); // A cell that does not fit is better known now.
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var result = new TranslateExperiment(settings, store).Run(progress, cancellation);
            return folder => Write(result, folder, $"lab translate --seed {settings.Plan.Seed}");
        };
    }

    private static void Write(TranslateResult result, ResultFolder folder, string command)
    {
        folder.WriteJson("translate.json", result);
        var rows = from model in result.Models from seed in model.Seeds select (Cell: model.Model.Cell.Label, Seed: seed);
        folder.WriteCsv(
            "translate.csv",
            ["cell", "seed", "learned_at", "noun_early", "noun_late", "noun_exchanged", "verb", "predicate", "words", "of_words", "of"],
            rows.Select(row => (object[])
            [
                row.Cell, row.Seed.Record.Seed, row.Seed.Record.LearnedAt ?? (object)"", row.Seed.Early.Hits, row.Seed.Late.Hits, row.Seed.Exchanged.Hits,
                row.Seed.Verb.Hits, row.Seed.Predicate.Hits, row.Seed.Words.Hits, row.Seed.Words.Of, row.Seed.Early.Of,
            ]));
        Draw(folder, TrainingFigures.OverDistance(result.Arms, "distance", command));
        foreach (var model in result.Models)
        {
            Line($"{model.Model.Cell.Label}; {result.Settings.Regime.Describe()}; {model.Seeds.Count} seeds, up to {result.Settings.Plan.Updates} updates");
            Line($"At distance {result.Settings.Regime.Longest}, right translations (95 % interval, the sentences of all seeds together):");
            Line($"    the subject, second word of the sentence      {Share(Count.Sum(model.Seeds.Select(seed => seed.Early)))}");
            Line($"    the noun at the end of the sentence           {Share(Count.Sum(model.Seeds.Select(seed => seed.Late)))}");
            Line($"    the same, with another sentence's context     {Share(Count.Sum(model.Seeds.Select(seed => seed.Exchanged)))}");
            Line($"    all words that need no other word             {Share(Count.Sum(model.Seeds.Select(seed => seed.Words)))}");
            Line($"    the verb, which needs the subject's number    {Share(Count.Sum(model.Seeds.Select(seed => seed.Verb)))}");
            Line($"    the last adjective, number and gender         {Share(Count.Sum(model.Seeds.Select(seed => seed.Predicate)))}");
        }
    }
}
