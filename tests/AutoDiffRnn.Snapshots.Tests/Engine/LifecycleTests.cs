using System.Text;
using VerifyTests;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

/// <summary>What happens to the files beside a test, from the first run to acceptance.</summary>
public sealed class LifecycleTests : IDisposable
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private readonly Bench bench = new();

    private TempFolder Folder => bench.Folder;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task MissingFile_IsNew_AndReceivedIsWrittenWithAMark()
    {
        var message = await bench.FailureOfAsync("h\r\nc\rx");

        Assert.Equal(["Samples.Cell.received.txt"], Folder.FileNames);
        Assert.Equal([.. Mark, .. "h\nc\nx"u8], File.ReadAllBytes(Folder.At("Samples.Cell.received.txt")));
        Assert.Equal(
            $"""
            Directory: {Folder.Path}
            New:
              - Received: Samples.Cell.received.txt
                Verified: Samples.Cell.verified.txt

            FileContent:

            New:

            Received: Samples.Cell.received.txt
            h
            c
            x


            """,
            message);
    }

    [Fact]
    public async Task EveryKindOfFinding_IsListed_EqualOnesWithoutTheirText()
    {
        Folder.Write("Samples.Cell#Changed.g.verified.cs", "//HintName: Changed.g.cs\nold");
        Folder.Write("Samples.Cell#Old.g.verified.cs", "//HintName: Old.g.cs\n");
        Folder.Write("Samples.Cell#Same.g.verified.cs", "//HintName: Same.g.cs\nsame");
        var driver = TestGenerator.RunWithSources(("Changed.g.cs", "new"), ("New.g.cs", "first"), ("Same.g.cs", "same"));

        var message = await bench.FailureOfAsync(driver);

        Assert.Equal(
            $"""
            Directory: {Folder.Path}
            New:
              - Received: Samples.Cell#New.g.received.cs
                Verified: Samples.Cell#New.g.verified.cs
            NotEqual:
              - Received: Samples.Cell#Changed.g.received.cs
                Verified: Samples.Cell#Changed.g.verified.cs
            Delete:
              - Samples.Cell#Old.g.verified.cs
            Equal:
              - Received: Samples.Cell#Same.g.received.cs
                Verified: Samples.Cell#Same.g.verified.cs

            FileContent:

            New:

            Received: Samples.Cell#New.g.received.cs
            //HintName: New.g.cs
            first

            NotEqual:

            Received: Samples.Cell#Changed.g.received.cs
            //HintName: Changed.g.cs
            new
            Verified: Samples.Cell#Changed.g.verified.cs
            //HintName: Changed.g.cs
            old


            """,
            message);
        Assert.False(File.Exists(Folder.At("Samples.Cell#Same.g.received.cs")));
    }

    [Fact]
    public async Task StaleFileAlone_FailsWithoutContent()
    {
        Folder.Write("Samples.Cell.verified.txt", "{}");

        var message = await bench.FailureOfAsync(TestGenerator.RunWithSources());

        Assert.Equal($"Directory: {Folder.Path}\nDelete:\n  - Samples.Cell.verified.txt\n", message);
        Assert.True(File.Exists(Folder.At("Samples.Cell.verified.txt")));
    }

    [Fact]
    public async Task FilesOfAnotherTest_AreNotStale()
    {
        Folder.Write("Samples.CellTwo.verified.txt", "x");
        Folder.Write("Samples.Cell_name=a.verified.txt", "x");
        Folder.Write("Samples.CellTwo#A.g.received.cs", "x");

        await bench.RunAsync(TestGenerator.RunWithSources());

        Assert.Equal(3, Folder.FileNames.Count);
    }

    [Fact]
    public async Task EqualFile_PassesWithAMarkOrWithout_AndWritesNothing()
    {
        Folder.Write("Samples.Cell.verified.txt", "h");
        var result = await bench.RunAsync("h");
        File.WriteAllBytes(Folder.At("Samples.Cell.verified.txt"), [.. Mark, .. "h"u8]);
        await bench.RunAsync("h");

        Assert.Equal(["Samples.Cell.verified.txt"], Folder.FileNames);
        Assert.Equal([Folder.At("Samples.Cell.verified.txt")], result.Files);
        Assert.Equal("h", result.Text);
    }

    [Theory]
    [InlineData("h\n", "h")]
    [InlineData("h", "h\n")]
    [InlineData("h ", "h")]
    [InlineData("H", "h")]
    [InlineData("e\u0301", "\u00e9")]
    public async Task AnyDifference_EvenAFinalNewline_IsNotEqual(string verified, string received)
    {
        Folder.Write("Samples.Cell.verified.txt", verified);

        Assert.Contains("\nNotEqual:\n", await bench.FailureOfAsync(received), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CarriageReturnInAVerifiedFile_IsRefused()
    {
        Folder.Write("Samples.Cell.verified.txt", "h\r\n");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.RunAsync("h\n"));

        var file = Folder.At("Samples.Cell.verified.txt");
        Assert.StartsWith($"{file}: expected lines that end with \\n alone, but there is a carriage", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifiedFileThatIsNotUtf8_IsRefused()
    {
        File.WriteAllBytes(Folder.At("Samples.Cell.verified.txt"), [0x68, 0xFF]);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.RunAsync("h"));

        Assert.Equal($"{Folder.At("Samples.Cell.verified.txt")}: expected UTF-8, but the byte at 1 begins no character.", error.Message);
    }

    [Fact]
    public async Task VerifiedFileOfNoBytes_CountsAsMissing()
    {
        Folder.Write("Samples.Cell.verified.txt", "");

        Assert.Contains("\nNew:\n", await bench.FailureOfAsync("h"), StringComparison.Ordinal);
        Assert.Equal(["Samples.Cell.received.txt"], Folder.FileNames);
    }

    [Fact]
    public async Task ReceivedFilesOfAnEarlierRun_AreDeleted()
    {
        Folder.Write("Samples.Cell.received.txt", "old");
        Folder.Write("Samples.Cell#Old.g.received.cs", "old");
        Folder.Write("Samples.Cell.verified.txt", "h");

        await bench.RunAsync("h");

        Assert.Equal(["Samples.Cell.verified.txt"], Folder.FileNames);
    }

    [Fact]
    public async Task AskedToAccept_MovesReceivedOverVerified_AndDeletesStaleFiles()
    {
        Folder.Write("Samples.Cell#Changed.g.verified.cs", "old");
        Folder.Write("Samples.Cell#Old.g.verified.cs", "old");
        bench.Policy = new AcceptPolicy(IsAsked: true, IsBuildServer: false);

        await bench.RunAsync(TestGenerator.RunWithSources(("Changed.g.cs", "new"), ("New.g.cs", "")));

        Assert.Equal(["Samples.Cell#Changed.g.verified.cs", "Samples.Cell#New.g.verified.cs"], Folder.FileNames);
        Assert.Equal([.. Mark, .. "//HintName: Changed.g.cs\nnew"u8], File.ReadAllBytes(Folder.At("Samples.Cell#Changed.g.verified.cs")));
        bench.Policy = new AcceptPolicy(IsAsked: false, IsBuildServer: false);
        await bench.RunAsync(TestGenerator.RunWithSources(("Changed.g.cs", "new"), ("New.g.cs", "")));
    }

    [Fact]
    public async Task AutoVerify_AcceptsAndPasses_OrFailsWhereItShallThrow()
    {
        await bench.RunAsync("one", settings => settings.AutoVerify());
        Assert.Equal("one", Folder.Read("Samples.Cell.verified.txt"));

        await bench.FailureOfAsync("two", settings => settings.AutoVerify(throwException: true));
        Assert.Equal("two", Folder.Read("Samples.Cell.verified.txt"));
    }

    [Fact]
    public async Task EmptyTextWithAnExtension_RoundTrips()
    {
        var file = Folder.At("Empty.verified.cs");
        await SnapshotFile.WriteAsync(file, "");

        Assert.Equal(Mark, File.ReadAllBytes(file));
        Assert.Equal("", await SnapshotFile.ReadAsync(file));
    }

    [Fact]
    public async Task CharactersBeyondAscii_KeepTheirBytes()
    {
        await bench.RunAsync("dh = Whᵀ·da ⊙ 𝛼", settings => settings.AutoVerify());

        Assert.Equal([.. Mark, .. Encoding.UTF8.GetBytes("dh = Whᵀ·da ⊙ 𝛼")], File.ReadAllBytes(Folder.At("Samples.Cell.verified.txt")));
    }

    [Fact]
    public async Task PathOfThisMachine_IsRefused_AndNothingIsWritten()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => bench.RunAsync($"// from {Folder.SourceFile}", settings => settings.AutoVerify()));

        Assert.StartsWith("The target without a name (.txt) has the path '", error.Message, StringComparison.Ordinal);
        Assert.Empty(Folder.FileNames);
    }

    [Fact]
    public async Task Failure_HasNoStackTrace()
    {
        var error = await Assert.ThrowsAsync<VerifyException>(() => bench.RunAsync("h"));

        Assert.Equal("", error.StackTrace);
    }
}
