namespace AutoDiffRnn.Training.Tests;

public class AtomicSaveTests
{
    [Fact]
    public void ASaveThatFailsMidway_LeavesTheOldFileAndNothingElse()
    {
        using var folder = new Folder();
        var path = folder["run.safetensors"];
        Checkpoint.Save(path, Toys.Network<float>());
        var old = File.ReadAllBytes(path);

        // A description that is changed behind the network's back: the last weight's bytes cannot be had when their turn comes.
        var sizes = new List<int> { 3 };
        var cell = new CellDescription("Broken", [], [], [new("a", CellRole.Weight, [100]), new("b", CellRole.Weight, sizes)]);
        var network = new ToyNetwork<float>(cell);
        sizes[0] = 300;
        Assert.Throws<ArgumentOutOfRangeException>(() => Checkpoint.Save(path, network));
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void ASaveThatFailsAtTheRename_LeavesNothingBehind()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder["taken"]);
        var error = Record.Exception(() => Checkpoint.Save(folder["taken"], Toys.Network<float>()));
        Assert.True(error is IOException or UnauthorizedAccessException, $"{error}");
        Assert.Equal([folder["taken"]], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void AFolderThatDoesNotExist_IsReportedAsSuch()
    {
        using var folder = new Folder();
        Assert.Throws<DirectoryNotFoundException>(() => Checkpoint.Save(Path.Combine(folder["missing"], "a"), Toys.Network<float>()));
    }

    [Fact]
    public void ASave_ReplacesALongerOldFile()
    {
        using var folder = new Folder();
        Checkpoint.Save(folder["a"], Toys.Network<double>(cell: Toys.Cell(h: 50)));
        var network = Toys.Network<float>();
        Checkpoint.Save(folder["a"], network);
        var loaded = Toys.Network<float>(seed: 2);
        Checkpoint.Load(folder["a"], loaded);
        Assert.Equal(network.Weights.Values.ToArray(), loaded.Weights.Values.ToArray());
        Assert.Equal([folder["a"]], Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public void AnEntryThatCannotBeSaved_IsRefusedBeforeAnythingIsWritten()
    {
        using var folder = new Folder();
        Assert.Contains("do not begin with autodiffrnn.", Error("autodiffrnn.cell", "x"));
        Assert.Contains("well-formed Unicode", Error("key", "half \ud800"));
        Assert.Contains("well-formed Unicode", Error("half \udc00", "value"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));

        string Error(string key, string value)
        {
            var entries = new Dictionary<string, string> { [key] = value };
            return Assert.Throws<ArgumentException>(() => Checkpoint.Save(folder["a"], Toys.Network<float>(), metadata: entries)).Message;
        }
    }
}
