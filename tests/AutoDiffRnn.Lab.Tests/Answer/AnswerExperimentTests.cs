using AutoDiffRnn.Lab.Answer;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Report;

namespace AutoDiffRnn.Lab.Tests.Answer;

/// <summary>The whole of <c>lab answer</c>, small: too small for verdicts, and large enough for every part to run.</summary>
public sealed class AnswerExperimentTests
{
    private static readonly AnswerSettings _small = new() { Seeds = 2, Budget = 0.01, Hidden = 6 };

    [Fact]
    public void TheSameSeed_GivesTheSamePage_ApartFromTimes_HoweverManyRunSideBySide()
    {
        var progress = new Steps();
        var (one, other) = (Run(workers: 1, progress), Run(workers: 3, progress: null));
        Assert.Equal(Page(one), Page(other));
        Assert.NotEmpty(one.Run.Times);
        Assert.Equal(progress.Shown.Order(), progress.Shown);
        Assert.Equal(progress.Of, progress.Shown[^1]);
    }

    [Fact]
    public void EveryPartIsMeasured()
    {
        var evidence = Run(workers: 2, progress: null);
        Assert.Equal(["Elman", "Gru", "Lstm"], evidence.Weights.Select(weights => weights.Cell));
        Assert.Equal(["Wx now", "Wx later", "Wh now", "Wh later"], evidence.RoleCuts.Select(cut => $"{cut.Weight} {cut.Cut}"));
        Assert.All(evidence.RoleCuts, cut => Assert.Equal((2, 2), (cut.Full.Count, cut.WithCut.Count)));
        Assert.NotNull(evidence.Passes);
        Assert.NotNull(evidence.Beginning);
        Assert.NotNull(evidence.End);
        Assert.Equal(2, evidence.Now!.Seeds.Count);
        Assert.NotNull(evidence.Context);
        Assert.NotNull(evidence.SameMatrix);
        Assert.Equal(["untrained", "trained", "untrained", "trained"], evidence.Flows.Select(flow => flow.When));
        Assert.NotEmpty(evidence.Strips);
        Assert.False(evidence.Run.IdenticalArmsDiffer);
    }

    private static Evidence Run(int workers, IRunProgress? progress) => new AnswerExperiment(_small, "lab answer", store: null, workers).Run(progress);

    private static string Page(Evidence evidence) => ReportWriter.Write(evidence with { Run = evidence.Run with { Times = [] } });

    private sealed class Steps : IRunProgress
    {
        public List<int> Shown { get; } = [];

        public int Of { get; private set; }

        public void Show(int done, int of, string what)
        {
            Of = of;
            Shown.Add(done);
        }
    }
}
