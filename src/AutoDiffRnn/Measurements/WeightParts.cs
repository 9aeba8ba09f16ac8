namespace AutoDiffRnn.Measurements;

/// <summary>A gradient of all weights split into parts that sum to it, with what can be said of any such split.</summary>
internal sealed class WeightParts
{
    private readonly List<double[]> _parts = [];
    private readonly int[] _starts;
    private readonly CellValue[] _weights;

    public WeightParts(CellDescription cell)
    {
        _weights = [.. cell.Weights];
        _starts = new int[_weights.Length + 1];
        for (var i = 0; i < _weights.Length; i++)
            _starts[i + 1] = _starts[i] + _weights[i].Length;
    }

    public IReadOnlyList<CellValue> Weights => _weights;

    public int Count => _parts.Count;

    /// <summary>A part, to be added to; made if there is none of that number yet.</summary>
    public double[] At(int part)
    {
        while (_parts.Count <= part)
            _parts.Add(new double[_starts[^1]]);
        return _parts[part];
    }

    /// <summary>A part of one weight's gradient, or of all of them.</summary>
    public ReadOnlySpan<double> Part(int part, int? weight)
    {
        ShapeError.RequireIndex(part, _parts.Count, nameof(part), "part");
        return Of(_parts[part], weight);
    }

    /// <summary>One weight's elements of all, or all.</summary>
    public ReadOnlySpan<double> Of(double[] all, int? weight)
    {
        if (weight is not { } one)
            return all;
        ShapeError.RequireIndex(one, _weights.Length, nameof(weight), "weight");
        return all.AsSpan(_starts[one], _weights[one].Length);
    }

    /// <summary>The sum of the parts.</summary>
    public double[] Whole(int? weight)
    {
        var sum = new double[Of(At(0), weight).Length];
        for (var part = 0; part < _parts.Count; part++)
            VectorNorm.Add(sum, Part(part, weight));
        return sum;
    }

    /// <summary>⟨part, whole⟩/‖whole‖² of each part.</summary>
    public double[] Shares(int? weight)
    {
        var whole = Whole(weight);
        var square = VectorNorm.Dot(whole, whole);
        var shares = new double[_parts.Count];
        for (var part = 0; part < shares.Length; part++)
            shares[part] = VectorNorm.Dot(Part(part, weight), whole) / square;
        return shares;
    }

    /// <summary>‖Σ parts‖ / Σ ‖parts‖.</summary>
    public double Cancelling(int? weight)
    {
        var norms = 0.0;
        for (var part = 0; part < _parts.Count; part++)
            norms += VectorNorm.Of(Part(part, weight));
        return VectorNorm.Of(Whole(weight)) / norms;
    }
}
