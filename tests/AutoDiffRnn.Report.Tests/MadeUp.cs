using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Report.Tests;

/// <summary>Evidence of made-up numbers: of the shape that a run leaves, and the same each time.</summary>
internal static class MadeUp
{
    private const int SeedCount = 12;

    private static readonly int[] _distances = [3, 10, 25, 40, 80, 150];

    /// <summary>A run of which every part is there.</summary>
    public static Evidence Full { get; } = new()
    {
        Run = Run,
        Weights = [ElmanWeights, LstmWeights],
        RoleCuts = [.. Cuts("Elman", 0.42)],
        Passes = new PassesEvidence("Elman", 60, 3e-15, 60, 1830),
        Beginning = new BeginningEvidence(
            "adjectives only, distance 40, loss at every word",
            Seeds(seed => new FailingSeed(seed, new Count(100 + seed, 200), new Count(1990 + seed % 10, 2000), 0.55 + 0.02 * seed)),
            [new(0.5, 0.93), new(1.0, 0.71), new(1.5, 0.42), new(3.0, 0.06)]),
        End = new EndEvidence(
            "Elman",
            "distance 40 only, loss at the verb",
            Seeds(seed => -0.11 - 0.002 * seed),
            10,
            Seeds(seed => 0.50 + 0.01 * (seed % 5)),
            Seeds(seed => 0.50 + 0.01 * (seed % 3))),
        Now = new NowEvidence("Elman", "short and long "
            + "mixed", Seeds(seed => new NowSeed(seed, new Count(500, 500), new Count(499, 500), new Count(498, 500)))),
        Context = new ContextEvidence("Elman", "distance 3 to 10, loss at the verb", Checkpoints()),
        SameMatrix = new SameMatrixEvidence(Seeds(seed => -0.15 - 0.001 * seed), Seeds(seed => -0.09 - 0.001 * (seed % 4)), SameAndFresh()),
        Arms = [.. Arms("Elman"), .. Arms("LSTM, forget bias 4")],
        Flows = [Flow("Elman", "untrained", 0.8), Flow("LSTM", "trained", 0.98)],
        Timelines = [Timeline()],
        Strips = [Strip("Elman"), Strip("LSTM")],
    };

    /// <summary>A run of which nothing was measured.</summary>
    public static Evidence Empty { get; } = new() { Run = Run };

    /// <summary>A run of which some parts are null, empty or not finite.</summary>
    public static Evidence Partial { get; } = new()
    {
        Run = Run with { DifferenceError = double.NaN, Settings = [], Times = [] },
        Weights = [LstmWeights with { UntiedError = double.NaN }],
        End = Full.End! with { Slopes = [double.NaN], FullGradient = [], CutGradient = [] },
        Context = Full.Context! with { Checkpoints = [] },
        Arms = [new ArmEvidence("agreement", "mixed", "GRU", "short and long mixed", 500, [])],
        Flows =
        [
            new FlowEvidence(
                "GRU",
                "untrained",
                [[double.NegativeInfinity], [double.NaN, double.NaN]],
                [new LagCurve("joint", [1, 0, double.NaN], [], [])],
                [],
                [new RoleShare("Wh", [double.NaN], double.NaN, double.NaN)],
                [],
                new Spectrum(double.NaN, double.PositiveInfinity, new Estimate(double.NaN, double.NaN, double.NaN), 0)),
        ],
        Timelines = [new TimelineEvidence("GRU", "mixed", [new TimelinePoint(0, 0, 0, 0.5)])],
        Strips = [new SentenceStrip("GRU", [])],
    };

    /// <summary>What every run says of itself.</summary>
    public static RunInfo Run => new(
        7,
        "0.1.0",
        "lab answer --seed 7",
        [new("H", "32"), new("optimiser", "Adam 0.01"), new("instruction set", "AVX-512")],
        3.1e-9,
        12,
        false,
        [new("agreement", 71.5), new("flow", 8.25)]);

    private static WeightsEvidence ElmanWeights => new(
        "Elman",
        [new("E", [40, 16], "Before"), new("Wx", [32, 16], "Before"), new("Wh", [32, 32], "Loop"), new("b", [32], "Loop"),
            new("Wy", [3, 32], "After")],
        4e-16);

    private static WeightsEvidence LstmWeights => new(
        "LSTM",
        [.. new[] { "Wi", "Wf", "Wo", "Wg" }.Select(name => new WeightInfo(name, [32, 16], "Before")),
            .. new[] { "Ui", "Uf", "Uo", "Ug" }.Select(name => new WeightInfo(name, [32, 32], "Loop")), new("Wy", [3, 32], "After")],
        6e-16);

    /// <summary>A value for each seed, 1 to 12.</summary>
    public static IReadOnlyList<T> Seeds<T>(Func<int, T> value) => [.. Enumerable.Range(1, SeedCount).Select(value)];

