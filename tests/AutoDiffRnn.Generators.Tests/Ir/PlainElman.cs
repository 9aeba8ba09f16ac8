using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>
/// The network of <see cref="ElmanPrograms"/> and its backpropagation through time as plain loops over numbers, with nothing of the IR in them but
/// the container of the data.
/// </summary>
internal sealed class PlainElman
{
    public const int I = 3;
    public const int H = 5;
    public const int O = 2;

    private readonly SequenceData _data;

    public PlainElman(SequenceData data)
    {
        _data = data;
        h = Rows(H);
        y = Rows(O);
        for (var t = 0; t < data.Steps; t++)
        {
            for (var n = 0; n < data.Examples; n++)
                Forward(t, n);
        }
    }

    public static Dictionary<string, int> Sizes { get; } = new() { ["I"] = I, ["H"] = H, ["O"] = O };

    /// <summary>The state after each step: [step][example][element].</summary>
    public double[][][] h { get; }

    public double[][][] y { get; }

    public double[][][] dx { get; private set; } = [];

    /// <summary>The whole adjoint of each state.</summary>
    public double[][][] dh { get; private set; } = [];

    public double[][] dInitial { get; private set; } = [];

    public Dictionary<string, double[]> Gradients { get; } = new()
    {
        ["Wx"] = new double[H * I],
        ["Wh"] = new double[H * H],
        ["b"] = new double[H],
        ["Wy"] = new double[O * H],
        ["c"] = new double[O],
    };

    private double[] Wx => _data.Weights["Wx"].Data;

    private double[] Wh => _data.Weights["Wh"].Data;

    private double[] Wy => _data.Weights["Wy"].Data;

    public void Backward(Tensor[][] dy, Tensor[][] seed)
    {
        dx = Rows(I);
        dh = Rows(H);
        dInitial = [.. Enumerable.Range(0, _data.Examples).Select(_ => new double[H])];
        for (var n = 0; n < _data.Examples; n++)
        {
            for (var t = _data.Steps - 1; t >= 0; t--)
                Backward(t, n, [.. dy[t][n].Data.Select(d => 0.5 * d)], seed[t][n].Data);
        }
    }

    private void Forward(int t, int n)
    {
        var before = Before(t, n);
        var x = _data.Inputs["x"][t][n].Data;
        for (var i = 0; i < H; i++)
        {
            var a = _data.Weights["b"].Data[i];
            for (var j = 0; j < I; j++)
                a += Wx[i * I + j] * x[j];
            for (var j = 0; j < H; j++)
                a += Wh[i * H + j] * before[j];
            h[t][n][i] = Math.Tanh(a);
        }

        for (var i = 0; i < O; i++)
        {
            var sum = _data.Weights["c"].Data[i];
            for (var j = 0; j < H; j++)
                sum += Wy[i * H + j] * h[t][n][j];
            y[t][n][i] = 0.5 * sum;
        }
    }

    // dInitial[n] holds what the step after handed back, and at the end what the first step did.
    private void Backward(int t, int n, double[] dy, double[] seed)
    {
        var x = _data.Inputs["x"][t][n].Data;
        var before = Before(t, n);
        var da = new double[H];
        for (var i = 0; i < H; i++)
        {
            dh[t][n][i] = seed[i] + dInitial[n][i];
            for (var k = 0; k < O; k++)
                dh[t][n][i] += Wy[k * H + i] * dy[k];
            da[i] = dh[t][n][i] * (1 - h[t][n][i] * h[t][n][i]);
        }

        for (var j = 0; j < H; j++)
            dInitial[n][j] = Enumerable.Range(0, H).Sum(i => Wh[i * H + j] * da[i]);
        for (var j = 0; j < I; j++)
            dx[t][n][j] = Enumerable.Range(0, H).Sum(i => Wx[i * I + j] * da[i]);
        AddOuter("Wx", da, x);
        AddOuter("Wh", da, before);
        AddOuter("b", da, [1]);
        AddOuter("Wy", dy, h[t][n]);
        AddOuter("c", dy, [1]);
    }

    private void AddOuter(string weight, double[] left, double[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
                Gradients[weight][i * right.Length + j] += left[i] * right[j];
        }
    }

    private double[] Before(int t, int n) => t == 0 ? _data.InitialStates["h"][n].Data : h[t - 1][n];

    private double[][][] Rows(int width)
        => [.. Enumerable.Range(0, _data.Steps).Select(_ => Enumerable.Range(0, _data.Examples).Select(_ => new double[width]).ToArray())];
}
