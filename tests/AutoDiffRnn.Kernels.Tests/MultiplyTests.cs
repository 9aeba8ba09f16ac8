using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public sealed class MultiplyTests128() : MultiplyTests(128);

public sealed class MultiplyTests256() : MultiplyTests(256);

public sealed class MultiplyTests512() : MultiplyTests(512);

/// <summary>At every width of vectors on every machine: what it lacks runs in software.</summary>
public abstract class MultiplyTests(int vectorBits) : WidthTests(vectorBits)
{
    private static readonly int[] Sizes = [.. Enumerable.Range(1, 20), 23, 31, 32, 33, 40];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnyMixOfOddSizes_AgreesWithTheDoubleLoop(bool transposed)
    {
        CheckOddSizes<float>(transposed);
        CheckOddSizes<double>(transposed);
    }

    [Theory]
    [InlineData(1, 200, 257)]
    [InlineData(2, 257, 200)]
    [InlineData(3, 257, 33)]
    [InlineData(7, 600, 17)]
    [InlineData(97, 257, 40)]
    [InlineData(200, 200, 200)]
    [InlineData(257, 513, 9)]
    public void LargeSizes_AgreeWithTheDoubleLoop(int rows, int k, int n)
    {
        Check<float>(rows, k, n, PackedMatrix<float>.Start.Bias, transposed: false);
        Check<double>(rows, k, n, PackedMatrix<double>.Start.Bias, transposed: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(13)]
    public void SeveralSegmentsAndTargets_AreOneProduct(int rows)
    {
        CheckSegments<float>(rows);
        CheckSegments<double>(rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void SegmentsThatFollowOneAnother_AreReadAsOne_InWhateverOrderTheyAreNamed(int rows)
    {
        CheckOrder<float>(rows);
        CheckOrder<double>(rows);
    }

    [Fact]
    public void RowsOfStrideZero_AreTheSameRowEachTime()
    {
        var random = new Random(5);
        var a = new Block<float>(1, 20, random);
        var b = Packed<float>(20, 30, random, PackedMatrix<float>.Start.Zero, out _);
        var once = new Block<float>(1, 30, random);
        var often = new Block<float>(9, 30, random);
        Kernel<float>.Multiply(a.Rows, b, once.Rows);
        Kernel<float>.Multiply(a.Repeated(9), b, often.Rows);
        for (var row = 0; row < 9; row++)
        {
            for (var j = 0; j < 30; j++)
                Assert.Equal(once[0, j], often[row, j]);
        }
    }

    [Fact]
    public void ARowAlone_HasTheSameBitsInEveryPanel()
    {
        CheckAlone<float>();
        CheckAlone<double>();
    }

    [Theory]
    [InlineData(40)]
    [InlineData(300)]
    public void RowsComputedInAnyCut_AreTheSameBits(int k)
    {
        CheckCuts<float>(k);
        CheckCuts<double>(k);
    }

    [Fact]
    public void RepackingAndNewBiases_ReplaceTheOldOnes()
    {
        var random = new Random(7);
        var b = new PackedMatrix<double>([new(0, 3)], [new(0, 2, PackedMatrix<double>.Start.Bias)]);
        var a = new Block<double>(1, 3, random);
        var c = new Block<double>(1, 2, random);
        b.Pack(0, 0, [9, 9, 9, 9, 9, 9], 3, false);
        b.SetBias(0, [9, 9]);
        b.Pack(0, 0, [1, 0, 0, 0, 1, 0], 3, false);
        b.SetBias(0, [10, 20]);
        b.AddBias(0, [1, 2]);
        Kernel<double>.Multiply(a.Rows, b, c.Rows);
        Assert.Equal(11 + a[0, 0], c[0, 0]);
        Assert.Equal(22 + a[0, 1], c[0, 1]);
        b.ClearBias();
        Kernel<double>.Multiply(a.Rows, b, c.Rows);
        Assert.Equal(a[0, 0], c[0, 0]);
    }

    [Fact]
    public void AWeightWithAWiderStride_IsReadByThatStride()
    {
        var b = new PackedMatrix<float>([new(0, 2)], [new(0, 2, PackedMatrix<float>.Start.Zero)]);
        b.Pack(0, 0, [1, 2, -1, 3, 4], 3, false);
        var a = new Block<float>(1, 2, new Random(1));
        (a[0, 0], a[0, 1]) = (10, 100);
        var c = new Block<float>(1, 2, new Random(1));
        Kernel<float>.Multiply(a.Rows, b, c.Rows);
        Assert.Equal([210, 430], [c[0, 0], c[0, 1]]);
    }

    [Fact]
    public void OperandsThatDoNotFit_AreRefusedByName()
    {
        var b = new PackedMatrix<float>([new(0, 2)], [new(0, 3, PackedMatrix<float>.Start.Zero)]);
        var error = Assert.Throws<ArgumentException>(() => b.Pack(0, 0, new float[5], 2, false));
        Assert.Equal("weight: expected 3 rows of 2 elements, but got 5 elements with a row stride of 2. (Parameter 'weight')", error.Message);
        Assert.Throws<ArgumentException>("weight", () => b.Pack(0, 0, new float[6], 1, false));
        Assert.Throws<ArgumentException>("weight", () => b.Pack(0, 0, new float[5], 3, true));
        Assert.Throws<ArgumentException>("bias", () => b.SetBias(0, new float[3]));
        Assert.Throws<ArgumentException>("from", () => new PackedMatrix<float>([], [new(0, 1, PackedMatrix<float>.Start.Zero)]));
        Assert.Throws<ArgumentException>("to", () => new PackedMatrix<float>([new(0, 1)], [new(0, 0, PackedMatrix<float>.Start.Zero)]));
        Assert.Throws<ArgumentException>("c", () => Kernel<float>.Multiply(
            new Block<float>(3, 2, new Random(1)).Rows, b, new Block<float>(2, 3, new Random(1)).Rows));
    }

    private static void CheckOddSizes<T>(bool transposed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(3);
        foreach (var rows in Sizes)
        {
            foreach (var start in Enum.GetValues<PackedMatrix<T>.Start>())
                Check<T>(rows, Sizes[random.Next(Sizes.Length)], Sizes[random.Next(Sizes.Length)], start, transposed);
        }
    }

    private static void Check<T>(int rows, int k, int n, PackedMatrix<T>.Start start, bool transposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(rows * 1000 + k);
        var a = new Block<T>(rows, k, random);
        var c = new Block<T>(rows, n, random);
        var before = new Block<T>(rows, n, new Random(rows * 1000 + k));
        Kernel<T>.FillRows(c.Rows, n, T.One);
        Kernel<T>.FillRows(before.Rows, n, T.One);
        var b = Packed(k, n, random, start, out var weight, transposed);
        Kernel<T>.Multiply(a.Rows, b, c.Rows);
        for (var row = 0; row < rows; row++)
        {
            for (var j = 0; j < n; j++)
            {
                var expected = start switch
                {
                    PackedMatrix<T>.Start.Zero => 0.0,
                    PackedMatrix<T>.Start.Bias => j % 5,
                    _ => double.CreateTruncating(before[row, j]),
                };
                var magnitude = Math.Abs(expected);
                for (var i = 0; i < k; i++)
                {
                    var term = double.CreateTruncating(a[row, i]) * double.CreateTruncating(weight[transposed ? i * n + j : j * k + i]);
                    expected += term;
                    magnitude += Math.Abs(term);
                }

                Close(expected, c[row, j], magnitude, $"{rows}x{k}x{n} {start} [{row}, {j}]");
            }
        }
    }

    private static PackedMatrix<T> Packed<T>(
        int k, int n, Random random, PackedMatrix<T>.Start start, out T[] weight, bool transposed = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var b = new PackedMatrix<T>([new(0, k)], [new(0, n, start)]);
        weight = [.. Enumerable.Range(0, k * n).Select(_ => T.CreateTruncating(random.NextDouble() * 2 - 1))];
        b.Pack(0, 0, weight, transposed ? n : k, transposed);
        if (start == PackedMatrix<T>.Start.Bias)
            b.SetBias(0, [.. Enumerable.Range(0, n).Select(j => T.CreateTruncating(j % 5))]);
        return b;
    }

    private static void CheckSegments<T>(int rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(11);
        var lanes = Padding.Lanes<T>();
        var (f0, f1) = (new PackedMatrix<T>.Segment(lanes, 5), new PackedMatrix<T>.Segment(3 * lanes, 300));
        PackedMatrix<T>.Target[] to =
        [
            new(0, lanes + 1, PackedMatrix<T>.Start.Zero),
            new(2 * lanes, 3, PackedMatrix<T>.Start.Accumulate),
            new(3 * lanes, lanes, PackedMatrix<T>.Start.Bias),
        ];
        var a = new Block<T>(rows, 3 * lanes + Padding.Width<T>(300), random, (f0.Column, 5), (f1.Column, 300));
        var c = new Block<T>(rows, 4 * lanes, random);
        Kernel<T>.FillRows(c.Rows, 4 * lanes, T.One);
        var b = new PackedMatrix<T>([f0, f1], to);
        var weights = new T[2, 3][];
        foreach (var (p, q) in new[] { (0, 0), (1, 0), (0, 1), (1, 2) }) // the others stay zero
        {
            var k = p == 0 ? 5 : 300;
            weights[p, q] = [.. Enumerable.Range(0, k * to[q].Length).Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))];
            b.Pack(p, q, weights[p, q], k, false);
        }

        b.SetBias(2, [.. Enumerable.Repeat(T.CreateTruncating(7), lanes)]);
        Kernel<T>.Multiply(a.Rows, b, c.Rows);
        for (var row = 0; row < rows; row++)
        {
            for (var q = 0; q < 3; q++)
            {
                for (var n = 0; n < to[q].Length; n++)
                {
                    double[] starts = [0, 1, 7];
                    var expected = starts[q];
                    for (var p = 0; p < 2; p++)
                    {
                        var (column, k) = p == 0 ? (f0.Column, 5) : (f1.Column, 300);
                        for (var i = 0; i < k && weights[p, q] is not null; i++)
                            expected += double.CreateTruncating(a[row, column + i]) * double.CreateTruncating(weights[p, q][n * k + i]);
                    }

                    Close(expected, c[row, to[q].Column + n], 7 + 30, $"target {q} [{row}, {n}]");
                }
            }
        }
    }

    private static void CheckOrder<T>(int rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A step back: the adjoints of the gates are stored in the reverse of the order in which the weight has them.
        const int Units = 16;
        const int K = 4 * Units;
        const int N = 33;
        var a = new Block<T>(rows, K, new Random(17));
        var whole = Packed<T>(K, N, new Random(19), PackedMatrix<T>.Start.Zero, out var weight);
        var apart = new PackedMatrix<T>(
            [new(3 * Units, Units), new(Units, Units), new(2 * Units, Units), new(0, Units)],
            [new(0, N, PackedMatrix<T>.Start.Zero)]);
        foreach (var (segment, column) in new[] { 3, 1, 2, 0 }.Select((place, segment) => (segment, place * Units)))
            apart.Pack(segment, 0, weight.AsSpan(column), K, transposed: false);
        var (expected, expectedAlone) = (new Block<T>(rows, N, new Random(1)), new Block<T>(rows, N, new Random(1)));
        var (actual, actualAlone) = (new Block<T>(rows, N, new Random(1)), new Block<T>(rows, N, new Random(1)));
        Kernel<T>.Multiply(a.Rows, whole, expected.Rows);
        Kernel<T>.Multiply(a.Rows, apart, actual.Rows);
        Kernel<T>.MultiplyStep(a.Rows, whole, expectedAlone.Rows);
        Kernel<T>.MultiplyStep(a.Rows, apart, actualAlone.Rows);
        for (var row = 0; row < rows; row++)
        {
            for (var n = 0; n < N; n++)
            {
                Assert.Equal(expected[row, n], actual[row, n]);
                Assert.Equal(expectedAlone[row, n], actualAlone[row, n]);
            }
        }
    }

    private static void CheckAlone<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The same columns beside more or fewer others: in one panel, in two at a time, in the one that is left over.
        var a = new Block<T>(1, 203, new Random(13));
        var lanes = Padding.Lanes<T>();
        var expected = new Block<T>(1, lanes, new Random(1));
        Kernel<T>.MultiplyStep(a.Rows, Packed<T>(203, lanes, new Random(7), PackedMatrix<T>.Start.Zero, out var weight), expected.Rows);
        for (var n = 2 * lanes; n < 12 * lanes; n += lanes)
        {
            var matrix = new PackedMatrix<T>([new(0, 203)], [new(0, n, PackedMatrix<T>.Start.Zero)]);
            var wider = new T[n * 203];
            weight.CopyTo(wider.AsSpan((n - lanes) * 203));
            matrix.Pack(0, 0, wider, 203, transposed: false);
            var result = new Block<T>(1, n, new Random(2));
            Kernel<T>.MultiplyStep(a.Rows, matrix, result.Rows);
            for (var j = 0; j < lanes; j++)
            {
                Assert.Equal(expected[0, j], result[0, n - lanes + j]);
                var exact = Enumerable.Range(0, 203).Sum(k => double.CreateTruncating(a[0, k]) * double.CreateTruncating(weight[j * 203 + k]));
                Assert.Equal(exact, double.CreateTruncating(expected[0, j]), 1e-4);
            }
        }
    }

