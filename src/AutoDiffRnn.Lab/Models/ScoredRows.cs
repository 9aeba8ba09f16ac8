using System.Numerics;

namespace AutoDiffRnn.Lab.Models;

/// <summary>An output layer, run over the rows of a batch at which a word is asked for, and over no others.</summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class ScoredRows<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadoutNetwork<T> _network;
    private readonly ReadoutNetwork<T>.Tape _tape;
    private readonly int[] _rows;

    /// <summary>Makes room for so many rows.</summary>
    public ScoredRows(ReadoutNetwork<T> network, int maxRows)
    {
        _network = network;
        _tape = network.CreateTape(1, maxRows);
        _rows = new int[maxRows];
    }

    /// <summary>How many rows are scored.</summary>
    public int Count { get; private set; }

    /// <summary>The scored rows, t·B + b, rising.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>The word that row <paramref name="i"/> of them asks for.</summary>
    public int Target(int i) => _tape.Inputs.target[0, i][0];

    /// <summary>The logits of row <paramref name="i"/> of them.</summary>
    public ReadOnlySpan<T> Logits(int i) => _tape.Outputs.logits[0, i];

    /// <summary>The loss −log p of row <paramref name="i"/> of them, in nats.</summary>
    public T Loss(int i) => _tape.Outputs.loss[0, i][0];

    /// <summary>The sum of all losses.</summary>
    public double TotalLoss
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Count; i++)
                sum += double.CreateChecked(Loss(i));
            return sum;
        }
    }

    /// <summary>The likeliest word of row <paramref name="i"/> of them.</summary>
    public int Best(int i)
    {
        var logits = Logits(i);
        var best = 0;
        for (var word = 1; word < logits.Length; word++)
        {
            if (logits[word] > logits[best])
                best = word;
        }

        return best;
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>Runs the layer over the rows whose target is not negative.</summary>
    public void Run(Series<T> values, ReadOnlySpan<int> targets)
    {
        Count = 0;
        for (var row = 0; row < targets.Length; row++)
        {
            if (targets[row] >= 0)
                _rows[Count++] = row;
        }

        if (Count == 0)
            return;
        _tape.Resize(1, Count);
        var inputs = _tape.Inputs.s;
        var asked = _tape.Inputs.target;
        for (var i = 0; i < Count; i++)
        {
            values[_rows[i] / values.Batch, _rows[i] % values.Batch].CopyTo(inputs[0, i]);
            asked[0, i][0] = targets[_rows[i]];
        }

        _network.Forward(_tape);
    }

    /// <summary>Adds the layer's gradients, and those of what it read to <paramref name="seeds"/>.</summary>
    public void Backward(T scale, Series<T> seeds)
    {
        _tape.Seeds.loss.Fill(scale);
        _network.Backward(_tape, GradientsOf.Inputs);
        var gradients = _tape.InputGradients.s;
        for (var i = 0; i < Count; i++)
        {
            var seed = seeds[_rows[i] / seeds.Batch, _rows[i] % seeds.Batch];
            var gradient = gradients[0, i];
            for (var j = 0; j < seed.Length; j++)
                seed[j] += gradient[j];
        }
    }
}
