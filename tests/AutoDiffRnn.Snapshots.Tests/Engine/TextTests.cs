using VerifyTests;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

public class TextTests
{
    [Theory]
    [InlineData("a\nx\nb", "a\nb")]
    [InlineData("a\nx\nb\n", "a\nb\n")]
    [InlineData("a\nx", "a")]
    [InlineData("a\nx\n", "a\n")]
    [InlineData("a\r\nx\r\nb\r\n", "a\nb\n")]
    [InlineData("x", "")]
    [InlineData("", "")]
    public void RemovedLine_TakesItsLineBreakWithIt(string text, string expected)
        => Assert.Equal(expected, new LineFilter([line => line == "x"]).Apply(text));

    [Fact]
    public void AllPredicates_Remove()
        => Assert.Equal("b\n", new LineFilter([line => line == "a", line => line == "c"]).Apply("a\nb\nc\n"));

    [Theory]
    [InlineData("see /home/me/repo/src/Cell.cs")]
    [InlineData(@"see \home\me\repo\src\Cell.cs")]
    [InlineData("\"/home/me/repo\"")]
    [InlineData("a/home/me/repo then /home/me/repo")]
    public void PathOfThisMachine_IsRefused(string text)
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new MachinePaths(["/home/me/repo/"]).Refuse(new SnapshotTarget("Elman.g", "cs", text)));

        Assert.StartsWith("The target Elman.g (.cs) has the path '/home/me/repo' of this machine in it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/home/me/repository")]
    [InlineData("x/home/me/repo")]
    [InlineData("src/Cell.cs")]
    [InlineData("a / b")]
    public void OtherPaths_AreNot(string text)
        => Assert.Null(Record.Exception(() => new MachinePaths(["/home/me/repo", "/", "C:\\", ""]).Refuse(new SnapshotTarget(null, "txt", text))));

    [Fact]
    public void RepositoryAndTempFolder_AreAmongThePaths()
    {
        using var folder = new TempFolder();
        folder.Write("repo/Some.sln", "");
        folder.Write("repo/tests/Cell.cs", "");
        var paths = MachinePaths.Around(folder.At("repo/tests/Cell.cs"));

        Assert.Contains($"has the path '{folder.At("repo").Replace('\\', '/')}' of", Refusal(paths, folder.At("repo/src")), StringComparison.Ordinal);
        var temp = Path.GetTempPath();
        Assert.Contains($"has the path '{temp.Replace('\\', '/').TrimEnd('/')}' of", Refusal(paths, $"{temp}x"), StringComparison.Ordinal);
    }

    private static string Refusal(MachinePaths paths, string text)
        => Assert.Throws<InvalidOperationException>(() => paths.Refuse(new SnapshotTarget(null, "txt", text))).Message;
}
