using System.Text;
using System.Text.RegularExpressions;

namespace AutoDiffRnn.Lab.Tests.EndToEnd;

public sealed partial class BadInputTests
{
    [Theory]
    [InlineData("train --cell transformer", "--cell", "one of elman, gru, lstm", "'transformer'")]
    [InlineData("train --hidden 0", "--hidden", "a whole number from 1 to 2048", "'0'")]
    [InlineData("train --hidden 1.5", "--hidden", "a whole number", "'1.5'")]
    [InlineData("train --embedding -4", "--embedding", "a whole number from 1 to 2048", "'-4'")]
    [InlineData("train --length 9999999999999999999999", "--length", "a whole number", "'9999999999999999999999'")]
    [InlineData("train --steps-per-segment x", "--length", "a whole number", "'x'")]
    [InlineData("train --batch 8193", "--batch", "a whole number from 1 to 8192", "'8193'")]
    [InlineData("train --optimizer Adam", "--optimizer", "one of adam, adamw, sgd", "'Adam'")]
    [InlineData("train --learning-rate 0", "--learning-rate", "a number above 0 to 1000", "'0'")]
    [InlineData("train --learning-rate NaN", "--learning-rate", "a number above 0 to 1000", "'NaN'")]
    [InlineData("train --schedule linear", "--schedule", "one of cosine, constant", "'linear'")]
    [InlineData("train --clip Infinity", "--clip", "a number above 0", "'Infinity'")]
    [InlineData("train --seed -1", "--seed", "a whole number from 0 to 18446744073709551615", "'-1'")]
    [InlineData("train --updates 0", "--updates", "a whole number from 1", "'0'")]
    [InlineData("train --minutes 0", "--minutes", "a number above 0", "'0'")]
    [InlineData("train --evaluate-every 0", "--evaluate-every", "a whole number from 1", "'0'")]
    [InlineData("train --checkpoint ", "--checkpoint", "a file's name", "''")]
    [InlineData("train --resume ", "--resume", "a file's name", "''")]
    [InlineData("train --text ", "--text", "a file's name", "''")]
    [InlineData("sample --checkpoint ", "--checkpoint", "a file's name", "''")]
    [InlineData("sample --length 0", "--length", "a whole number from 1", "'0'")]
    [InlineData("sample --temperature -0.1", "--temperature", "a number from 0 to 100", "'-0.1'")]
    [InlineData("sample --top-k 0", "--top-k", "a whole number from 1", "'0'")]
    [InlineData("sample --seed x", "--seed", "a whole number from 0", "'x'")]
    public void AValueThatIsNone_IsNamedWithItsOption_AndWhatWasExpected(string arguments, string option, string expected, string given)
    {
        using var folder = new TempFolder();
        var result = LabProcess.Run(folder, arguments.Split(' '));

        result.AssertError(2, "LAB002", $"{option}: expected {expected}", $"but got {given}.", "--help");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("train --colour", "'--colour'")]
    [InlineData("train --hidden", "'--hidden'")]
    [InlineData("train --hidden 3 --hidden 4", "'--hidden'")]
    [InlineData("trian", "'trian'")]
    [InlineData("train extra", "'extra'")]
    public void ACommandLineThatMeansNothing_IsNamed(string arguments, string named)
    {
        using var folder = new TempFolder();
        var result = LabProcess.Run(folder, arguments.Split(' '));

        Assert.Contains("LAB001: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("missing.txt", "LAB010", "there is no missing.txt")]
    [InlineData(".", "LAB010", ". is a folder")]
    [InlineData("latin1.txt", "LAB011", "offset 3")]
    [InlineData("short.txt", "LAB012", "at least 2049 characters", "--batch 32", "--length 64", "has 90")]
    [InlineData("same.txt", "LAB013", "same.txt has 1")]
    public void ATextThatCannotBeUsed_IsNamedWithTheReason(string file, string id, params string[] reasons)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("latin1.txt"), Encoding.Latin1.GetBytes("caf\u00E9 au lait"));
        folder.Write("short.txt", Toys.Text(100));
        folder.Write("same.txt", new string('a', 5000));

        LabProcess.Run(folder, "train", "--text", file).AssertError(1, id, ["--text: expected", .. reasons]);
    }

    [Fact]
    public void ACheckpointThatCannotBeWritten_IsNamed()
    {
        using var folder = new TempFolder();
        folder.Write("file", "x");

        LabProcess.Run(folder, "train", "--hidden", "4", "--checkpoint", "file/run").AssertError(1, "LAB021", "--checkpoint", "file/run");
    }

    [Fact]
    public void EveryErrorsId_IsExplainedInTheDocumentation()
    {
        var ids = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Errors"))
            .SelectMany(file => ErrorId().Matches(File.ReadAllText(file))).Select(match => match.Value).Distinct().ToList();
        var explained = Heading().Matches(Read("lab.md")).Select(match => match.Groups["id"].Value).ToList();

        Assert.True(ids.Count > 10);
        Assert.Equal(ids.Order(), explained.Order());
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    [GeneratedRegex(@"LAB\d{3}")]
    private static partial Regex ErrorId();

    [GeneratedRegex(@"^### (?<id>LAB\d{3})\b", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
