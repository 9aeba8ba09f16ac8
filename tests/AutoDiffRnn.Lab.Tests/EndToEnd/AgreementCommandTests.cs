namespace AutoDiffRnn.Lab.Tests.EndToEnd;

public class AgreementCommandTests
{
    private static readonly string[] _small =
        ["agreement", "--cell", "elman", "--loss", "verb", "--longest", "5", "--seeds", "2", "--updates", "20", "--evaluate-every", "10", "--hidden", "6"];

    [Fact]
    public void AgreementWritesItsResults_AndTheSameOnesAgain_FromRunsThatAreFinished()
    {
        using var folder = new TempFolder();

        var first = LabProcess.Run(folder, [.. _small, "--out", "a"]);
        var written = File.ReadAllBytes(folder.File("a/agreement.json"));
        var runs = Directory.GetFiles(folder.File("a/runs"));
        var second = LabProcess.Run(folder, [.. _small, "--out", "a"]);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("distances 3 to 5 mixed; loss at the verb only; gradient cut at lag 6", first.Output, StringComparison.Ordinal);
        Assert.Equal(9, runs.Length); // Four arms of two seeds, and one that was watched.
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(written, File.ReadAllBytes(folder.File("a/agreement.json")));
        foreach (var file in new[] { "agreement.csv", "survival-0.svg", "distance-0.svg", "timeline-0.svg" })
            Assert.True(new FileInfo(folder.File("a/" + file)).Length > 100, file);
    }

    [Theory]
    [InlineData("LAB051", "--cell", "nothing")]
    [InlineData("LAB050", "--assembly", "no.dll")]
    [InlineData("LAB002", "--between", "nouns")]
    public void WhatCannotBe_IsRefused(string id, string option, string value)
    {
        using var folder = new TempFolder();

        var result = LabProcess.Run(folder, "agreement", option, value, "--out", "a");

        Assert.StartsWith(id, result.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }
}
