namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>One size of the model with its weights and characters, the same in every run.</summary>
internal sealed class DiagonalProblem
{
    /// <summary>The bits of a character.</summary>
    public const int Width = 14;

    public DiagonalProblem(int layers, int characters)
    {
        Layers = layers;
        Characters = characters;
        var random = new RandomSource(seed: 20);
        Weights = [.. Enumerable.Range(0, (3 + 8 * layers) * Width).Select(_ => 2 * random.NextUniform() - 1)];
        X = [.. Enumerable.Range(0, characters * Width).Select(_ => random.NextUniform() < 0.5 ? 0.0 : 1.0)];
    }

    public int Layers { get; }

    /// <summary>C: there is one step less, because each step is told by the character that follows.</summary>
    public int Characters { get; }

    public int Steps => Characters - 1;

    /// <summary>w_in [N], for each layer w [4·N] and b [4·N] with the parts of f, i, o and a, w_out [N], b_out [N]: as the network has them.</summary>
    public double[] Weights { get; }

    /// <summary>The characters, [C, N], each element 0 or 1.</summary>
    public double[] X { get; }

    /// <summary>What a score counts in the loss.</summary>
    public double Seed => -1.0 / (Width * Steps);
}

/// <summary>One way to compute the loss and its gradient.</summary>
internal interface IDiagonalPeer
{
    /// <summary>The name in the table.</summary>
    string Name { get; }

    /// <summary>The loss, keeping nothing for a gradient.</summary>
    double Objective();

    /// <summary>The loss and the gradient of all weights.</summary>
    double Gradient(Span<double> gradient);
}
