using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Conformance;

public sealed class SnapshotOwnershipTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FileOfATestThatIsGone_IsAnOrphan()
    {
        Write("SnapshotOwnershipTests.Renamed.verified.txt", "SnapshotOwnershipTests.Renamed#A.g.verified.cs", "Gone.Cell.verified.txt");

        Assert.Equal(
            ["Gone.Cell.verified.txt", "SnapshotOwnershipTests.Renamed#A.g.verified.cs", "SnapshotOwnershipTests.Renamed.verified.txt"], Orphans());
    }

    [Fact]
    public void FilesOfTests_AreNot()
    {
        const string Own = $"{nameof(SnapshotOwnershipTests)}.{nameof(FilesOfTests_AreNot)}";
        Write($"{Own}.verified.txt", $"{Own}#A.verified.g.00.verified.cs", "GeneratorOutputTests.Activation_name=x.verified_slope=2#E.g.verified.cs");

        Assert.Empty(Orphans());
    }

    [Theory]
    [InlineData("GeneratorOutputTests.Activation_slope=1.verified.txt")]
    [InlineData("GeneratorOutputTests.ActivationTwo.verified.txt")]
    [InlineData("GeneratorOutputTests.WhileLoop_name=1.verified.txt")]
    [InlineData("SnapshotOwnershipTests.Write.verified.txt")]
    [InlineData("notes.txt")]
    public void AlmostTheNameOfATest_IsAnOrphan(string fileName)
    {
        Write(fileName);

        Assert.Equal([fileName], Orphans());
    }

    [Fact]
    public void NestedClass_OwnsWithOneParent()
    {
        Write("SnapshotOwnershipTests.Nested.Cell.verified.txt", "Nested.Cell.verified.txt");

        Assert.Equal(["Nested.Cell.verified.txt"], Orphans());
    }

    [Fact]
    public void ReceivedFiles_AreLeftOut_AndFoldersAreSearched()
    {
        Write("Gone.Cell.received.txt", "deeper/Gone.Cell.verified.txt");

        Assert.Equal([Path.Combine("deeper", "Gone.Cell.verified.txt")], Orphans());
    }

    [Fact]
    public void StemsThatTestsChoseThemselves_AreNamedByTheCaller()
    {
        Write("elman.verified.txt", "elman#A.g.verified.cs", "gru.verified.txt");

        Assert.Equal(["gru.verified.txt"], Orphans("elman"));
    }

    [Fact]
    public void DirectoryThatIsNotThere_IsAnError()
        => Assert.StartsWith(
            "directory: expected a directory of snapshots, but there is none at ",
            Assert.Throws<DirectoryNotFoundException>(() => Orphans()).Message,
            StringComparison.Ordinal);

    private void Write(params string[] fileNames)
    {
        foreach (var name in fileNames)
            folder.Write(Path.Combine("_snapshots", name), "x");
    }

    private IReadOnlyList<string> Orphans(params string[] otherStems)
        => SnapshotOwnership.FindOrphans(typeof(SnapshotOwnershipTests).Assembly, otherStems: otherStems, sourceFile: folder.SourceFile);

    public class Nested
    {
        [Fact]
        public void Cell() => Assert.Equal("SnapshotOwnershipTests", GetType().DeclaringType!.Name);
    }
}
