using System.Globalization;
using AutoDiffRnn.RandomCells.Tests.Running;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace AutoDiffRnn.RandomCells.Tests;

/// <summary>
/// Random valid cells through the compiler, the generator and every run. A share of them always; thousands with
/// <c>RANDOM_CELLS=5000 dotnet test tests/AutoDiffRnn.RandomCells.Tests -c Release</c>, other ones with another <c>RANDOM_CELLS_SEED</c>
/// (1 unless it is set), from <c>RANDOM_CELLS_FIRST</c> (0 unless it is set) on.
/// </summary>
public sealed class RandomCellTests(RandomCellTests.Progress progress, ITestOutputHelper output) : IClassFixture<RandomCellTests.Progress>
{
    private const int Share = 200;

    [Fact]
    public void WhateverIsGenerated_AgreesWithThePlainMethod()
    {
        var count = Setting("RANDOM_CELLS", Share);
        var run = new RandomRun(Setting("RANDOM_CELLS_SEED", 1), progress.Report);
        run.Run(Setting("RANDOM_CELLS_FIRST", 0), count);
        progress.Report($"{count} cells, {run.Failed} failed, {run.Unusable} unusable; "
            + $"{run.Checked} derivatives compared with differences, {run.Kinks} beside kinks");
        foreach (var (feature, cells) in run.Features)
            output.WriteLine($"{cells,6} cells with {feature}");
        Assert.True(run.Failed == 0, run.Failures);
        // Cells that test nothing would pass, too.
        Assert.True(run.Unusable <= count / 50 && run.Checked >= 5 * count && run.Kinks <= run.Checked / 20);
    }

    private static int Setting(string name, int usual)
    {
        var text = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(text))
            return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"The environment variable {name} is a whole number from 0 on, not '{text}'.");
    }

    /// <summary>Shows lines while a test runs.</summary>
    public sealed class Progress(IMessageSink sink)
    {
        public void Report(string line) => sink.OnMessage(new DiagnosticMessage(line));
    }
}
