using AutoDiffRnn.Lab.Claims;
using static AutoDiffRnn.Report.Tests.MadeUp;

namespace AutoDiffRnn.Report.Tests.Claims;

public partial class VerdictTests
{
    private static readonly WeightsEvidence _three = new("Plain",
        [new("Wx", [3, 2], "Before"), new("Wh", [3, 3], "Loop"), new("Wy", [1, 3], "After")], 1e-16);
    private static readonly BeginningEvidence _beginning = new(
        "far", Seeds(seed => new FailingSeed(seed, new Count(110, 200), new Count(995, 1000), 0.4)), [new(0.5, 0.9), new(1.5, 0.2)]);

    private static readonly EndEvidence _end = new("Elman", "far", Seeds(seed => -0.1 - 0.001 * seed), 10, Seeds(seed => 0.5 + 0.001 * seed),
        Seeds(_ => 0.5));
    private static readonly NowEvidence _now = new("Elman", "mixed", Seeds(Noun));
    private static readonly FailingCheckpoint _lost = new(
        1, 100, new(100, 100), new(50, 100), new(52, 100), new(50, 100), new(100, 100), new(99, 100), new(0, 100), new(10, 100), new(51, 100));

    /// <summary>Evidence, what it is, and the verdict that it must lead to, by claim.</summary>
    public static TheoryData<string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (claim, name, verdict, _) in _cases)
            data.Add(claim, name, verdict.ToString());
        return data;
    }

    private static readonly (string Claim, string Name, Verdict Verdict, Evidence Evidence)[] _cases =
    [
        ("claim-1", "three matrices", Verdict.Holds, Empty with { Weights = [_three] }),
        ("claim-1", "three matrices, rounding at the threshold", Verdict.Holds,
            Empty with { Weights = [_three with { UntiedError = Criteria.SameGradient }] }),
        ("claim-1", "a bias as well", Verdict.InPart,
            Empty with { Weights = [_three with { Weights = [.. _three.Weights, new("b", [3], "Loop")] }] }),
        ("claim-1", "three matrices, but two of a kind", Verdict.InPart,
            Empty with { Weights = [_three with { Weights = [_three.Weights[0], _three.Weights[0], _three.Weights[1]] }] }),
        ("claim-1", "not shared, and no output weights", Verdict.DoesNotHold,
            Empty with { Weights = [_three with { Weights = [.. _three.Weights.Take(2)], UntiedError = Criteria.OtherGradient }] }),
        ("claim-1", "no cell", Verdict.NotDecided, Empty),
        ("claim-1", "no list, and no number", Verdict.NotDecided, Empty with { Weights = [new("None", [], double.NaN)] }),

        ("claim-2", "all four cuts cost", Verdict.Holds, Empty with { RoleCuts = [.. Cuts("Elman", 0.4)] }),
        ("claim-2", "one weight's cuts cost nothing", Verdict.InPart,
            Empty with { RoleCuts = [.. Cuts("Elman", 0.4).Take(2), .. Cuts("Elman", 0).Skip(2)] }),
        ("claim-2", "one cut was not made", Verdict.InPart, Empty with { RoleCuts = [.. Cuts("Elman", 0.4).Take(3)] }),
        ("claim-2", "no cut costs", Verdict.DoesNotHold, Empty with { RoleCuts = [.. Cuts("Elman", 0)] }),
        ("claim-2", "no cut costs, but nothing was learned", Verdict.NotDecided,
            Empty with { RoleCuts = [.. Cuts("Elman", 0).Select(cut => cut with { Full = Seeds(_ => 0.5), WithCut = Seeds(_ => 0.5) })] }),
        ("claim-2", "costs 20 points, but in some seeds only", Verdict.NotDecided,
            Empty with { RoleCuts = [.. Cuts("Elman",
                0).Select(cut => cut with { Full = Seeds(_ => 1.0), WithCut = Seeds(seed => seed < 3 ? 0.0 : 1.0) })] }),
        ("claim-2", "no cut", Verdict.NotDecided, Empty),

        ("claim-3", "another gradient", Verdict.Holds, Empty with { Passes = new("Elman", 1, 0.5, 1, 1) }),
        ("claim-3", "one word", Verdict.InPart, Empty with { Passes = new("Elman", 1, 0, 1, 1) }),
        ("claim-3", "the same gradient in fewer steps", Verdict.DoesNotHold, Empty with { Passes = new("Elman", 60, 1e-15, 60, 1830) }),
        ("claim-3", "more than rounding, less than another", Verdict.NotDecided, Empty with { Passes = new("Elman", 60, 1e-7, 60, 1830) }),
        ("claim-3", "not compared", Verdict.NotDecided, Empty),

        ("claim-4", "words right, gradient passes", Verdict.Holds, Empty with { Beginning = _beginning }),
        ("claim-4", "so in 11 of 12", Verdict.Holds,
            Empty with { Beginning = _beginning with { Seeds = [.. _beginning.Seeds.Skip(1), _beginning.Seeds[0] with { AdjointRatio = 0.01 }] } }),
        ("claim-4", "so in 10 of 12", Verdict.InPart,
            Empty with { Beginning = _beginning with { Seeds = [.. _beginning.Seeds.Select(seed => seed.Seed < 3 ? seed with { AdjointRatio = 0.01 } : seed)] } }),
        ("claim-4", "large weights hold it back", Verdict.InPart,
            Empty with { Beginning = _beginning with { Ratios = [new(0.5, 0.9), new(3, 0.099)] } }),
        ("claim-4", "each right in 11 of 12, but not together", Verdict.InPart,
            Empty with { Beginning = _beginning with { Seeds = [.. _beginning.Seeds.Select(Apart)] } }),
        ("claim-4", "words wrong, gradient held back", Verdict.DoesNotHold,
            Empty with { Beginning = _beginning with { Seeds = [.. _beginning.Seeds.Select(seed => seed with { Words = new(989, 1000),
                AdjointRatio = 0.09 })], Ratios = [new(3, 0.05)] } }),
        ("claim-4", "none fails at the verb", Verdict.NotDecided,
            Empty with { Beginning = _beginning with { Seeds = [.. _beginning.Seeds.Select(seed => seed with { Verb = new(190, 200) })] } }),
        ("claim-4", "four failing seeds", Verdict.NotDecided,
            Empty with { Beginning = _beginning with { Seeds = [.. _beginning.Seeds.Take(4)], Ratios = [] } }),

        ("claim-5", "falls, and the far gradient is useless", Verdict.Holds, Empty with { End = _end }),
        ("claim-5", "falls, but the far gradient is useful", Verdict.InPart,
            Empty with { End = _end with { FullGradient = Seeds(seed => 0.9 + 0.001 * seed) } }),
        ("claim-5", "falls, use unknown", Verdict.InPart,
            Empty with { End = _end with { FullGradient = Seeds(seed => seed % 2 == 0 ? 0.5 : 1.0) } }),
        ("claim-5", "does not fall, and is useful", Verdict.DoesNotHold,
            Empty with { End = _end with { Slopes = Seeds(seed => -0.01 - 0.0001 * seed), FullGradient = Seeds(seed => 0.9 + 0.001 * seed) } }),
        ("claim-5", "the slope's interval ends at the threshold", Verdict.InPart,
            Empty with { End = _end with { Slopes = Seeds(_ => Criteria.SlopeAWord) } }),
        ("claim-5", "intervals reach over both thresholds", Verdict.NotDecided,
            Empty with { End = _end with { Slopes = Seeds(seed => seed % 2 == 0 ? 0 : -0.1),
                FullGradient = Seeds(seed => seed % 2 == 0 ? 0.5 : 1.0) } }),
        ("claim-5", "not measured", Verdict.NotDecided, Empty),
        ("claim-5", "one seed", Verdict.NotDecided,
            Empty with { End = _end with { Slopes = [-0.1], FullGradient = [0.5], CutGradient = [0.5] } }),

        ("claim-6", "right, whatever the context", Verdict.Holds, Empty with { Now = _now }),
        ("claim-6", "exactly one point of change", Verdict.Holds,
            Empty with { Now = _now with { Seeds = Seeds(seed => new NowSeed(seed, new(100, 100), new(100, 100), new(99, 100))) } }),
        ("claim-6", "another context disturbs", Verdict.InPart,
            Empty with { Now = _now with { Seeds = Seeds(seed => Noun(seed) with { Exchanged = new(98, 100) }) } }),
        ("claim-6", "right in half of the seeds", Verdict.InPart,
            Empty with { Now = _now with { Seeds = Seeds(seed => seed % 2 == 0 ? Noun(seed) : new NowSeed(seed, new(50, 100), new(50, 100),
                new(20, 100))) } }),
        ("claim-6", "wrong everywhere", Verdict.DoesNotHold,
            Empty with { Now = _now with { Seeds = Seeds(seed => new NowSeed(seed, new(98, 100), new(98, 100), new(50, 100))) } }),
        ("claim-6", "four seeds", Verdict.NotDecided,
            Empty with { Now = _now with { Seeds = [.. _now.Seeds.Take(4)] } }),

        ("claim-7", "gone, and the donor repairs", Verdict.Holds, Empty with { Context = new("Elman", "short", [_lost]) }),
        ("claim-7", "still there, and the donor repairs", Verdict.InPart,
            Empty with { Context = new("Elman", "short", [_lost with { Probe = new(99, 100) }]) }),
        ("claim-7", "gone, and the surgery harms", Verdict.InPart,
            Empty with { Context = new("Elman", "short", [_lost with { SameDonor = new(6, 100) }]) }),
        ("claim-7", "still there, and the donor does not repair", Verdict.DoesNotHold,
            Empty with { Context = new("Elman", "short", [_lost with { Probe = new(99, 100), RightDonor = new(60, 100) }]) }),
        ("claim-7", "at both thresholds", Verdict.Holds,
            Empty with { Context = new("Elman", "short",
                [_lost with { Probe = new(54, 100), RightDonor = new(95, 100), SameDonor = new(5, 100) }]) }),
        ("claim-7", "no checkpoint fails at long distances", Verdict.NotDecided,
            Empty with { Context = new("Elman", "short", [_lost with { Long = new(96, 100) }]) }),
        ("claim-7", "no checkpoint is right at short ones", Verdict.NotDecided,
            Empty with { Context = new("Elman", "short", [_lost with { Short = new(94, 100) }]) }),
        ("claim-7", "a few sentences", Verdict.NotDecided,
            Empty with { Context = new("Elman", "short", [_lost with { Probe = new(10, 20), RightDonor = new(20, 20) }]) }),

        ("remark", "another slope", Verdict.Holds,
            Empty with { SameMatrix = new(Seeds(seed => -0.15 - 0.001 * seed), Seeds(_ => -0.1), []) }),
        ("remark", "surely another slope, but hardly", Verdict.InPart,
            Empty with { SameMatrix = new(Seeds(seed => -0.102 - 0.0001 * seed), Seeds(_ => -0.1), []) }),
        ("remark", "in one cell only", Verdict.InPart,
            Empty with { SameMatrix = new([], [],
                []) { Cases = [new("a", Seeds(seed => -0.2 - 0.001 * seed), Seeds(_ => -0.1), [], 0),
                new("b", Seeds(seed => -0.1 + 0.001 * (seed % 2 - 0.5)), Seeds(_ => -0.1), [], 0)] } }),
        ("remark", "the same slope", Verdict.DoesNotHold,
            Empty with { SameMatrix = new(Seeds(seed => -0.1 + 0.001 * (seed % 2 - 0.5)), Seeds(_ => -0.1), []) }),
        ("remark", "slopes all over the place", Verdict.NotDecided,
            Empty with { SameMatrix = new(Seeds(seed => seed % 2 == 0 ? -0.4 : 0.2), Seeds(_ => -0.1), []) }),
        ("remark", "seeds that do not pair up", Verdict.NotDecided, Empty with { SameMatrix = new([-0.1, -0.2], [-0.1], []) }),
    ];

    private static NowSeed Noun(int seed) => new(seed, new(100, 100), new(100, 100), new(100, 100));

    /// <summary>The first seed's words are wrong, the second's gradient is held back: 11 of 12 each, 10 of 12 together.</summary>
    private static FailingSeed Apart(FailingSeed seed) => seed.Seed switch
    {
        1 => seed with { Words = new(900, 1000) },
        2 => seed with { AdjointRatio = 0.01 },
        _ => seed,
    };
}
