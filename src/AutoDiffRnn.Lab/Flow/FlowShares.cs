using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>Splits the gradient of a cell's weights by lag, and each lag by the place through which the gradient came back.</summary>
internal sealed class FlowShares
{
    private readonly LagSplit _lags;
    private readonly IReadOnlyList<CellValue> _weights;
    private readonly IReadOnlyList<StateRead> _reads;
    private readonly List<double[]> _whole = []; // G of each batch

    // By read and lag, of the first batch: ⟨part, G_n⟩/‖G_n‖².
    private readonly List<double>[] _shares;
    private readonly List<double>[] _only;

    /// <summary>Makes an empty split.</summary>
    public FlowShares(CellDescription cell, IReadOnlyList<StateRead> reads)
    {
        _lags = new LagSplit(cell);
        _weights = [.. cell.Weights];
        _reads = reads;
        _shares = [.. reads.Select(_ => new List<double> { double.NaN })]; // What has lag 0 came through none.
        _only = [.. reads.Select(_ => new List<double> { double.NaN })];
    }

    /// <summary>Adds a batch, whose seeds are on the tape.</summary>
    public void Add(GradientFlow<double> flow, Tape<double> tape)
    {
        if (_lags.Batches == 0)
            AddPaths(flow, tape);
        _lags.Add(flow, tape);
        _whole.Add(_lags.Whole());
        for (var before = 0; _whole.Count > 1 && before < _whole.Count - 1; before++)
            Subtract(_whole[before], _whole[^1]); // LagSplit has the sum over all batches so far.
    }

    /// <summary>The signed share of each lag in each weight's gradient. Weights without one, of an output that nobody reads, are left out.</summary>
    public IReadOnlyList<RoleShare> Roles() =>
    [
        .. _weights.Select((weight, place) => new RoleShare(weight.Name, _lags.Shares(place), _lags.Cancelling(place), SignalToNoise(place)))
            .Where(role => !double.IsNaN(role.Shares[0])),
    ];

    /// <summary>What share of each lag's gradient came back through each read of a state.</summary>
    public IReadOnlyList<PathShare> Paths()
        => [.. _reads.Select((read, place) => new PathShare(read.State, Name(read), _shares[place], _only[place]))];

    /// <summary>Several reads may be in one statement, and a statement may have no text: the formula tells them apart.</summary>
    private string Name(StateRead read)
    {
        if (read.Statement.Length == 0)
            return read.Formula;
        return _reads.Count(other => other.Statement == read.Statement) > 1 ? $"{read.Statement} [{read.Formula}]" : read.Statement;
    }

    private void AddPaths(GradientFlow<double> flow, Tape<double> tape)
    {
        var whole = new List<double[]>();
        var parts = _reads.Select(_ => Array.Empty<double>()).ToArray();
        flow.Start(tape);
        whole.Add(flow.Gradients.Values.ToArray());
        while (flow.Next(read => parts[read] = flow.Gradients.Values.ToArray()))
        {
            var sum = new double[whole[0].Length];
            foreach (var part in parts)
                Add(part, sum);
            whole.Add(sum);
            for (var read = 0; read < parts.Length; read++)
                _shares[read].Add(Share(parts[read], sum));
        }

        for (var read = 0; read < parts.Length; read++)
        {
            flow.Start(tape, through: read);
            while (flow.Next())
                _only[read].Add(Share(flow.Gradients.Values, whole[flow.Lag]));
        }
    }

    /// <summary>‖mean of G‖ / √(mean of ‖G − mean‖²) over batches, the latter with N − 1; NaN for fewer than two.</summary>
    private double SignalToNoise(int place)
    {
        if (_whole.Count < 2)
            return double.NaN;
        var from = _weights.Take(place).Sum(weight => weight.Length);
        var length = _weights[place].Length;
        var (mean, scatter) = (new double[length], 0.0);
        foreach (var gradient in _whole)
            Add(gradient.AsSpan(from, length), mean);
        for (var i = 0; i < length; i++)
            mean[i] /= _whole.Count;
        foreach (var gradient in _whole)
        {
            for (var i = 0; i < length; i++)
                scatter += (gradient[from + i] - mean[i]) * (gradient[from + i] - mean[i]);
        }

        return Math.Sqrt(mean.Sum(element => element * element) / (scatter / (_whole.Count - 1)));
    }

    private static double Share(ReadOnlySpan<double> part, double[] whole)
    {
        var (product, square) = (0.0, 0.0);
        for (var i = 0; i < whole.Length; i++)
        {
            product += part[i] * whole[i];
            square += whole[i] * whole[i];
        }

        return product / square;
    }

    private static void Add(ReadOnlySpan<double> part, double[] sum)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += part[i];
    }

    private static void Subtract(double[] part, double[] from)
    {
        for (var i = 0; i < from.Length; i++)
            from[i] -= part[i];
    }
}
