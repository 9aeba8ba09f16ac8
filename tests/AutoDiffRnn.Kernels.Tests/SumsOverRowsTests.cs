using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public sealed class SumsOverRowsTests128() : SumsOverRowsTests(128);

public sealed class SumsOverRowsTests256() : SumsOverRowsTests(256);

public sealed class SumsOverRowsTests512() : SumsOverRowsTests(512);

/// <summary>Several sums in one pass: the same bits as each sum alone, which other tests compare with plain loops.</summary>
public abstract class SumsOverRowsTests(int vectorBits) : WidthTests(vectorBits)
{
    // Out of order, of different lengths and strides, one longer than a block, and with columns that go nowhere.
    private static readonly GradientPart[] Outer = [new(420, 5, 0, 37, 0, 5), new(2, 301, 200, 40, 0, 301), new(340, 17, 13000, 37, 0, 17)];
    private static readonly GradientPart[] Narrow = [new(0, 50, 14000, 1, 0, 50), new(430, 3, 14051, 2, 0, 3)];
    private static readonly GradientPart[] Plain = [new(0, 33, 15000, 1, 0, 33), new(100, 300, 15034, 1, 0, 300), new(433, 1, 15335, 1, 0, 1)];
    private static readonly GradientPart[] Elementwise = [new(80, 100, 16000, 1, 0, 100), new(7, 2, 16101, 1, 0, 2)];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(300)]
    [InlineData(513)]
    public void SidesTogether_GiveWhatEachGivesAlone(int rows)
    {
        Check<float>(rows, 440);
        Check<double>(rows, 440);
        Check<float>(rows, 1030); // rows so long that the left side is copied
    }

    [Fact]
    public void ElementsThatBelongToNoPart_AreLeftAlone()
    {
        var random = new Random(1);
        var (left, right) = (new Block<float>(20, 440, random), new Block<float>(20, 37, random));
        var gradients = new float[17000];
        Kernel<float>.To(Kernel<float>.SumsOver(left.Rows).AddOuterProducts(right.Rows, 37, Outer).AddRows(Plain), gradients, new());
        Assert.Equal(5 * 37 + 301 * 37 + 17 * 37 + 33 + 300 + 1, gradients.Count(element => element != 0));
    }

    [Fact]
    public void TheEndOfTheGradients_IsNotOverstepped()
    {
        var random = new Random(2);
        var (left, right) = (new Block<double>(9, 5, random), new Block<double>(9, 3, random));
        // Even an addition of zero would show: it takes the sign of a negative zero away.
        var memory = new double[100];
        Array.Fill(memory, -0.0);
        Kernel<double>.To(Kernel<double>.SumsOver(left.Rows).AddRows([new(0, 5, 0, 1, 0, 5)]), memory.AsSpan(0, 5), new());
        Kernel<double>.To(Kernel<double>.SumsOver(left.Rows).AddOuterProducts(right.Rows, 3, [new(0, 5, 0, 3, 0, 5)]), memory.AsSpan(10, 15), new());
        Assert.All(memory[5..10].Concat(memory[25..]), element => Assert.True(element == 0 && double.IsNegative(element), "written"));
        Assert.Equal(20, memory.Count(element => element != 0));
    }

    [Fact]
    public void APartThatIsNotWithinTheGradients_IsRefused()
    {
        var block = new Block<float>(2, 4, new Random(1));
        Assert.Throws<ArgumentException>("parts", () => Kernel<float>.To(
            Kernel<float>.SumsOver(block.Rows).AddOuterProducts(block.Rows, 3, [new(0, 3, 4, 3, 0, 3)]), new float[12], new()));
        Assert.Throws<ArgumentException>("parts", () => Kernel<float>.To(
            Kernel<float>.SumsOver(block.Rows).AddRows([new(0, 4, 9, 1, 0, 4)]), new float[12], new()));
    }

    [Fact]
    public void ASideWithOtherRows_IsRefused()
    {
        var (two, three) = (new Block<float>(2, 4, new Random(1)), new Block<float>(3, 4, new Random(1)));
        Assert.Throws<ArgumentException>("right", () => Kernel<float>.To(Kernel<float>.SumsOver(two.Rows).AddRowProducts(three.Rows, []), [], new()));
    }

    private static void Check<T>(int rows, int stride) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(rows);
        var left = new Block<T>(rows, stride, random, (0, 440));
        var (right, narrow, factor) = (new Block<T>(rows, 37, random), new Block<T>(rows, 1, random), new Block<T>(rows, 100, random));
        var (together, apart) = (new T[17000], new T[17000]);
        Array.Fill(together, T.One);
        Array.Fill(apart, T.One);
        var workspace = new Workspace<T>();
        for (var call = 0; call < 2; call++)
        {
            var sums = Kernel<T>.SumsOver(left.Rows)
                .AddRows(Plain)
                .AddOuterProducts(right.Rows, 37, Outer)
                .AddRowProducts(factor.Rows, Elementwise)
                .AddOuterProducts(narrow.Rows, 1, Narrow);
            Kernel<T>.To(sums, together, workspace);
            foreach (var part in Outer)
                Kernel<T>.AddOuterProducts(left.Rows.From(part.Column), part.Length, right.Rows, 37, apart.AsSpan(part.First), part.Stride, new());
            foreach (var part in Narrow)
                Kernel<T>.AddOuterProducts(left.Rows.From(part.Column), part.Length, narrow.Rows, 1, apart.AsSpan(part.First), part.Stride, new());
            foreach (var part in Plain)
                Kernel<T>.AddRows(left.Rows.From(part.Column), part.Length, apart.AsSpan(part.First));
            foreach (var part in Elementwise)
                Kernel<T>.AddRowProducts(left.Rows.From(part.Column), factor.Rows, part.Length, apart.AsSpan(part.First));
        }

        Assert.Equal(apart, together);
    }
}
