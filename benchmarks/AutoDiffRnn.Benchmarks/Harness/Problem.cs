namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>A cell at given sizes with its weights, inputs and seeds: what all contenders are given.</summary>
internal sealed class Problem
{
    private readonly WeightSet<float> _weights;

    /// <summary>Fills everything with seeded numbers.</summary>
    public Problem(BenchmarkCell cell, SequenceShape shape)
    {
        Cell = cell;
        Shape = shape;
        _weights = cell.CreateNetwork(shape).Weights;
        var random = new RandomSource(seed: 20);
        _weights.Initialize(random);
        // Biases, peepholes and gains start as zeros, which would hide a product or a sum that is wrong.
        foreach (var vector in _weights.Views.Where(view => view.Info.Sizes.Count == 1))
            Numbers.Uniform(random, vector.Info.Length, within: 0.5f).CopyTo(vector.Span);
        Inputs = Numbers.Uniform(random, shape.T * shape.B * shape.I);
        Seeds = Numbers.Uniform(random, shape.T * shape.B * shape.H);
    }

    /// <summary>The cell.</summary>
    public BenchmarkCell Cell { get; }

    /// <summary>The sizes.</summary>
    public SequenceShape Shape { get; }

    /// <summary>x, <c>[T, B, I]</c>.</summary>
    public float[] Inputs { get; }

    /// <summary>∂L/∂h at each step, <c>[T, B, H]</c>.</summary>
    public float[] Seeds { get; }

    /// <summary>The names of the weights.</summary>
    public IEnumerable<string> WeightNames => _weights.Views.Select(view => view.Info.Name);

    /// <summary>A weight, row-major.</summary>
    public ReadOnlySpan<float> Weight(string name) => _weights[name].Values;

    /// <summary>The number of rows of a weight.</summary>
    public int Rows(string name) => _weights[name].Rows;

    /// <summary>The number of columns of a weight; of a vector, 0.</summary>
    public int Columns(string name) => _weights[name].Info.Sizes.Count < 2 ? 0 : _weights[name].Columns;

    /// <summary>All weights at once.</summary>
    public ReadOnlySpan<float> Weights => _weights.Values;
}
