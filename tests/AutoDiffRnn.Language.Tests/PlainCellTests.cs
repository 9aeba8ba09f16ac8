using Xunit;

namespace AutoDiffRnn.Language.Tests;

/// <summary>Each cell over a few steps, against the same formulas written out with scalars and loops over plain arrays.</summary>
public class PlainCellTests
{
    private const int Steps = 5;
    private const int I = 3;
    private const int H = 4;

    private readonly Random _random = new(20240607);

    [Fact]
    public void Elman_AgreesWithScalarLoops()
    {
        const int O = 2;
        var (Wx, Wh, b, Wy, c) = (Numbers(H * I), Numbers(H * H), Numbers(H), Numbers(O * H), Numbers(O));
        var h = Numbers(H);
        var state = new Vector(h);
        for (var t = 0; t < Steps; t++)
        {
            var x = Numbers(I);
            (state, var y) = PlainCells.Elman(
                new(x), state, new(H, I, Wx), new(H, H, Wh), new(b), new(O, H, Wy), new(c));

            h = Each(H, k => Math.Tanh(RowTimes(Wx, k, x) + RowTimes(Wh, k, h) + b[k]));
            Close.To(h, state.ToArray());
            Close.To(Each(O, k => RowTimes(Wy, k, h) + c[k]), y.ToArray());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lstm_AgreesWithScalarLoops(bool slices)
    {
        var (W, U, b) = (Numbers(4 * H * I), Numbers(4 * H * H), Numbers(4 * H));
        var (h, c) = (Numbers(H), Numbers(H));
        var (hState, cState) = (new Vector(h), new Vector(c));
        for (var t = 0; t < Steps; t++)
        {
            var x = Numbers(I);
            var (wMatrix, uMatrix) = (new Matrix(4 * H, I, W), new Matrix(4 * H, H, U));
            (hState, cState) = slices
                ? PlainCells.LstmWithSlices(new(x), hState, cState, wMatrix, uMatrix, new(b))
                : PlainCells.LstmWithSplit(new(x), hState, cState, wMatrix, uMatrix, new(b));

            // The four gates of unit k are the rows k, H + k, 2H + k and 3H + k.
            var a = Each(4 * H, k => RowTimes(W, k, x) + RowTimes(U, k, h) + b[k]);
            c = Each(H, k => Logistic(a[H + k]) * c[k] + Logistic(a[k]) * Math.Tanh(a[2 * H + k]));
            h = Each(H, k => Logistic(a[3 * H + k]) * Math.Tanh(c[k]));
            Close.To(h, hState.ToArray());
            Close.To(c, cState.ToArray());
        }
    }

    [Fact]
    public void GruWithResetAfterTheProduct_AgreesWithScalarLoops()
    {
        var (W, U, b, bh) = (Numbers(3 * H * I), Numbers(3 * H * H), Numbers(3 * H), Numbers(3 * H));
        var h = Numbers(H);
        var state = new Vector(h);
        for (var t = 0; t < Steps; t++)
        {
            var x = Numbers(I);
            state = PlainCells.GruResetAfter(new(x), state, new(3 * H, I, W), new(3 * H, H, U), new(b), new(bh));

            var before = h;
            h = Each(H, k =>
            {
                var r = Logistic(RowTimes(W, k, x) + b[k] + RowTimes(U, k, before) + bh[k]);
                var z = Logistic(RowTimes(W, H + k, x) + b[H + k] + RowTimes(U, H + k, before) + bh[H + k]);
                var n = Math.Tanh(RowTimes(W, 2 * H + k, x) + b[2 * H + k] + r * (RowTimes(U, 2 * H + k, before) + bh[2 * H + k]));
                return (1 - z) * n + z * before[k];
            });
            Close.To(h, state.ToArray());
        }
    }

    [Fact]
    public void GruWithResetBeforeTheProduct_AgreesWithScalarLoops()
    {
        var (W, U, Un, b) = (Numbers(3 * H * I), Numbers(2 * H * H), Numbers(H * H), Numbers(3 * H));
        var h = Numbers(H);
        var state = new Vector(h);
        for (var t = 0; t < Steps; t++)
        {
            var x = Numbers(I);
            state = PlainCells.GruResetBefore(new(x), state, new(3 * H, I, W), new(2 * H, H, U), new(H, H, Un), new(b));

            var before = h;
            var reset = Each(H, k => Logistic(RowTimes(W, k, x) + b[k] + RowTimes(U, k, before)) * before[k]);
            h = Each(H, k =>
            {
                var z = Logistic(RowTimes(W, H + k, x) + b[H + k] + RowTimes(U, H + k, before));
                var n = Math.Tanh(RowTimes(W, 2 * H + k, x) + b[2 * H + k] + RowTimes(Un, k, reset));
                return (1 - z) * n + z * before[k];
            });
            Close.To(h, state.ToArray());
        }
    }

    [Fact]
    public void CharModel_AgreesWithScalarLoops()
    {
        const int V = 6;
        const int D = 2;
        int[] text = [3, 0, 5, 5, 1, 2];
        var (E, Wx, Wh, b, Wy, c) = (Numbers(V * D), Numbers(H * D), Numbers(H * H), Numbers(H), Numbers(V * H), Numbers(V));
        var h = new double[H];
        var state = new Vector(h);
        for (var t = 0; t + 1 < text.Length; t++)
        {
            (state, var loss) = PlainCells.CharModel(
                text[t], text[t + 1], state, new(V, D, E), new(H, D, Wx), new(H, H, Wh), new(b), new(V, H, Wy), new(c));

            double[] embedding = [E[text[t] * D], E[text[t] * D + 1]];
            h = Each(H, k => Math.Tanh(RowTimes(Wx, k, embedding) + RowTimes(Wh, k, h) + b[k]));
            var weights = Each(V, k => Math.Exp(RowTimes(Wy, k, h) + c[k]));
            Close.To(h, state.ToArray());
            Close.To(-Math.Log(weights[text[t + 1]] / weights.Sum()), loss, relative: 1e-14);
        }
    }

    [Fact]
    public void WrongInputLength_IsNamedWithBothShapesWhereItIsUsed()
    {
        var error = Assert.Throws<ArgumentException>(() => PlainCells.GruResetBefore(
            new(1, 2), new(0, 0), new(6, 3, new double[18]), new(4, 2, new double[8]), new(2, 2, new double[4]), new(new double[6])));

        Assert.Contains("matrix [6, 3] times vector [2]", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(PlainCells.GruResetBefore), error.StackTrace, StringComparison.Ordinal);
    }

    private double[] Numbers(int count) => Each(count, _ => 2 * _random.NextDouble() - 1);

    private static double[] Each(int count, Func<int, double> element) => Enumerable.Range(0, count).Select(element).ToArray();

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    // One element of a product: a row of a row-major matrix with as many columns as the vector has elements.
    private static double RowTimes(double[] matrix, int row, double[] vector)
    {
        var sum = 0.0;
        for (var j = 0; j < vector.Length; j++)
            sum += matrix[row * vector.Length + j] * vector[j];
        return sum;
    }
}
