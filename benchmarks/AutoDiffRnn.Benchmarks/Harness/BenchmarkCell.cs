using AutoDiffRnn.Cells;

namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>A cell of the benchmarks: its input is called x, and the state that a loss sees is called h.</summary>
/// <param name="Name">What it is called on command lines and in tables.</param>
/// <param name="Gates">How many vectors of H elements the products of a step give: [Gates·H, I] and [Gates·H, H] are the weights.</param>
/// <param name="CreateNetwork">Makes its network, with weights that are zero.</param>
internal sealed record BenchmarkCell(string Name, int Gates, Func<SequenceShape, Network<float>> CreateNetwork)
{
    /// <summary>All cells.</summary>
    public static IReadOnlyList<BenchmarkCell> All { get; } =
    [
        new("lstm", 4, shape => new LstmNetwork<float>(shape.I, shape.H)),
        new("gru", 3, shape => new GruNetwork<float>(shape.I, shape.H)),
        new("rnn", 1, shape => new TanhRnnNetwork<float>(shape.I, shape.H)),
        new("peephole", 4, shape => new PeepholeLstmNetwork<float>(shape.I, shape.H)),
        new("mgu", 2, shape => new MguNetwork<float>(shape.I, shape.H)),
        new("layernorm", 4, shape => new LayerNormLstmNetwork<float>(H: shape.H, I: shape.I)),
    ];

    /// <summary>The cell of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static BenchmarkCell Parse(string name) => All.FirstOrDefault(cell => cell.Name == name)
        ?? throw new FormatException($"expected one of {string.Join(", ", All.Select(cell => cell.Name))}, but got '{name}'");

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The operations of the products of a run: two for each multiplication with an addition.</summary>
    public double Flops(SequenceShape shape, Phase phase)
    {
        var (t, b, i, h) = shape;
        var rows = 2.0 * t * b * Gates * h;
        // Backward: dh = Uᵀ·da at each step, and dW and dU, as large as the products forward.
        return phase == Phase.Forward ? rows * (i + h) : rows * (i + h) + rows * h + rows * (i + h);
    }
}

/// <summary>What is timed.</summary>
internal enum Phase
{
    /// <summary>Forward, with nothing kept for a backward pass.</summary>
    Forward,

    /// <summary>Forward and backward, the gradients of the weights.</summary>
    ForwardAndBackward,
}
