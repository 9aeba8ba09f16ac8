using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Training;
using Spectre.Console;

namespace AutoDiffRnn.Lab.Tests.Training;

public sealed class TrainingLoopTests
{
    [Fact]
    public void ALine_ComesAtEveryMultipleOfTheInterval_AlsoAfterResuming()
    {
        using var folder = new TempFolder();
        var run = Run();
        var first = new Lines();
        _ = new TrainingLoop(run, new TrainingLimits(30, null), folder.File("run"), () => false).Run(first);
        var second = new Lines();
        var reason = new TrainingLoop(run, new TrainingLimits(60, null), folder.File("run"), () => false).Run(second);

        Assert.Equal(StopReason.Complete, reason);
        Assert.Equal([20L], first.Reports.Select(report => report.Updates));
        Assert.Equal([40L, 60L], second.Reports.Select(report => report.Updates));
    }

    [Fact]
    public void AnInterruption_EndsAfterTheUpdate_AndSavesIt()
    {
        using var folder = new TempFolder();
        var run = Run();
        var reason = new TrainingLoop(run, new TrainingLimits(60, null), folder.File("run"), () => run.Trainer.Updates == 7).Run(new Lines());

        Assert.Equal(StopReason.Interrupted, reason);
        Assert.Equal(7, run.Trainer.Updates);
        Assert.Equal(run.Streams.Position, RunHeader.Read("--resume", folder.File("run")).Position);
    }

    [Fact]
    public void WhenTheTimeIsUp_TheRunEndsAndIsSaved()
    {
        using var folder = new TempFolder();
        var run = Run();
        var limits = new TrainingLimits(long.MaxValue, TimeSpan.FromTicks(1));
        var reason = new TrainingLoop(run, limits, folder.File("run"), () => false).Run(new Lines());

        Assert.Equal(StopReason.TimeUp, reason);
        Assert.True(File.Exists(folder.File("run")));
    }

    [Fact]
    public void AFileThatCannotBeWritten_IsToldBeforeTheFirstUpdate()
    {
        using var folder = new TempFolder();
        var run = Run();
        var loop = new TrainingLoop(run, new TrainingLimits(60, null), folder.Path, () => false);

        Assert.Equal("LAB021", Assert.Throws<LabException>(() => loop.Run(new Lines())).Id);
        Assert.Equal(0, run.Trainer.Updates);
    }

    [Fact]
    public void InATerminal_LinesStayAndTheBarGoes()
    {
        using var folder = new TempFolder();
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(written),
        });
        var loop = new TrainingLoop(Run(), new TrainingLimits(60, null), folder.File("run"), () => false);

        var reason = LiveProgress.Run(console, 60, loop.Run);

        Assert.Equal(StopReason.Complete, reason);
        foreach (var update in (string[])["      20      0:0", "      40      0:0", "      60      0:0"])
            Assert.Contains(update, written.ToString(), StringComparison.Ordinal);
        Assert.Contains("training", written.ToString(), StringComparison.Ordinal);
    }

    private static TrainingRun Run() => new(Toys.Settings(), Toys.Corpus(Toys.Text(150)));

    private sealed class Lines : IProgressView
    {
        public List<TrainingReport> Reports { get; } = [];

        public void Show(long updates)
        {
        }

        public void Report(TrainingReport report) => Reports.Add(report);
    }
}