    private static void CheckCuts<T>(int k) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Rows = 103;
        const int N = 37;
        var random = new Random(13);
        var a = new Block<T>(Rows, k, random);
        var b = Packed<T>(k, N, random, PackedMatrix<T>.Start.Bias, out _);
        var whole = new Block<T>(Rows, N, random);
        Kernel<T>.Multiply(a.Rows, b, whole.Rows);
        foreach (var cut in new[] { 1, 2, 3, 4, 5, 6, 7, 20, 97 })
        {
            var parts = new Block<T>(Rows, N, random);
            for (var first = 0; first < Rows; first += cut)
            {
                var count = Math.Min(cut, Rows - first);
                Kernel<T>.Multiply(a.Part(first, count), b, parts.Part(first, count));
            }

            for (var row = 0; row < Rows; row++)
            {
                for (var j = 0; j < N; j++)
                    Assert.True(whole[row, j] == parts[row, j], $"cut {cut}: [{row}, {j}] is {parts[row, j]}, not {whole[row, j]}");
            }
        }
    }

    /// <summary>Checks a sum whose terms have the given total of absolute values: a missing term is far outside, rounding is not.</summary>
    private static void Close<T>(double expected, T actual, double magnitude, string where) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var unit = typeof(T) == typeof(float) ? 6e-8 : 1.2e-16;
        var difference = Math.Abs(expected - double.CreateTruncating(actual));
        Assert.True(difference <= 8 * unit * magnitude, $"{where}: expected {expected}, got {actual}");
    }
}
