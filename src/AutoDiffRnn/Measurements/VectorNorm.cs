namespace AutoDiffRnn.Measurements;

/// <summary>Euclidean norms and inner products of double precision.</summary>
internal static class VectorNorm
{
    /// <summary>√Σx², scaled by the largest element, so that squares of what has faded to 1e-200 are no zeros.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
        {
            if (!(Math.Abs(value) <= largest))
                largest = Math.Abs(value);
        }

        // Zeros, infinities and what is not a number are their own norm.
        if (!(largest > 0 && double.IsFinite(largest)))
            return largest;
        var sum = 0.0;
        foreach (var value in values)
        {
            var scaled = value / largest;
            sum += scaled * scaled;
        }

        return largest * Math.Sqrt(sum);
    }

    /// <summary>Σx·y.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    /// <summary>‖x‖² of elements of another type.</summary>
    public static double Square<T>(ReadOnlySpan<T> values) where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            var element = double.CreateChecked(value);
            sum += element * element;
        }

        return sum;
    }

    /// <summary>Adds elements of another type.</summary>
    public static void Add<T>(Span<double> to, ReadOnlySpan<T> from) where T : System.Numerics.IFloatingPointIeee754<T>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += double.CreateChecked(from[i]);
    }
}
