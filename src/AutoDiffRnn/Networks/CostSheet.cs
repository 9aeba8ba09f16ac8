using System.ComponentModel;

namespace AutoDiffRnn;

/// <summary>
/// What a pass over T steps of B examples has to compute, counted from the cell's mathematics as it is scheduled: products that run once for
/// all steps and products inside the loop alike. Padding, packing, the gradients of inputs and initial states, and norms of adjoints are not counted.
/// </summary>
/// <param name="ProductFlops">
/// Multiplications and additions in products, two for each element of a matrix and row: over the time of a call, the rate to hold against the
/// processor's peak.
/// </param>
/// <param name="ElementwiseOperations">Other additions, multiplications, divisions, roots and comparisons of elements.</param>
/// <param name="Functions">Exponentials, logarithms, hyperbolic tangents and the like, each counted as one.</param>
/// <param name="WeightBytesEachStep">The bytes of weights that the products of the loops read at each step, whatever B is.</param>
/// <param name="BytesMoved">
/// The bytes of the tape that are read and written at least: those of each value once for each region of the pass that reads it, and once for each
/// that writes it, if the tape keeps it for all steps. Padding, tokens and gradients from outside are not counted.
/// </param>
public readonly record struct PassCost(long ProductFlops, long ElementwiseOperations, long Functions, long WeightBytesEachStep, long BytesMoved)
{
    internal PassCost And(PassCost other, long times) => new(
        ProductFlops + times * other.ProductFlops,
        ElementwiseOperations + times * other.ElementwiseOperations,
        Functions + times * other.Functions,
        WeightBytesEachStep + other.WeightBytesEachStep,
        BytesMoved + times * other.BytesMoved);
}

/// <summary>What <see cref="Network{T}.Forward"/> and <see cref="Network{T}.Backward"/> cost at given sizes.</summary>
/// <param name="Forward">The forward pass.</param>
/// <param name="Backward">The backward pass, with the gradients of the weights.</param>
/// <param name="SavedBytes">What the forward pass computes and the backward pass reads again, without padding.</param>
/// <param name="TapeBytes">What a tape for training holds, padding included, before a seed is written: each seed takes its room when it is.</param>
public sealed record CostSheet(PassCost Forward, PassCost Backward, long SavedBytes, long TapeBytes)
{
    /// <summary>Both passes.</summary>
    public PassCost Both => Forward.And(Backward, 1);

    /// <summary>Adds what a loop inside the step costs.</summary>
    /// <param name="loop">One run of the loop.</param>
    /// <param name="times">How often it runs.</param>
    /// <param name="tapes">How many tapes of it the cell's tape has.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CostSheet And(CostSheet loop, long times, long tapes)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return new CostSheet(
            Forward.And(loop.Forward, times),
            Backward.And(loop.Backward, times),
            SavedBytes + times * loop.SavedBytes,
            TapeBytes + tapes * loop.TapeBytes);
    }
}
