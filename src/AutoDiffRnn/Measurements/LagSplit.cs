using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// The gradient of the weights split by lag, G = Σ_n G_n: G_n is what comes from using the weights n steps before the loss. Lag 0 is their first
/// role, to help to predict now; the lags above are the second, to hand on what later steps need. Sums over steps, examples and batches come before
/// norms, and are kept in double precision.
/// </summary>
/// <example>
/// <code>
/// var split = new LagSplit(network.Cell);
/// split.Add(flow, tape);                              // once for each batch
/// Console.WriteLine(split.Shares(weight: 1)[0]);      // what lag 0 has of the second weight's gradient
/// </code>
/// </example>
public sealed class LagSplit
{
    private readonly WeightParts _parts;

    // By lag and weight, the last place for all weights: the sum over the batches of ‖G_n‖².
    private readonly List<double[]> _squares = [];

    /// <summary>Makes an empty split of the weights' gradient of a cell.</summary>
    public LagSplit(CellDescription cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        _parts = new WeightParts(cell);
    }

    /// <summary>The weights, in the order of the cell's method.</summary>
    public IReadOnlyList<CellValue> Weights => _parts.Weights;

    /// <summary>The number of lags that there are so far: the most steps of a batch.</summary>
    public int Lags => _parts.Count;

    /// <summary>The number of batches that were added.</summary>
    public int Batches { get; private set; }

    /// <summary>Adds a batch.</summary>
    /// <param name="flow">Room to measure it.</param>
    /// <param name="tape">A tape after <see cref="Network{T}.Forward"/>, with the seeds of the loss.</param>
    /// <param name="lossStep">The only t whose loss counts; all if it is not given.</param>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The flow is of another cell, or has no room for the run.</exception>
    public void Add<T>(GradientFlow<T> flow, Tape<T> tape, int? lossStep = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(flow);
        var cell = flow.Network.Cell;
        ShapeError.Require(cell.Weights.SequenceEqual(Weights, SameSizes.Comparer), nameof(flow), "a flow of the cell that is split", $"one of {cell.Name}");
        flow.Start(tape, lossStep);
        do
            AddLag(flow.Lag, flow.Gradients);
        while (flow.Next());

        Batches++;
    }

    /// <summary>G_n of a weight, row-major, summed over all batches.</summary>
    /// <param name="lag">The lag n.</param>
    /// <param name="weight">The place of the weight; all weights one after another if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lag or weight.</exception>
    public ReadOnlySpan<double> Part(int lag, int? weight = null) => _parts.Part(lag, weight);

    /// <summary>G = Σ_n G_n of a weight, or of all weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public double[] Whole(int? weight = null) => _parts.Whole(weight);

    /// <summary>⟨G_n, G⟩/‖G‖² for each lag: signed shares, which sum to 1; not numbers where the whole gradient is zero.</summary>
    /// <param name="weight">The place of the weight; all weights together if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public double[] Shares(int? weight = null) => _parts.Shares(weight);

    /// <summary>‖ΣG_n‖ / Σ‖G_n‖: 1 where all lags pull the same way, near 0 where they cancel.</summary>
    /// <param name="weight">The place of the weight; all weights together if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public double Cancelling(int? weight = null) => _parts.Cancelling(weight);

    /// <summary>The two roles of a weight: the shares of lag 0 and of all lags above, which sum to 1.</summary>
    /// <param name="weight">The place of the weight; all weights together if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public (double Now, double Later) Roles(int? weight = null)
    {
        var shares = Shares(weight);
        return (shares[0], shares.Skip(1).Sum());
    }

    /// <summary>
    /// How well G_n stands out from its scatter over batches: ‖mean of G_n‖ / √(mean of ‖G_n − mean‖²), the latter with N − 1; not a number for
    /// fewer than two batches.
    /// </summary>
    /// <param name="lag">The lag n.</param>
    /// <param name="weight">The place of the weight; all weights together if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lag or weight.</exception>
    public double SignalToNoise(int lag, int? weight = null)
    {
        if (Batches < 2)
            return double.NaN;
        var sum = VectorNorm.Of(Part(lag, weight));
        var scatter = _squares[lag][weight ?? Weights.Count] - sum * sum / Batches;
        return sum / Batches / Math.Sqrt(Math.Max(0, scatter) / (Batches - 1));
    }

    private void AddLag<T>(int lag, WeightSet<T> gradients) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorNorm.Add<T>(_parts.At(lag), gradients.Values);
        while (_squares.Count <= lag)
            _squares.Add(new double[Weights.Count + 1]);
        for (var weight = 0; weight < Weights.Count; weight++)
        {
            var square = VectorNorm.Square(gradients.Views[weight].Values);
            _squares[lag][weight] += square;
            _squares[lag][^1] += square;
        }
    }
}
