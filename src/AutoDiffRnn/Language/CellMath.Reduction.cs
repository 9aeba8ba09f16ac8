namespace AutoDiffRnn;

/// <content>One number from a vector.</content>
public static partial class CellMath
{
    /// <summary>The sum: y = Σᵢ vᵢ, added in order; dvᵢ = dy.</summary>
    public static double Sum(Vector v)
    {
        ArgumentNullException.ThrowIfNull(v);
        return SumOver(v.Length, i => v[i]);
    }

    /// <summary>The mean: y = Σᵢ vᵢ / n; dvᵢ = dy/n.</summary>
    public static double Mean(Vector v) => Sum(v) / v.Length;

    /// <summary>The largest element; its adjoint goes to the largest ones in equal shares. NaN if one is NaN.</summary>
    public static double Max(Vector v)
    {
        ArgumentNullException.ThrowIfNull(v);
        return v.ToArray().Aggregate(Math.Max);
    }

    /// <summary>The Euclidean length: y = √(Σᵢ vᵢ²); dvᵢ = dy·vᵢ/y, 0 at the kink at the zero vector.</summary>
    public static double Norm(Vector v) => Math.Sqrt(Dot(v, v));

    /// <summary>The variance, which divides by n (not n − 1): y = Σᵢ (vᵢ − m)²/n with the mean m; dvᵢ = dy·2·(vᵢ − m)/n.</summary>
    public static double Variance(Vector v) => Mean(Square(v - Mean(v)));

    /// <summary>
    /// A smooth maximum: y = log(Σᵢ exp(vᵢ)), computed as m + log(Σᵢ exp(vᵢ − m)) with m = Max(v), so that nothing overflows; dv = dy·Softmax(v).
    /// </summary>
    public static double LogSumExp(Vector v)
    {
        var largest = Max(v);
        // ∞ − ∞ would be NaN; an infinite (or undefined) largest element is the result already.
        return double.IsFinite(largest) ? largest + Math.Log(Sum(Exp(v - largest))) : largest;
    }

    internal static double SumOver(int count, Func<int, double> term)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sum += term(i);
        return sum;
    }
}
