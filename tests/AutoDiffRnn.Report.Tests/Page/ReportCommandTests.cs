using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Commands;
using AutoDiffRnn.Lab.Report;

namespace AutoDiffRnn.Report.Tests.Page;

public sealed class ReportCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("autodiffrnn-report-");

    [Fact]
    public void SavedEvidence_BecomesThePage_InAFolderThatIsMade()
    {
        var (from, to) = (In("evidence.json"), In("new/report.html"));
        File.WriteAllText(from, EvidenceFile.ToJson(MadeUp.Full));
        Assert.Equal(0, LabCommand.Run(["report", "--from", from, "--out", to]));
        Assert.Equal(ReportWriter.Write(MadeUp.Full), File.ReadAllText(to));
    }

    [Fact]
    public void AMissingFile_IsLab090() => AssertFails(1, "LAB090", ["report", "--from", In("none.json")]);

    [Fact]
    public void AFileThatIsNoEvidence_IsLab091_AndLeavesThePageAsItIs()
    {
        File.WriteAllText(In("bad.json"), "{}");
        File.WriteAllText(In("report.html"), "old");
        AssertFails(1, "LAB091", ["report", "--from", In("bad.json"), "--out", In("report.html")]);
        Assert.Equal("old", File.ReadAllText(In("report.html")));
    }

    [Fact]
    public void APlaceThatCannotBeWritten_IsLab092()
    {
        File.WriteAllText(In("evidence.json"), EvidenceFile.ToJson(MadeUp.Empty));
        AssertFails(1, "LAB092", ["report", "--from", In("evidence.json"), "--out", _folder.FullName]);
    }

    [Fact]
    public void WithoutFrom_TheCommandLineIsWrong() => AssertFails(2, "LAB001", ["report"]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertFails(int exitCode, string id, string[] arguments)
    {
        var (before, error) = (Console.Error, new StringWriter());
        Console.SetError(error);
        try
        {
            Assert.Equal(exitCode, LabCommand.Run(arguments));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.StartsWith(id + ": ", error.ToString(), StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
