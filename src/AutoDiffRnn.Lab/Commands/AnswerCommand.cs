using System.CommandLine;
using AutoDiffRnn.Lab.Answer;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Report;
using AutoDiffRnn.Lab.Results;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab answer</c>: why do recurrent networks forget? The default set of measurements, and the report.</summary>
internal sealed class AnswerCommand : MeasuringCommand
{
    private static readonly AnswerSettings _defaults = new();

    private readonly Option<long?> _seeds = CheckedOption.Whole(
        "--seeds", $"The networks of each arm. Default: {_defaults.Seeds}; with fewer than {Criteria.FewestSeeds}, most verdicts are not decided.", 1, 1000);

    private readonly Option<double?> _budget = CheckedOption.Real(
        "--budget", "What the updates of all trainings are multiplied with, for a quick look or a longer one. Default: 1.", above: 0, most: 100);

    /// <summary>Makes the command.</summary>
    public AnswerCommand()
        : base("answer", "Why do recurrent networks forget? Measures what is claimed about it, and writes a report with a verdict on each claim.")
        => AddOptions(_seeds, _budget);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab answer", "measure everything, in under five minutes on two cores, and write runs/answer/report.html"),
        ("lab answer --seed 100 --out runs/again", "the same with other networks: do the verdicts stay?"),
        ("lab answer --seeds 3 --budget 0.2", "a quick look, from which little can be concluded"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = _defaults with
        {
            Seed = Seed(given),
            Seeds = (int)(given.GetValue(_seeds) ?? _defaults.Seeds),
            Budget = given.GetValue(_budget) ?? _defaults.Budget,
        };
        var command = FormattableString.Invariant($"lab answer --seed {settings.Seed} --seeds {settings.Seeds} --budget {settings.Budget}");
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var evidence = new AnswerExperiment(settings, command, store).Run(progress, cancellation);
            return folder => Write(evidence, folder);
        };
    }

    private static void Write(Evidence evidence, ResultFolder folder)
    {
        folder.WriteText("evidence.json", EvidenceFile.ToJson(evidence));
        folder.WriteText("report.html", ReportWriter.Write(evidence));
        Summary.Write(AnsiConsole.Console, evidence);
        Console.Out.WriteLine($"Report: {Path.Combine(folder.FullPath, "report.html")}");
    }
}