    /// <summary>The four cuts of a cell; each costs about <paramref name="cost"/>.</summary>
    public static IEnumerable<RoleCutEvidence> Cuts(string cell, double cost)
    {
        foreach (var weight in new[] { "Wx", "Wh" })
        {
            foreach (var cut in new[] { "now", "later" })
            {
                yield return new RoleCutEvidence(
                    cell, weight, cut, cut == "now" ? "translate" : "agreement", Seeds(seed => 0.97 + 0.002 * seed),
                        Seeds(seed => 0.97 + 0.002 * seed - cost - 0.01 * (seed % 3)));
            }
        }
    }

    private static IReadOnlyList<FailingCheckpoint> Checkpoints() => [.. Enumerable.Range(1, 5).Select(seed => new FailingCheckpoint(
        seed, 400 * seed, new Count(198, 200), new Count(100 + seed, 200), new Count(104, 200), new Count(102, 200), new Count(199, 200),
            new Count(197, 200),
        new Count(0, 200), new Count(21, 200), new Count(106, 200)))];

    private static IReadOnlyList<LagCurve> SameAndFresh() =>
    [
        Logarithm("Elman, normal weights: same", 0.70),
        Logarithm("Elman, normal weights: fresh", 0.81),
        Logarithm("Elman, orthogonal weights: same", 0.97),
        Logarithm("Elman, orthogonal weights: fresh", 0.97),
    ];

    private static LagCurve Logarithm(string name, double factor)
    {
        double[] Line(double by) => [.. Falling(factor + by).Select(Math.Log10)];
        return new LagCurve(name, Line(0), Line(-0.03), Line(0.03));
    }

    private static double[] Falling(double factor) => [.. Enumerable.Range(0, 60).Select(lag => Math.Pow(factor, lag))];

    private static IEnumerable<ArmEvidence> Arms(string cell)
    {
        foreach (var (arm, learned) in new[] { ("short and long mixed", 11), ("distance 40 only", 2), ("mixed, gradient cut at 10", 7) })
        {
            yield return new ArmEvidence("agreement", arm, cell, $"adjectives only, {arm}, loss at the verb", 2000, Seeds(seed => new SeedEvidence(
                seed, seed <= learned ? 200 + 110 * seed : null, [.. _distances.Select((distance, i) => new DistanceAccuracy(
                    distance, i % 3, distance <= 40, new Count(200 - (seed > learned ? 90 : distance / 3 + seed % 4), 200)))])));
        }
    }

    private static FlowEvidence Flow(string cell, string when, double factor)
    {
        const int T = 40;
        string[] reads = ["a = Wx * x + Wh * h + b", "f * c"];
        return new FlowEvidence(
            cell,
            when,
            [.. Enumerable.Range(0, T).Select(t => (IReadOnlyList<double>)[.. Enumerable.Range(0,
                T).Select(k => k > t ? double.NaN : (t - k) * Math.Log10(factor) + 0.1 * Math.Sin(k))])],
            [new("joint", Falling(factor), Falling(factor - 0.03), Falling(factor + 0.02)), new("h", Falling(factor - 0.02), [], []), new("bound "
                + "‖Wh‖₂ⁿ", Falling(factor + 0.25), [], [])],
            [.. Enumerable.Range(0, T).Select(k => new SingularBand(k, 1.3, 0.9, factor - 0.1, 0.3, 0.02 + 0.001 * k))],
            [.. new[] { "Wx", "Wh", "b" }.Select((weight, i) => new RoleShare(weight,
                [.. Enumerable.Range(0, T).Select(lag => lag == 0 ? 0.6 + 0.1 * i : (0.4 - 0.1 * i) / (T - 1))], 0.7, 2.4))],
            [.. reads.Select((read, i) => new PathShare(i == 0 ? "h" : "c", read,
                [.. Enumerable.Range(0, T).Select(lag => i == 0 ? 1.0 / (lag + 1) : lag / (lag + 1.0))],
                [.. Enumerable.Range(0, T).Select(lag => i == 0 ? Math.Pow(0.5, lag) : Math.Pow(0.97, lag))]))],
            new Spectrum(1.02, 84, new Estimate(-0.21, -0.24, -0.18), 10));
    }

    private static TimelineEvidence Timeline() => new("LSTM, forget bias 4", "short and long mixed", [.. Enumerable.Range(0, 21).Select(i =>
        new TimelinePoint(i * 100, Math.Pow(10, -1 - i * 0.15), 0.2 + 4 / (1 + Math.Exp(8.0 - i)), 0.5 + 0.5 / (1 + Math.Exp(9.0 - i))))]);

    private static SentenceStrip Strip(string cell) => new(cell, [.. "the cats , which were gray , and happy , and small , were".Split(' ')
        .Select((word, i) => new StripWord(word, word == "cats" ? 7.5 : -0.4 + 0.1 * (i % 7), Math.Pow(0.7, 14 - i)))]);
}
