using System.Globalization;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Report;

/// <summary>Which pictures stand beside which claim.</summary>
internal sealed class ClaimFigures
{
    private static readonly string[] _flowsOfClaims = ["-roles", "-map", "-lag", "-singular"];

    /// <summary>What stands between a case's name and that of its curve.</summary>
    private const char CaseEnd = ':';

    /// <summary>How many cases are drawn; the table has all of them.</summary>
    private const int MostCases = 4;

    private readonly Evidence _evidence;
    private readonly List<Figure> _flows;

    /// <summary>Draws what several claims share.</summary>
    public ClaimFigures(Evidence evidence)
    {
        _evidence = evidence;
        _flows = [.. evidence.Flows.SelectMany((flow, i) => FlowFigures.All(flow, Numbered("flow", i), Command))];
    }

    private string Command => _evidence.Run.Command;

    /// <summary>The pictures of a claim. Those of a flow stand where they are needed first; the rest is in <see cref="OtherFlows"/>.</summary>
    public IEnumerable<Figure?> Of(string claim) => claim switch
    {
        "claim-2" => [Cuts(_evidence.RoleCuts, Command), Flow("-roles")],
        "claim-3" => [Flow("-map")],
        "claim-4" => [Words(), Ratios()],
        "claim-5" => [Flow("-lag"), Flow("-singular"), FarGradient()],
        "claim-6" => [Nouns()],
        "claim-7" => [Checkpoints(_evidence.Context, Command)],
        "remark" => SameAndFresh(_evidence.SameMatrix, Command),
        _ => [],
    };

    /// <summary>Pictures of how gradients flow that no claim shows.</summary>
    public IEnumerable<Figure> OtherFlows() => _flows.Except(_flowsOfClaims.Select(Flow).OfType<Figure>());

    /// <summary>Pictures of the training runs, an experiment and a cell at a time.</summary>
    public IEnumerable<Figure?> Training() => _evidence.Arms.GroupBy(arm => (arm.Experiment, arm.Cell)).SelectMany((arms, i) => new[]
    {
        TrainingFigures.SurvivalCurves([.. arms], Numbered("survival", i), Command),
        TrainingFigures.OverDistance([.. arms], Numbered("distance", i), Command),
        TrainingFigures.OverAttractors([.. arms], Numbered("attractors", i), Command),
    });

    /// <summary>Pictures of what happens while a network learns.</summary>
    public IEnumerable<Figure?> Timelines()
        => _evidence.Timelines.Select((timeline, i) => TrainingFigures.Timeline(timeline, Numbered("timeline", i), Command));

    private static string Numbered(string name, int i) => string.Create(CultureInfo.InvariantCulture, $"{name}{i}");

    private Figure? Flow(string kind) => _flows.FirstOrDefault(figure => figure.Id.EndsWith(kind, StringComparison.Ordinal));

    /// <summary>What leaving out parts of the gradient costs.</summary>
    public static Figure? Cuts(IReadOnlyList<RoleCutEvidence> cuts, string command) => SeedFigures.Dots(
        "cuts",
        "What each part of the gradient is worth",
        "Each dot is a seed. Where the two colours lie apart, that part of the gradient was needed.",
        "right on the task that needs it",
        ["whole gradient", "without the part"],
        [.. cuts.Select(cut => new DotRow($"{TwoRoles.KindOf(cut)} {cut.Weight}, no {(cut.Cut == "now" ? "lag 0" : "lag > 0")}", [cut.Full, cut.WithCut]))],
        command);

    private Figure? Words() => _evidence.Beginning is not { } beginning ? null : SeedFigures.Dots(
        "words",
        "Wrong at the verb, right at the words",
        "Each dot is a network that fails at the verb. The lower row shows the verb; the upper one words that need no memory.",
        "right",
        ["share right"],
        [new("each word", [[.. beginning.Seeds.Select(seed => seed.Words.Share)]]), new("the verb", [[.. beginning.Seeds.Select(seed => seed.Verb.Share)]])],
        Command);

