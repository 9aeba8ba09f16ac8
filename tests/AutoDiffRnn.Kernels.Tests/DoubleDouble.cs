namespace AutoDiffRnn.Kernels.Tests;

/// <summary>A number of about 32 digits: a double and what rounding it lost (Dekker 1971). It is what the accuracy of doubles is measured with.</summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double x) => new(x, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var high = Sum(a.High, b.High);
        var low = Sum(a.Low, b.Low);
        var middle = Renormalized(high.High, high.Low + low.High);
        return Renormalized(middle.High, middle.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = Product(a.High, b.High);
        return Renormalized(product.High, product.Low + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.High / b.High;
        var rest = a - first * b;
        var second = rest.High / b.High;
        rest -= second * b;
        return Renormalized(first, second) + rest.High / b.High;
    }

    /// <summary>a·b without an error, where neither overflows nor vanishes.</summary>
    public static DoubleDouble Product(double a, double b) => new(a * b, Math.FusedMultiplyAdd(a, b, -(a * b)));

    /// <summary>The number times 2ⁿ.</summary>
    public DoubleDouble Scaled(int n) => new(Math.ScaleB(High, n), Math.ScaleB(Low, n));

    private static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new(sum, a - (sum - part) + (b - part));
    }

    // A NaN or an infinity has no low part.
    private static DoubleDouble Renormalized(double high, double low)
    {
        var sum = high + low;
        return new(sum, double.IsFinite(sum) ? low - (sum - high) : 0);
    }
}
