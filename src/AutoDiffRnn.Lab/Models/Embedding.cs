using System.Numerics;

namespace AutoDiffRnn.Lab.Models;

/// <summary>A vector for each word, [V, D], and its gradient.</summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class Embedding<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The name of the weight.</summary>
    public const string WeightName = "E";

    private readonly int _width;

    /// <summary>Makes an embedding of <paramref name="words"/> vectors of <paramref name="width"/> elements, all zero.</summary>
    public Embedding(int words, int width)
    {
        var cell = new CellDescription("Embedding", [new("V", words), new("D", width)], [], [new CellValue(WeightName, CellRole.Weight, [words, width])]);
        _width = width;
        Weights = new Set(cell);
        Gradients = new Set(cell);
    }

    /// <summary>The vectors.</summary>
    public WeightSet<T> Weights { get; }

    /// <summary>Their gradients.</summary>
    public WeightSet<T> Gradients { get; }

    /// <summary>The vector of each token, <c>[T, B, D]</c>.</summary>
    public void Forward(ReadOnlySpan<int> tokens, Series<T> vectors)
    {
        var values = Weights.Values;
        for (var row = 0; row < tokens.Length; row++)
            values.Slice(tokens[row] * _width, _width).CopyTo(vectors[row / vectors.Batch, row % vectors.Batch]);
    }

    /// <summary>Adds the gradient of each token's vector to that of its word.</summary>
    public void Backward(ReadOnlySpan<int> tokens, Series<T> gradients)
    {
        var sums = Gradients.Span;
        for (var row = 0; row < tokens.Length; row++)
        {
            var sum = sums.Slice(tokens[row] * _width, _width);
            var gradient = gradients[row / gradients.Batch, row % gradients.Batch];
            for (var i = 0; i < sum.Length; i++)
                sum[i] += gradient[i];
        }
    }

    private sealed class Set(CellDescription cell) : WeightSet<T>(cell);
}
