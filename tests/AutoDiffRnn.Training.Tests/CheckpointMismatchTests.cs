namespace AutoDiffRnn.Training.Tests;

/// <summary>A good file that belongs to something else is refused with what was expected and what was found; nothing changes.</summary>
public class CheckpointMismatchTests
{
    [Fact]
    public void AnotherCell_IsNamed() => AssertRefused("network of cell Other, but found one of cell Toy", Toys.Cell(name: "Other"));

    [Fact]
    public void AnotherDimension_IsNamedWithBothSizes()
        => AssertRefused("dimensions H = 4, I = 5, but found H = 3, I = 5", Toys.Cell(h: 4));

    [Fact]
    public void AnotherConstant_IsNamedWithBothValues()
        => AssertRefused("constants leak = 0.1000001, but found leak = 0.1", Toys.Cell(leak: 0.1000001));

    [Fact]
    public void AWeightOfAnotherShape_IsNamed()
    {
        var cell = Toys.Cell();
        var values = cell.Values.Select(value => value.Name == "b" ? value with { Sizes = [3, 1] } : value).ToList();
        AssertRefused("tensor 'b' as F32 [3, 1], but found F32 [3]", cell with { Values = values });
    }

    [Fact]
    public void AWeightThatTheFileDoesNotHave_IsNamed()
    {
        var cell = Toys.Cell();
        CellValue more = new("more", CellRole.Weight, [2]);
        AssertRefused("tensor 'more' as F32 [2], but found no such tensor", cell with { Values = [.. cell.Values, more] });
    }

    [Fact]
    public void AWeightThatTheCellDoesNotHave_IsNamed()
        => AssertRefused("no weights but W, U, b of cell Toy, but found also 's'", Toys.Cell() with { Values = [.. Toys.Cell().Values.Take(3)] });

    [Fact]
    public void AFloatFileInADoubleNetwork_IsRefused()
    {
        using var folder = Saved();
        var network = Toys.Network<double>(seed: 3);
        var before = network.Weights.Values.ToArray();
        var message = Assert.Throws<CheckpointException>(() => Checkpoint.Load(folder["a"], network)).Message;
        Assert.Contains("tensor 'W' as F64 [3, 5], but found F32 [3, 5]", message);
        Assert.Contains("nothing is converted", message);
        Assert.Equal(before, network.Weights.Values.ToArray());
    }

    [Fact]
    public void AnotherOptimiser_IsNamed()
    {
        AssertRefused("state of optimiser AdamW, but found that of Adam", optimizer: weights => new AdamW<float>(weights));
        AssertRefused("beta1 = 0.9, beta2 = 0.9,", optimizer: weights => new Adam<float>(weights, beta2: 0.9));
        using var folder = new Folder();
        var network = Toys.Network<float>();
        Checkpoint.Save(folder["a"], network);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(folder["a"], network, new Sgd<float>(network.Weights)));
        Assert.Contains("state of optimiser Sgd, but found none", error.Message);
        error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(folder["a"], network, random: new RandomSource(1)));
        Assert.Contains("'random.state' as U64 [4], but found no such tensor", error.Message);
    }

    [Fact]
    public void NumbersOfTheProgram_NeedTheirNamesAndLengths()
    {
        AssertRefused("'extra.h' as F32 [3], but found F32 [2]", tensors: new() { ["h"] = new float[3] });
        AssertRefused("'extra.c' as F32 [2], but found no such tensor", tensors: new() { ["c"] = new float[2] });
    }

    [Fact]
    public void AnImpossibleRandomStateOrStepInAFileWithoutASum_IsRefused()
    {
        using var folder = new Folder();
        var cell = new CellDescription("V", [], [], [new("v", CellRole.Weight, [1])]);
        var network = new ToyNetwork<float>(cell);
        const string Header = """
            {"__metadata__":{"autodiffrnn.optimizer":"Sgd","autodiffrnn.optimizer.momentum":"0",
            "autodiffrnn.optimizer.nesterov":"0","autodiffrnn.optimizer.weightDecay":"0"},
            "random.state":{"dtype":"U64","shape":[4],"data_offsets":[0,32]},"optimizer.steps":{"dtype":"I64","shape":[],"data_offsets":[32,40]},
            "v":{"dtype":"F32","shape":[1],"data_offsets":[40,44]}}
            """;
        var data = new byte[44];
        data[40] = 1;
        data[39] = 0x80;
        File.WriteAllBytes(folder["a"], PlainFile.Build(Header, data));
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(folder["a"], network, random: new RandomSource(1)));
        Assert.Contains("a word that is not zero", error.Message);
        error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(folder["a"], network, new Sgd<float>(network.Weights)));
        Assert.Contains("a number of steps, at least 0", error.Message);
        Assert.Equal(0, network.Weights.Values[0]);
    }

    [Fact]
    public void AnOptimiserOfAnotherNetwork_IsAnErrorOfTheCaller()
    {
        using var folder = Saved();
        var network = Toys.Network<float>();
        var stranger = new Adam<float>(Toys.Vector<float>(1, 2));
        Assert.Equal("optimizer", Assert.Throws<ArgumentException>(() => Checkpoint.Load(folder["a"], network, stranger)).ParamName);
        Assert.Equal("optimizer", Assert.Throws<ArgumentException>(() => Checkpoint.Save(folder["a"], network, stranger)).ParamName);
    }

    private static Folder Saved()
    {
        var folder = new Folder();
        var network = Toys.Network<float>();
        var tensors = new Dictionary<string, float[]> { ["h"] = [1, 2] };
        Checkpoint.Save(folder["a"], network, new Adam<float>(network.Weights), new RandomSource(1), tensors: tensors);
        return folder;
    }

    private static void AssertRefused(
        string expected,
        CellDescription? cell = null,
        Func<WeightSet<float>, Optimizer<float>>? optimizer = null,
        Dictionary<string, float[]>? tensors = null)
    {
        using var folder = Saved();
        var network = Toys.Network<float>(seed: 3, cell);
        var before = network.Weights.Values.ToArray();
        var random = new RandomSource(9);
        var rule = optimizer?.Invoke(network.Weights);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(folder["a"], network, rule, random, tensors));
        Assert.Contains(expected, error.Message);
        Assert.StartsWith(folder["a"], error.Message, StringComparison.Ordinal);
        Assert.Equal(folder["a"], error.FilePath);
        Assert.Equal(before, network.Weights.Values.ToArray());
        Assert.Equal(new RandomSource(9).State, random.State);
    }
}