    private Figure? Ratios()
    {
        if (_evidence.Beginning is not { Ratios: { Count: > 0 } ratios })
            return null;
        double[] radius = [.. ratios.Select(ratio => ratio.SpectralRadius)], value = [.. ratios.Select(ratio => ratio.Ratio)];
        var chart = new Chart(Axis.Over("spectral radius of Wh", radius, 0.03), Axis.Over("before tanh / after tanh", [.. value, 0, 1], 0.03))
            .Line("how much of the gradient passes the step's own tanh", radius, value, Pattern.Solid)
            .Threshold(Criteria.AdjointRatio);
        var words = $"The ratio of the gradient's norm before tanh to that after it. {Curves.Trend("Ratio", value, "spectral radius", radius)} The "
            + $"criterion's threshold is {Say.Number(Criteria.AdjointRatio)}.";
        return new Figure(
            "ratios",
            "The very first step of backpropagation",
            "The larger the weights, the flatter the tanh where units work, and the less passes, even at lag 0. The dashed line is the criterion's "
                + "threshold.",
            words,
            [chart.ToSvg("ratios", words)],
            chart.Legend,
            chart.Data,
            Command);
    }

    private Figure? FarGradient() => _evidence.End is not { } end ? null : SeedFigures.Dots(
        "far-gradient",
        "Was the far gradient of any use?",
        "Each dot is a seed. If both rows lie at the same place, the gradient from afar taught nothing that the near one did not.",
        "right at the far verb",
        ["share right"],
        [new("whole gradient", [end.FullGradient]), new($"cut at lag {end.CutAt}", [end.CutGradient])],
        Command);

    private Figure? Nouns() => _evidence.Now is not { } now ? null : SeedFigures.Dots(
        "nouns",
        "Translating the noun",
        "Each dot is a seed. All three rows belong at the right edge.",
        "nouns translated rightly",
        ["share right"],
        [
            new("early in the sentence", [[.. now.Seeds.Select(seed => seed.Early.Share)]]),
            new("late in the sentence", [[.. now.Seeds.Select(seed => seed.Late.Share)]]),
            new("with another context", [[.. now.Seeds.Select(seed => seed.Exchanged.Share)]]),
        ],
        Command);

    /// <summary>What was found in networks that fail at long distances.</summary>
    public static Figure? Checkpoints(ContextEvidence? context, string command)
    {
        if (context is null)
            return null;
        DotRow Row(string name, Func<FailingCheckpoint, Count> count) => new(name, [[.. context.Checkpoints.Select(check => count(check).Share)]]);
        return SeedFigures.Dots(
            "checkpoints",
            "Networks that fail at long distances, opened at the verb",
            "Each dot is a checkpoint. If the probe lies no higher than its control, the number is gone from the state; if the right donor lies at "
                + "the right edge, the weights at the verb work.",
            "share of sentences",
            ["share"],
            [
                Row("right, short", check => check.Short),
                Row("right, long", check => check.Long),
                Row("probe", check => check.Probe),
                Row("probe's control", check => check.ProbeControl),
                Row("right, right donor", check => check.RightDonor),
                Row("flipped, wrong donor", check => check.WrongDonor),
                Row("changed, same donor", check => check.SameDonor),
                Row("changed, random", check => check.RandomDonor),
                Row("right, new output", check => check.NewOutput),
            ],
            command);
    }

    /// <summary>A picture for each of the first cases: its two curves are named after it.</summary>
    public static IEnumerable<Figure?> SameAndFresh(SameMatrixEvidence? evidence, string command) => (evidence?.Curves ?? [])
        .GroupBy(curve => curve.Name[..Math.Max(0, curve.Name.LastIndexOf(CaseEnd))])
        .Take(MostCases)
        .Select((curves, i) => FlowFigures.Curve(
            [.. curves.Select(curve => curve with { Name = curve.Name[(curve.Name.LastIndexOf(CaseEnd) + 1)..].Trim() })],
            Numbered("same-fresh", i),
            command,
            "log₁₀ of the gradient's norm") with
        {
            Title = $"The same matrix, and a fresh one at each step: {curves.Key}",
            Caption = "Two straight lines with different slopes: repetition matters. If both fall, vanishing needs no repetition.",
        });
}
