namespace AutoDiffRnn.Benchmarks;

/// <summary>
/// An LSTM layer with backpropagation through time as one writes it by hand in plain C#: loops over steps, examples, gates and elements, no
/// vector types, no packing, no blocking. Every inner loop runs over memory in order, and nothing is allocated after construction. The rows of
/// the weights are those of i, f, g and o.
/// </summary>
internal sealed class HandwrittenLstm
{
    private readonly SequenceShape _shape;
    private readonly float[] _gates;
    private readonly float[] _tanhC;
    private readonly float[] _dh;
    private readonly float[] _dc;
    private readonly float[] _da;

    public HandwrittenLstm(SequenceShape shape)
    {
        _shape = shape;
        var (t, b, i, h) = shape;
        W = new float[4 * h * i];
        U = new float[4 * h * h];
        Bias = new float[4 * h];
        GradientW = new float[W.Length];
        GradientU = new float[U.Length];
        GradientBias = new float[Bias.Length];
        States = new float[(t + 1) * b * h];
        Cells = new float[(t + 1) * b * h];
        _gates = new float[t * b * 4 * h];
        _tanhC = new float[t * b * h];
        _dh = new float[b * h];
        _dc = new float[b * h];
        _da = new float[4 * h];
    }

    /// <summary>[4·H, I]</summary>
    public float[] W { get; }

    /// <summary>[4·H, H]</summary>
    public float[] U { get; }

    /// <summary>[4·H]</summary>
    public float[] Bias { get; }

    public float[] GradientW { get; }

    public float[] GradientU { get; }

    public float[] GradientBias { get; }

    /// <summary>h before the first step and after each: [T + 1, B, H].</summary>
    public float[] States { get; }

    /// <summary>c before the first step and after each: [T + 1, B, H].</summary>
    public float[] Cells { get; }

    /// <summary>Runs all steps on <paramref name="x"/> [T, B, I], from states that are zero.</summary>
    public void Forward(float[] x)
    {
        var (steps, batch, inputs, width) = _shape;
        for (var row = 0; row < steps * batch; row++)
        {
            var before = row * width;
            var after = before + batch * width;
            var gates = _gates.AsSpan(row * 4 * width, 4 * width);
            var input = x.AsSpan(row * inputs, inputs);
            var state = States.AsSpan(before, width);
            for (var k = 0; k < gates.Length; k++)
                gates[k] = Bias[k] + Dot(W.AsSpan(k * inputs, inputs), input) + Dot(U.AsSpan(k * width, width), state);

            for (var j = 0; j < width; j++)
            {
                var i = gates[j] = Sigmoid(gates[j]);
                var f = gates[width + j] = Sigmoid(gates[width + j]);
                var g = gates[2 * width + j] = MathF.Tanh(gates[2 * width + j]);
                var o = gates[3 * width + j] = Sigmoid(gates[3 * width + j]);
                var c = Cells[after + j] = f * Cells[before + j] + i * g;
                States[after + j] = o * (_tanhC[before + j] = MathF.Tanh(c));
            }
        }
    }

    /// <summary>Adds to the gradients of the weights, given ∂L/∂h at every step, <paramref name="seed"/> [T, B, H].</summary>
    public void Backward(float[] x, float[] seed)
    {
        var (steps, batch, inputs, width) = _shape;
        Array.Clear(_dh);
        Array.Clear(_dc);
        for (var row = steps * batch - 1; row >= 0; row--)
        {
            var example = row % batch;
            var dh = _dh.AsSpan(example * width, width);
            ComputeGateAdjoints(row, seed.AsSpan(row * width, width), dh, _dc.AsSpan(example * width, width));
            var input = x.AsSpan(row * inputs, inputs);
            var state = States.AsSpan(row * width, width);
            dh.Clear();
            for (var k = 0; k < _da.Length; k++)
            {
                GradientBias[k] += _da[k];
                AddScaled(_da[k], input, GradientW.AsSpan(k * inputs, inputs));
                AddScaled(_da[k], state, GradientU.AsSpan(k * width, width));
                AddScaled(_da[k], U.AsSpan(k * width, width), dh);
            }
        }
    }

    private void ComputeGateAdjoints(int row, ReadOnlySpan<float> seed, ReadOnlySpan<float> dh, Span<float> dc)
    {
        var width = _shape.H;
        var gates = _gates.AsSpan(row * 4 * width, 4 * width);
        for (var j = 0; j < width; j++)
        {
            var (i, f, g, o) = (gates[j], gates[width + j], gates[2 * width + j], gates[3 * width + j]);
            var tanhC = _tanhC[row * width + j];
            var h = seed[j] + dh[j];
            var c = dc[j] + h * o * (1 - tanhC * tanhC);
            _da[j] = c * g * i * (1 - i);
            _da[width + j] = c * Cells[row * width + j] * f * (1 - f);
            _da[2 * width + j] = c * i * (1 - g * g);
            _da[3 * width + j] = h * tanhC * o * (1 - o);
            dc[j] = c * f;
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddScaled(float scale, ReadOnlySpan<float> values, Span<float> sum)
    {
        for (var i = 0; i < values.Length; i++)
            sum[i] += scale * values[i];
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
