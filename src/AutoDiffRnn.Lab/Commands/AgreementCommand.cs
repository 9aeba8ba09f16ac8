using System.CommandLine;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Results;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab agreement</c>: what decides whether a network learns the number of a far verb.</summary>
internal sealed class AgreementCommand : MeasuringCommand
{
    private static readonly AgreementSettings _defaults = new();

    private readonly ModelOptions _model = new(_defaults.Models[0]);
    private readonly PlanOptions _plan = new(_defaults.Plan);
    private readonly Option<string?> _between = CheckedOption.Choice(
        "--between", "What stands between noun and verb. Default: adjectives.", RegimeOptions.Fillings.Keys);

    private readonly Option<string?> _spread = CheckedOption.Choice(
        "--spread", "Only the arms that train short and long distances, or the longest one, or short ones. Default: mixed and one.", ["mixed", "one", "short"]);

    private readonly Option<string?> _loss = CheckedOption.Choice("--loss", "Only the arms with the loss there. Default: both.", RegimeOptions.Losses.Keys);
    private readonly Option<string?> _gradient = CheckedOption.Choice("--gradient", "Only the arms with this gradient. Default: both.", ["full", "cut"]);
    private readonly Option<long?> _shortest = CheckedOption.Whole("--shortest", $"The shortest distance. Default: {_defaults.Shortest}.", 1, 400);
    private readonly Option<long?> _longest = CheckedOption.Whole("--longest", $"The longest distance. Default: {_defaults.Longest}.", 1, 400);
    private readonly Option<long?> _cutAt = CheckedOption.Whole(
        "--cut-at", $"The lag K at which arms cut the gradient: a loss reaches K steps, its own among them. Default: {_defaults.CutAt}.", 1, 400);

