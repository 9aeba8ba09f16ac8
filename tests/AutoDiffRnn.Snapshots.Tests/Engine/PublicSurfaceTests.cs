using VerifyTests;
using VerifyXunit;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

/// <summary>The calls that tests make, on files of their own.</summary>
public sealed class PublicSurfaceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task CurrentTest_NamesTheFiles()
    {
        var result = await Verifier.Verify("h", sourceFile: folder.SourceFile).AutoVerify();

        Assert.Equal([folder.At(Path.Combine("_snapshots", "PublicSurfaceTests.CurrentTest_NamesTheFiles.verified.txt"))], result.Files);
        Assert.Equal("h", result.Text);
    }

    [Fact]
    public async Task CurrentTest_NamesTheFiles_AfterAnAwaitAndInParallel()
    {
        await Task.Yield();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => Verifier
            .Verify($"{index}", sourceFile: folder.SourceFile)
            .UseDirectory(folder.Path)
            .UseTextForParameters($"{index}")
            .AutoVerify()
            .ToTask())));

        var stem = $"{nameof(PublicSurfaceTests)}.{nameof(CurrentTest_NamesTheFiles_AfterAnAwaitAndInParallel)}";
        Assert.Equal(Enumerable.Range(0, 8).Select(index => $"{stem}_{index}.verified.txt"), folder.FileNames);
        Assert.Equal("5", folder.Read($"{stem}_5.verified.txt"));
    }

    [Fact]
    public void OutsideATest_TheCauseIsNamed()
    {
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => RecordCurrentTestAttribute.Current));
        thread.UnsafeStart();
        thread.Join();

        Assert.IsType<InvalidOperationException>(error);
        Assert.StartsWith("Verify does not know which test is running.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_AreCopied_SoThatATaskDoesNotChangeThem()
    {
        var shared = new VerifySettings();
        shared.UseDirectory(folder.Path);
        shared.AutoVerify();
        await Verifier.Verify("a\nx", shared, folder.SourceFile).UseMethodName("First").ScrubLines(line => line == "x");
        await Verifier.Verify("a\nx", shared, folder.SourceFile).UseMethodName("Second");

        Assert.Equal("a", folder.Read("PublicSurfaceTests.First.verified.txt"));
        Assert.Equal("a\nx", folder.Read("PublicSurfaceTests.Second.verified.txt"));
    }

    [Fact]
    public async Task TaskThatHasStarted_TakesNoSettings_AndRunsOnce()
    {
        var verification = Verifier.Verify("h", sourceFile: folder.SourceFile).UseDirectory(folder.Path).UseFileName("Once").AutoVerify();
        Task<VerifyResult> started = verification;
        await started;

        Assert.Same(started, verification.ToTask());
        var error = Assert.Throws<InvalidOperationException>(() => { verification.UseDirectory("x"); });
        Assert.Equal("This verification has already started; give it its settings before it is awaited.", error.Message);
    }

    [Fact]
    public async Task Failure_ReachesTheTest()
    {
        // Told to throw, it fails under ACCEPT_SNAPSHOTS=1 too.
        var verification = Verifier.Verify("h", sourceFile: folder.SourceFile).UseDirectory(folder.Path).UseFileName("Missing");
        var error = await Assert.ThrowsAsync<VerifyException>(async () => await verification.AutoVerify(throwException: true));

        Assert.StartsWith($"Directory: {folder.Path}\nNew:\n  - Received: Missing.received.txt\n", error.Message, StringComparison.Ordinal);
    }
}
