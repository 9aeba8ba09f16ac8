using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// The gradient of the weights split by path. Every path from a loss to an earlier use of a weight crosses each step boundary between them through
/// exactly one place that reads a state. What leaves a step through one of them for the step after, whatever way it takes from there, is that
/// place's part; what does not leave its step is lag 0. The parts sum to the whole.
/// </summary>
/// <remarks>
/// Apart from that stands what flows through one place at every boundary it crosses (<see cref="PureOf"/>); the rest of the lags above 0 changes
/// from one place to another on its way (<see cref="Mixed"/>).
/// </remarks>
public sealed class PathSplit
{
    private readonly WeightParts _parts;
    private readonly WeightParts _pure;

    private PathSplit(CellDescription cell, IReadOnlyList<StateRead> reads)
    {
        Reads = reads;
        _parts = new WeightParts(cell);
        _pure = new WeightParts(cell);
        for (var read = 0; read < reads.Count; read++)
        {
            _parts.At(read + 1);
            _pure.At(read);
        }
    }

    /// <summary>The places that read a state, in the order of the cell's program.</summary>
    public IReadOnlyList<StateRead> Reads { get; }

    /// <summary>The weights, in the order of the cell's method.</summary>
    public IReadOnlyList<CellValue> Weights => _parts.Weights;

    /// <summary>Splits the gradient of a run.</summary>
    /// <param name="flow">Room to measure it.</param>
    /// <param name="tape">A tape after <see cref="Network{T}.Forward"/>, with the seeds of the loss.</param>
    /// <param name="lossStep">The only t whose loss counts; all if it is not given.</param>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The flow is another network's, or has no room for the run.</exception>
    public static PathSplit Measure<T>(GradientFlow<T> flow, Tape<T> tape, int? lossStep = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(flow);
        var split = new PathSplit(flow.Network.Cell, flow.Reads);
        flow.Start(tape, lossStep);
        Add(flow, split._parts.At(0));
        while (flow.Next(read => Add(flow, split._parts.At(read + 1))))
        {
            // Each part was added as it came.
        }

        for (var read = 0; read < flow.Reads.Count; read++)
        {
            flow.Start(tape, lossStep, read);
            while (flow.Next())
                Add(flow, split._pure.At(read));
        }

        return split;
    }

    /// <summary>What never leaves its step: G_0.</summary>
    /// <param name="weight">The place of the weight; all weights one after another if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public ReadOnlySpan<double> Now(int? weight = null) => _parts.Part(0, weight);

    /// <summary>What leaves its step through a place that reads a state.</summary>
    /// <param name="read">The place, of <see cref="Reads"/>.</param>
    /// <param name="weight">The place of the weight; all weights one after another if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place or weight.</exception>
    public ReadOnlySpan<double> Part(int read, int? weight = null)
    {
        ShapeError.RequireIndex(read, Reads.Count, nameof(read), "place that reads a state");
        return _parts.Part(read + 1, weight);
    }

    /// <summary>What flows through one place that reads a state at every boundary.</summary>
    /// <param name="read">The place, of <see cref="Reads"/>.</param>
    /// <param name="weight">The place of the weight; all weights one after another if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place or weight.</exception>
    public ReadOnlySpan<double> PureOf(int read, int? weight = null)
    {
        ShapeError.RequireIndex(read, Reads.Count, nameof(read), "place that reads a state");
        return _pure.Part(read, weight);
    }

    /// <summary>What flows through several places: all lags above 0 but what <see cref="PureOf"/> has.</summary>
    /// <param name="weight">The place of the weight; all weights one after another if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public double[] Mixed(int? weight = null)
    {
        var mixed = new double[Now(weight).Length];
        for (var read = 0; read < Reads.Count; read++)
        {
            VectorNorm.Add(mixed, Part(read, weight));
            var pure = PureOf(read, weight);
            for (var i = 0; i < mixed.Length; i++)
                mixed[i] -= pure[i];
        }

        return mixed;
    }

    /// <summary>G, the sum of all parts.</summary>
    /// <param name="weight">The place of the weight; all weights one after another if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public double[] Whole(int? weight = null) => _parts.Whole(weight);

    /// <summary>⟨part, G⟩/‖G‖² of lag 0 and of each place that reads a state: signed, and they sum to 1; not numbers of a zero gradient.</summary>
    /// <param name="weight">The place of the weight; all weights together if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public (double Now, double[] Reads) Shares(int? weight = null)
    {
        var shares = _parts.Shares(weight);
        return (shares[0], shares[1..]);
    }

    /// <summary>‖Σ parts‖ / Σ ‖parts‖: 1 where all paths pull the same way, near 0 where they cancel.</summary>
    /// <param name="weight">The place of the weight; all weights together if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public double Cancelling(int? weight = null) => _parts.Cancelling(weight);

    /// <summary>The shares by the user's statement: those of all places that one statement has, added up, in the order of the program.</summary>
    /// <param name="weight">The place of the weight; all weights together if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public IReadOnlyList<(string Statement, double Share)> SharesByStatement(int? weight = null)
    {
        var shares = Shares(weight).Reads;
        return [.. Reads.Select((read, place) => (read.Statement, Share: shares[place]))
            .GroupBy(read => read.Statement)
            .Select(group => (group.Key, group.Sum(read => read.Share)))];
    }

    private static void Add<T>(GradientFlow<T> flow, double[] part) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => VectorNorm.Add<T>(part, flow.Gradients.Values);
}
