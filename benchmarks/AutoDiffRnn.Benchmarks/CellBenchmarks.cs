using AutoDiffRnn.Cells;
using BenchmarkDotNet.Attributes;

namespace AutoDiffRnn.Benchmarks;

/// <summary>The generated networks of the classical cells, in float, on one thread.</summary>
[MemoryDiagnoser]
public class CellBenchmarks
{
    private Training _training = null!;

    /// <summary>The cell.</summary>
    [Params("Elman", "Gru", "GruResetBefore", "Lstm", "LstmApart")]
    public string Cell { get; set; } = "";

    /// <summary>The sizes; the output of Elman's cell is as wide as its state.</summary>
    [ParamsSource(nameof(Shapes))]
    public SequenceShape Shape { get; set; } = null!;

    /// <summary>All sizes.</summary>
    public static IEnumerable<SequenceShape> Shapes => SequenceShape.All;

    [GlobalSetup]
    public void Setup() => _training = new Training(Create(Cell, Shape.I, Shape.H), Shape);

    [Benchmark]
    public void Forward() => _training.Forward();

    [Benchmark]
    public void ForwardAndBackward() => _training.ForwardAndBackward();

    private static Network<float> Create(string cell, int inputs, int width) => cell switch
    {
        "Elman" => new ElmanNetwork<float>(I: inputs, H: width, O: width),
        "Gru" => new GruNetwork<float>(inputs, width),
        "GruResetBefore" => new GruResetBeforeNetwork<float>(inputs, width),
        "Lstm" => new LstmNetwork<float>(inputs, width),
        "LstmApart" => new LstmApartNetwork<float>(inputs, width),
        _ => throw new ArgumentException($"cell: expected one of the cells above, but got '{cell}'.", nameof(cell)),
    };
}