    /// <summary>Makes the command.</summary>
    public AgreementCommand()
        : base("agreement", "Trains networks to say 'was' or 'were' far from the noun, and compares what they are trained on: the regime decides the result.")
        => AddOptions([.. _model.All, _between, _spread, _loss, _gradient, _shortest, _longest, _cutAt, .. _plan.All]);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab agreement --cell elman --loss verb", "a tanh network: mixed distances against one, full gradient against cut; some minutes"),
        ("lab agreement --cell MyCell --assembly bin/Release/net10.0/My.dll --loss verb", "the same with a cell of your own"),
        ("lab agreement --between prepositions --gradient full", "with other nouns between, by how many mislead"),
        ("lab agreement", "all arms with four cells: hours; interrupt it and start it again, and it goes on"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = Read(given);
        foreach (var model in settings.Models)
            RecurrentCell.Find(model.Cell); // A cell that does not fit is better known now.
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var result = new AgreementExperiment(settings, store).Run(progress, cancellation);
            return folder => Write(result, folder, $"lab agreement --seed {settings.Plan.Seed}");
        };
    }

    private AgreementSettings Read(ParseResult given)
    {
        var model = _model.Read(given);
        var filling = given.GetValue(_between) is { } between ? RegimeOptions.Fillings[between] : _defaults.Filling;
        var (longest, least) = ((int)(given.GetValue(_longest) ?? _defaults.Longest), SentenceSpec.LeastDistance(filling));
        var shortest = (int)(given.GetValue(_shortest) ?? Math.Min(longest, Math.Max(_defaults.Shortest, least)));
        RegimeOptions.Require(_shortest.Name, filling, shortest);
        RegimeOptions.Require(_longest.Name, filling, longest);
        if (shortest > longest)
            throw Errors.MeasurementErrors.BadOption(_shortest.Name, $"at most --longest, which is {longest}", $"{shortest}");
        return _defaults with
        {
            Plan = _plan.Read(given, Seed(given)),
            Models = _model.IsCellGiven(given) ? [model] : [.. _defaults.Models.Select(of => of with { Hidden = model.Hidden, Embedding = model.Embedding })],
            Filling = filling,
            Shortest = shortest,
            LongestShort = Math.Max(shortest, Math.Min(longest, _defaults.LongestShort)),
            Longest = longest,
            CutAt = (int)(given.GetValue(_cutAt) ?? _defaults.CutAt),
            Spreads = given.GetValue(_spread) is { } spread ? [Enum.Parse<Spread>(spread, ignoreCase: true)] : _defaults.Spreads,
            Losses = given.GetValue(_loss) is { } loss ? [RegimeOptions.Losses[loss]] : _defaults.Losses,
            Cuts = given.GetValue(_gradient) is { } gradient ? [gradient == "cut"] : _defaults.Cuts,
        };
    }

    private static void Write(AgreementResult result, ResultFolder folder, string command)
    {
        folder.WriteJson("agreement.json", result);
        folder.WriteCsv(
            "agreement.csv",
            ["cell", "arm", "regime", "seed", "learned_at", "distance", "attractors", "trained", "right", "of"],
            from arm in result.Arms
            from seed in arm.Seeds
            from test in seed.Final
            select (object[])
            [
                arm.Cell, arm.Arm, arm.Regime, seed.Seed, seed.LearnedAt ?? (object)"", test.Distance, test.Attractors, test.IsTrained, test.Right.Hits, test.Right.Of,
            ]);
        foreach (var (cell, number) in result.Arms.GroupBy(arm => arm.Cell).Select((cell, number) => (cell, number)))
        {
            Draw(folder, TrainingFigures.SurvivalCurves([.. cell], $"survival-{number}", command));
            Draw(folder, TrainingFigures.OverDistance([.. cell], $"distance-{number}", command));
            Draw(folder, TrainingFigures.OverAttractors([.. cell], $"attractors-{number}", command));
        }

        foreach (var (timeline, number) in result.Timelines.Select((timeline, number) => (timeline, number)))
            Draw(folder, TrainingFigures.Timeline(timeline, $"timeline-{number}", command));
        foreach (var arm in result.Arms)
            WriteArm(arm);
        WriteStarts(result);
    }

    private static void WriteArm(ArmEvidence arm)
    {
        var learned = arm.Seeds.Where(seed => seed.LearnedAt is not null).Select(seed => (double)seed.LearnedAt!).ToList();
        Line($"{arm.Cell}; {arm.Regime}");
        var median = learned.Count == 0 ? "" : Invariant($", median {Sample.Median(learned):0} updates");
        Line($"    learned by {learned.Count} of {arm.Seeds.Count} seeds within {arm.Updates} updates{median}");
        foreach (var tests in arm.Seeds.SelectMany(seed => seed.Final).GroupBy(test => (test.IsTrained, test.Attractors)).OrderByDescending(group => group.Key.IsTrained))
        {
            var shares = tests.GroupBy(test => test.Distance).OrderBy(group => group.Key)
                .Select(group => Invariant($"{group.Key}: {100 * Count.Sum(group.Select(test => test.Right)).Share:0} %"));
            var attractors = tests.Key.Attractors == 0 ? "" : Invariant($", {tests.Key.Attractors} attractors");
            Line($"    {(tests.Key.IsTrained ? "trained distances" : "other distances")}{attractors}: {string.Join(", ", shares)}");
        }
    }

    private static void WriteStarts(AgreementResult result)
    {
        foreach (var start in result.Starts)
        {
            var slope = Intervals.Mean(start.Slopes);
            Line($"{start.Cell} before training: log₁₀ r(n) changes by {Signed(slope.Value)} a word ({Signed(slope.Low)} to {Signed(slope.High)})");
        }

        foreach (var baseline in result.Baselines.GroupBy(baseline => baseline.Attractors > 0))
        {
            var (majority, nearest) = (Count.Sum(baseline.Select(of => of.Majority)), Count.Sum(baseline.Select(of => of.NearestNoun)));
            Line($"guesses{(baseline.Key ? ", with attractors" : "")}: majority {Share(majority)}, nearest noun {Share(nearest)}");
        }
    }
}
