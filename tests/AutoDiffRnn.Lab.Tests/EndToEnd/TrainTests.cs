using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoDiffRnn.Lab.Tests.EndToEnd;

public sealed partial class TrainTests
{
    private static readonly string[] _small =
        ["train", "--text", "toy.txt", "--hidden", "8", "--embedding", "4", "--length", "8", "--batch", "4", "--evaluate-every", "10"];

    [Theory]
    [InlineData("elman")]
    [InlineData("gru")]
    [InlineData("lstm")]
    public void AFewUpdates_PrintALineForEachInterval_AndTheLossFalls(string cell)
    {
        using var folder = WithText();
        var result = LabProcess.Run(folder, [.. _small, "--cell", cell, "--updates", "60", "--learning-rate", "0.02"]);

        result.AssertSuccess();
        var lines = result.Lines.Select(line => ProgressLine().Match(line)).Where(match => match.Success).ToList();
        Assert.Equal(["10", "20", "30", "40", "50", "60"], lines.Select(match => match.Groups["update"].Value));
        Assert.True(HeldOut(lines[^1]) < HeldOut(lines[0]) - 0.2, result.Output);
        Assert.Contains(result.Lines, line => line.StartsWith("held-out text, all of it: ", StringComparison.Ordinal));
        Assert.True(File.Exists(folder.File($"runs/{cell}.safetensors")));
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public void InterruptedAndResumedAsItSays_ARunEqualsOneThatWasNot(string signal, int exitCode)
    {
        using var folder = WithText();
        string[] endless = [.. _small, "--updates", "50000"];
        LabResult interrupted;
        using (var lab = LabProcess.Start(folder, [.. endless, "--checkpoint", "broken run.safetensors"]))
        {
            lab.WaitForLine(line => ProgressLine().IsMatch(line));
            lab.Signal(signal);
            interrupted = lab.Finish();
        }

        Assert.Equal(exitCode, interrupted.ExitCode);
        var stoppedAt = long.Parse(Stopped().Match(interrupted.Output).Groups["update"].Value, CultureInfo.InvariantCulture);
        var goesOn = interrupted.Lines.Single(line => line.StartsWith("Go on:", StringComparison.Ordinal))["Go on:".Length..];
        var end = (stoppedAt + 25).ToString(CultureInfo.InvariantCulture);
        LabProcess.RunInShell(folder, $"{goesOn} --updates {end}").AssertSuccess();
        // The learning rate of a straight run must fall over as many updates: so it begins as the same run, and at once goes on to the end.
        using (var lab = LabProcess.Start(folder, [.. endless, "--checkpoint", "start.safetensors", "--minutes", "0.000001"]))
            lab.Finish().AssertSuccess();
        LabProcess.Run(folder, "train", "--text", "toy.txt", "--resume", "start.safetensors", "--updates", end).AssertSuccess();

        Assert.Equal(Tensors(folder.File("start.safetensors")), Tensors(folder.File("broken run.safetensors")));
    }

    [Fact]
    public void TwoRunsWithTheSameSeed_AreTheSame_AndWithAnotherNot()
    {
        using var folder = WithText();
        foreach (var (name, seed) in ((string, string)[])[("a", "5"), ("b", "5"), ("c", "6")])
            LabProcess.Run(folder, [.. _small, "--updates", "12", "--checkpoint", name, "--seed", seed]).AssertSuccess();

        Assert.Equal(Tensors(folder.File("a")), Tensors(folder.File("b")));
        Assert.NotEqual(Tensors(folder.File("a")), Tensors(folder.File("c")));
    }

    [Fact]
    public void ASecondSignal_EndsAtOnce_AndTheFileIsWhole()
    {
        using var folder = WithText();
        using (var lab = LabProcess.Start(folder, [.. _small, "--updates", "100000000", "--checkpoint", "run"]))
        {
            lab.WaitForLine(line => ProgressLine().IsMatch(line));
            lab.Signal("INT");
            lab.Signal("INT");
            Assert.NotEqual(0, lab.Finish().ExitCode);
        }

        LabProcess.Run(folder, "sample", "--checkpoint", "run", "--length", "3").AssertSuccess();
    }

    [Fact]
    public void ARunThatIsThereAlready_IsKept_UnlessItMayBeReplaced()
    {
        using var folder = WithText();
        LabProcess.Run(folder, [.. _small, "--updates", "2"]).AssertSuccess();
        var before = File.ReadAllBytes(folder.File("runs/lstm.safetensors"));

        LabProcess.Run(folder, [.. _small, "--updates", "3"]).AssertError(2, "LAB025", "runs/lstm.safetensors", "--resume", "--overwrite");

        Assert.Equal(before, File.ReadAllBytes(folder.File("runs/lstm.safetensors")));
        LabProcess.Run(folder, [.. _small, "--updates", "3", "--overwrite"]).AssertSuccess();
        Assert.NotEqual(before, File.ReadAllBytes(folder.File("runs/lstm.safetensors")));
    }

    [Fact]
    public void WithATimeLimit_ARunEndsWell_AndSaysHowToGoOn()
    {
        using var folder = WithText();
        var result = LabProcess.Run(folder, [.. _small, "--updates", "100000000", "--minutes", "0.005"]);

        result.AssertSuccess();
        var goesOn = Assert.Single(result.Lines, line => line.StartsWith("Go on:", StringComparison.Ordinal));
        Assert.EndsWith("train --resume runs/lstm.safetensors --text toy.txt", goesOn, StringComparison.Ordinal);
    }

    private static TempFolder WithText()
    {
        var folder = new TempFolder();
        folder.Write("toy.txt", Toys.Text(3000));
        return folder;
    }

    private static double HeldOut(Match line) => double.Parse(line.Groups["heldOut"].Value, CultureInfo.InvariantCulture);

    /// <summary>Everything in a safetensors file after its header: the bytes of all tensors.</summary>
    private static byte[] Tensors(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return bytes[(8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes))..];
    }

    [GeneratedRegex(@"^ +(?<update>\d+) +[\d:]+ +\d\.\d{3} +(?<heldOut>\d\.\d{3}) +\d+\.\d{3} +\d\.\d{6} +[\d,]+$")]
    private static partial Regex ProgressLine();

    [GeneratedRegex(@"^Interrupted: saved broken run\.safetensors at update (?<update>\d+)\.$", RegexOptions.Multiline)]
    private static partial Regex Stopped();
}
