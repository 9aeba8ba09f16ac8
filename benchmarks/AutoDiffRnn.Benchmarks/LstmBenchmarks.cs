using AutoDiffRnn.Cells;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace AutoDiffRnn.Benchmarks;

/// <summary>The generated LSTM beside one that is written by hand in plain loops, in float, on one thread. Both compute the same numbers: the setup checks it.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class LstmBenchmarks
{
    private LstmNetwork<float> _network = null!;
    private Training _generated = null!;
    private HandwrittenLstm _handwritten = null!;
    private float[] _x = [];
    private float[] _seed = [];

    /// <summary>The sizes.</summary>
    [ParamsSource(nameof(Shapes))]
    public SequenceShape Shape { get; set; } = null!;

    /// <summary>All sizes.</summary>
    public static IEnumerable<SequenceShape> Shapes => SequenceShape.All;

    [GlobalSetup]
    public void Setup()
    {
        _network = new LstmNetwork<float>(Shape.I, Shape.H);
        _generated = new Training(_network, Shape);
        _handwritten = new HandwrittenLstm(Shape);
        _x = Numbers.Uniform(Shape.T * Shape.B * Shape.I);
        _seed = Numbers.Uniform(Shape.T * Shape.B * Shape.H);
        _network.Weights.W.Values.CopyTo(_handwritten.W);
        _network.Weights.U.Values.CopyTo(_handwritten.U);
        _network.Weights.b.Values.CopyTo(_handwritten.Bias);
        RequireSameNumbers();
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Forward")]
    public float HandwrittenForward()
    {
        _handwritten.Forward(_x);
        return _handwritten.States[^1];
    }

    [Benchmark]
    [BenchmarkCategory("Forward")]
    public void GeneratedForward() => _generated.Forward();

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Forward and backward")]
    public float HandwrittenForwardAndBackward()
    {
        Array.Clear(_handwritten.GradientW);
        Array.Clear(_handwritten.GradientU);
        Array.Clear(_handwritten.GradientBias);
        _handwritten.Forward(_x);
        _handwritten.Backward(_x, _seed);
        return _handwritten.GradientU[^1];
    }

    [Benchmark]
    [BenchmarkCategory("Forward and backward")]
    public void GeneratedForwardAndBackward() => _generated.ForwardAndBackward();

    private void RequireSameNumbers()
    {
        HandwrittenForwardAndBackward();
        GeneratedForwardAndBackward();
        Numbers.RequireClose(_handwritten.States.AsSpan(Shape.B * Shape.H), _generated.States, "h");
        Numbers.RequireClose(_handwritten.GradientW, _network.Gradients.W.Values, "dW");
        Numbers.RequireClose(_handwritten.GradientU, _network.Gradients.U.Values, "dU");
        Numbers.RequireClose(_handwritten.GradientBias, _network.Gradients.b.Values, "db");
    }
}
