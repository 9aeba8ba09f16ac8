namespace AutoDiffRnn.Package.Tests.Readme;

public sealed class ReadmeTests
{
    private const string AcceptVariable = "ACCEPT_README";

    [Fact]
    public void EveryBlockOfCode_IsWhatItsFileSays()
    {
        var path = Repository.PathOf("README.md");
        var actual = File.ReadAllText(path);
        var expected = Page.Renew(actual);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.True(expected == actual, $"README.md shows code that is not as it is now ({FirstDifference(expected, actual)}): run this test with {AcceptVariable}=1.");
    }

    [Fact]
    public void NoBlockOfCSharp_IsCompiledNowhere() => Assert.Empty(Page.UnmarkedBlocks(File.ReadAllText(Repository.PathOf("README.md"))));

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/common-tasks.md")]
    [InlineData("docs/lab.md")]
    [InlineData("docs/snapshots.md")]
    public void EveryFileThatAPageNames_Exists(string page)
    {
        var files = PagePaths.In(page, File.ReadAllText(Repository.PathOf(page))).Distinct().ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(Path.Exists(Repository.PathOf(file)), $"{page} names {file}, which does not exist."));
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (wanted, given) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(wanted.Length, given.Length)).FirstOrDefault(i => wanted[i] != given[i], -1);
        return line < 0 ? $"{given.Length} lines instead of {wanted.Length}" : $"line {line + 1}: '{given[line]}' instead of '{wanted[line]}'";
    }
}
