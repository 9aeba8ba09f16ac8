using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Tests.EndToEnd;

public sealed class CheckpointTests(TrainedModel model) : IClassFixture<TrainedModel>
{
    [Theory]
    [InlineData("train --text toy.txt --resume")]
    [InlineData("sample --checkpoint")]
    public void ADamagedFile_IsRefused_AndLeftAsItIs(string command)
    {
        var bytes = File.ReadAllBytes(model.Folder.File("run"));
        bytes[^100] ^= 1;
        File.WriteAllBytes(model.Folder.File("damaged"), bytes);

        model.Run(command + " damaged").AssertError(1, "LAB022", command.Split(' ')[^1], "damaged");

        Assert.Equal(bytes, File.ReadAllBytes(model.Folder.File("damaged")));
    }

    [Theory]
    [InlineData("train --text toy.txt --resume")]
    [InlineData("sample --checkpoint")]
    public void AFileThatIsCutOff_IsRefused(string command)
    {
        File.WriteAllBytes(model.Folder.File("short"), File.ReadAllBytes(model.Folder.File("run"))[..^50]);

        model.Run(command + " short").AssertError(1, "LAB022", command.Split(' ')[^1], "short");
    }

    [Theory]
    [InlineData("train --resume", "missing", "there is no missing")]
    [InlineData("sample --checkpoint", "missing", "there is no missing")]
    [InlineData("sample --checkpoint", ".", ". is a folder")]
    public void AFileThatCannotBeRead_IsNamed(string command, string file, string reason)
        => model.Run($"{command} {file}").AssertError(1, "LAB020", command.Split(' ')[^1], reason);

    [Theory]
    [InlineData("train --text toy.txt --resume")]
    [InlineData("sample --checkpoint")]
    public void ACheckpointOfAnotherProgram_IsRefused(string command)
    {
        Checkpoint.Save(model.Folder.File("foreign"), CharacterCell.All[0].Create(3, 4, 5));

        model.Run(command + " foreign").AssertError(1, "LAB023", command.Split(' ')[^1], "foreign", "lab.vocabulary");
    }

    [Fact]
    public void ATextThatIsNoCheckpoint_IsRefused() => model.Run("sample --checkpoint toy.txt").AssertError(1, "LAB022", "--checkpoint", "toy.txt");

    [Theory]
    [InlineData("--cell lstm", "gru", "lstm")]
    [InlineData("--hidden 9", "8", "9")]
    [InlineData("--embedding 5", "4", "5")]
    [InlineData("--length 9", "8", "9")]
    [InlineData("--batch 5", "4", "5")]
    [InlineData("--optimizer sgd", "adamw", "sgd")]
    [InlineData("--learning-rate 0.5", "0.", "0.5")]
    [InlineData("--schedule constant", "cosine", "constant")]
    [InlineData("--clip 2", "1", "2")]
    [InlineData("--seed 2", "1", "2")]
    public void ResumedWithAnotherSetting_ARunIsRefused(string option, string stored, string given)
        => model.Run($"train --text toy.txt --resume run {option}")
            .AssertError(2, "LAB003", $"{option.Split(' ')[0]}: the run in run has {stored}", $"but got {given}.");

    [Fact]
    public void ResumedWithItsOwnSettings_ARunGoesOn()
    {
        File.Copy(model.Folder.File("run"), model.Folder.File("own"));

        var result = model.Run("train --text toy.txt --resume own --cell gru --hidden 8 --optimizer adamw --updates 152 --evaluate-every 1");

        result.AssertSuccess();
        Assert.Contains("Saved own at update 152.", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other.txt")]
    [InlineData(null)]
    public void ResumedWithAnotherText_ARunIsRefused(string? text)
        => model.Run($"train --resume run{(text is null ? "" : " --text " + text)}")
            .AssertError(1, "LAB024", "--text", text ?? "tinyshakespeare", "run");
}
