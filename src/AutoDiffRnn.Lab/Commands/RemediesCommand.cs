using System.CommandLine;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Remedies;
using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Results;
using AutoDiffRnn.Lab.Statistics;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab remedies</c>: what is said to help, and what it does.</summary>
internal sealed class RemediesCommand : MeasuringCommand
{
    private static readonly RemedySettings _defaults = new();

    private readonly Option<long?> _seeds = CheckedOption.Whole("--seeds", $"The networks with each remedy. Default: {_defaults.Seeds}.", 1, 1000);
    private readonly Option<long?> _updates = CheckedOption.Whole(
        "--updates", $"The most updates of each. Default: {_defaults.Updates}.", 1, 100_000);
    private readonly Option<long?> _distance = CheckedOption.Whole(
        "--distance", $"The distance from noun to verb. Default: {_defaults.Distance}.", 3, 200);
    private readonly Option<long?> _hidden = CheckedOption.Whole("--hidden", $"The size of the states, H. Default: {_defaults.Hidden}.", 1, 1024);

    /// <summary>Makes the command.</summary>
    public RemediesCommand()
        : base("remedies", "What each remedy does to how far the gradient reaches, how well the state keeps a number, and how soon it is learned.")
        => AddOptions(_distance, _hidden, _updates, _seeds);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab remedies", $"all remedies with {_defaults.Seeds} seeds at distance {_defaults.Distance}; it can be interrupted and goes on"),
        ("lab remedies --distance 40 --seeds 3", "farther apart, with fewer networks"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = _defaults with
        {
            Seed = Seed(given),
            Seeds = (int)(given.GetValue(_seeds) ?? _defaults.Seeds),
            Updates = (int)(given.GetValue(_updates) ?? _defaults.Updates),
            Distance = (int)(given.GetValue(_distance) ?? _defaults.Distance),
            Hidden = (int)(given.GetValue(_hidden) ?? _defaults.Hidden),
        };
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var result = new RemedyExperiment(settings, store).Run(progress, cancellation);
            return folder => Write(result, folder);
        };
    }

    private static void Write(RemedyResult result, ResultFolder folder)
    {
        folder.WriteJson("remedies.json", new { result.Settings, Dose = result.DoseAndResponse, result.Records });
        folder.WriteCsv(
            "remedies.csv",
            [
                "remedy", "seed", "log10_reach_at_start", "slope_at_start", "gap_at_start", "log10_reach_at_end", "slope_at_end", "gap_at_end",
                "learned_at", "updates",
            ],
            result.Records.Select(record => (object[])
            [
                record.Remedy, record.Training.Seed,
                record.Start.Reach, record.Start.Slope, record.Start.Gap, record.End.Reach, record.End.Slope, record.End.Gap,
                (object?)record.Training.LearnedAt ?? "", record.Training.Updates,
            ]));
        Draw(folder, TrainingFigures.SurvivalCurves(result.ToEvidence(), "survival", "lab remedies"));
        Draw(folder, TrainingFigures.OverDistance(result.ToEvidence(), "distance", "lab remedies"));
        var settings = result.Settings;
        Line($"{settings.RegimeOf(settings.Remedies[0]).Describe()}");
        Line($"H = {settings.Hidden}, up to {settings.Updates} updates, {settings.Seeds} seeds. Medians:");
        Line($"{"remedy",-22} {"log₁₀ r at the subject",-24} {"gap at the verb",-19} {"learned",-8} {"median updates",14}");
        Line($"{"",-22} {"start",-12}{"end",-12} {"start",-10}{"end",-9}");
        foreach (var remedy in settings.Remedies)
        {
            var records = result.Of(remedy);
            double Median(Func<RemedyRecord, double> of) => Sample.Median([.. records.Select(of)]);
            var (start, end) = (Signed(Median(record => record.Start.Reach)), Signed(Median(record => record.End.Reach)));
            var (before, after) = (Median(record => record.Start.Gap), Median(record => record.End.Gap));
            var learned = $"{records.Count(record => record.Training.LearnedAt is not null)} of {records.Count}";
            var median = result.SurvivalOf(remedy).Median is { } updates ? Invariant($"{updates:0}") : $"above {settings.Updates}";
            Line($"{remedy.Name,-22} {start,-12}{end,-12} {before,-10:0.000}{after,-9:0.000} {learned,-8} {median,14}");
        }

        if (result.Records.Count >= 3)
        {
            var dose = result.DoseAndResponse;
            Line($"Dose and response, r at the start against updates until learned, {dose.Points} networks:");
            Line($"Spearman's ρ = {Signed(dose.Rho)}, p = {dose.P:0.0000}.");
        }
    }
}
