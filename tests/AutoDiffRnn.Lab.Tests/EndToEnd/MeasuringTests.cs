using AutoDiffRnn.Lab.Commands;

namespace AutoDiffRnn.Lab.Tests.EndToEnd;

public sealed class MeasuringTests
{
    [Theory]
    [InlineData("same-matrix --seeds 2 --steps 20 --hidden 6", "same-matrix.json", "same-matrix.csv")]
    [InlineData("surgery --seeds 1 --updates 50 --long 12 --hidden 6", "surgery.json", "surgery.csv")]
    [InlineData("probe --seeds 1 --updates 0 --test-distance 4 --hidden 6", "probe.json", "probe.csv")]
    [InlineData("flow --cell gru --updates 0 --test-distance 8 --hidden 6 --batch 4", "flow.json", "flow-untrained-map.svg")]
    public void AMeasurement_WithTheSameSeed_WritesTheSameBytes(string arguments, string json, string table)
    {
        using var folder = new TempFolder();

        var first = LabProcess.Run(folder, [.. arguments.Split(' '), "--out", "first"]);
        var second = LabProcess.Run(folder, [.. arguments.Split(' '), "--out", "second"]);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal(0, second.ExitCode);
        foreach (var file in new[] { json, table })
            Assert.Equal(File.ReadAllBytes(folder.File($"first/{file}")), File.ReadAllBytes(folder.File($"second/{file}")));
    }

    [Theory]
    [InlineData("surgery --distances 6-2", "LAB002: --distances: expected whole numbers and ranges such as 2-6,10,40, but got '6-2'.")]
    [InlineData("probe --between clause --distances 3", "LAB002: --distances: expected distances from 4 to 400 with clause between, but got '3'.")]
    [InlineData("probe --between prepositions --distances 8 --test-distance 2", "LAB002: --test-distance: expected distances from 4")]
    [InlineData("real --constant alpha", "LAB002: --constant: expected NAME=X with a number X, but got 'alpha'.")]
    [InlineData("real --cell nothing", "LAB051: ")]
    [InlineData("remedies --distance 1", "LAB002: --distance: expected a whole number from 3 to 200, but got '1'.")]
    public void AMeasurement_OfWhatThereIsNot_IsRefusedAtOnce(string arguments, string expected)
    {
        using var folder = new TempFolder();

        var result = LabProcess.Run(folder, arguments.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AnInterruptedMeasurement_SaysHowToGoOn()
    {
        using var folder = new TempFolder();
        using var lab = LabProcess.Start(folder, "remedies", "--distance", "8", "--seeds", "2");
        lab.WaitForLine(line => line.Contains("done: ", StringComparison.Ordinal));
        lab.Signal("TERM");
        var result = lab.Finish();

        Assert.Equal(143, result.ExitCode);
        Assert.Contains("The same command goes on", result.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(folder.File("runs/remedies/runs")));
        Assert.False(File.Exists(folder.File("runs/remedies/remedies.json")));
    }

    [Theory]
    [InlineData(-0.00001, "+0.000")]
    [InlineData(-1.5, "−1.500")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Signed_OfANumber_HasASignAndNoMinusZero(double number, string expected) => Assert.Equal(expected, Tables.Signed(number));
}
