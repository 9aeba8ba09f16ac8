namespace AutoDiffRnn.Kernels.Tests;

/// <summary>Where functions are looked at: numbers of every exponent and sign, many where a function bends, and the hard ones.</summary>
internal static class ScannedNumbers
{
    /// <summary>Numbers for a function of one argument, the same in every run.</summary>
    public static IEnumerable<double> Of(string name, bool isSingle, int count)
    {
        var random = new Random(name.Length + (isSingle ? 100 : 0) + count);
        // Beyond these the results are 0, 1, ∞ or subnormal.
        var reach = isSingle ? 100.0 : 750;
        var isCircular = name is "Sin" or "Cos";
        for (var i = 0; i < count; i++)
        {
            var x = (i % 8) switch
            {
                0 or 1 => OfAnyExponent(random, isSingle),
                2 => Between(random, 1),
                3 => Between(random, 3),
                4 => Between(random, 20),
                5 => isCircular ? NearMultipleOfHalfPi(random, isSingle) : Between(random, reach),
                // Just below a power of two of tanh x, where its ulp is smallest; and where a logarithm vanishes.
                6 => Math.Atanh(Math.ScaleB(1 - random.NextDouble() * 0.01, random.Next(-8, 0))),
                _ => 1 + Between(random, Math.ScaleB(1, -random.Next(1, 40))),
            };
            // Beyond this bound of sin and cos the reference is at its end, and the function is the runtime's. Silu is a product with a
            // sigmoid, which is not precise where it is subnormal.
            if (isCircular ? Math.Abs(x) < 1e12 : name != "Silu" || x > (isSingle ? -87 : -708))
                yield return x;
        }
    }

    /// <summary>Bases above 0 and exponents, over the whole range of results.</summary>
    public static (double[] X, double[] Y) Powers(bool isSingle, int count)
    {
        var random = new Random(count);
        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            x[i] = (i % 3) switch
            {
                0 => Math.Abs(OfAnyExponent(random, isSingle)),
                1 => 1 + Between(random, Math.ScaleB(1, -random.Next(1, isSingle ? 20 : 45))),
                _ => random.NextDouble() * 10,
            };
            if (!(x[i] > 0 && double.IsFinite(x[i])))
                x[i] = 2;
            var limit = (isSingle ? 88 : 709) / Math.Max(Math.Abs(Math.Log(isSingle ? (float)x[i] : x[i])), 1e-12);
            y[i] = (i % 4) switch { 0 => Between(random, 3), 1 => random.Next(-4, 5), _ => Between(random, limit) };
        }

        return (x, y);
    }

    private static double Between(Random random, double bound) => (random.NextDouble() * 2 - 1) * bound;

    private static double OfAnyExponent(Random random, bool isSingle) => isSingle
        ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))
        : BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));

    private static double NearMultipleOfHalfPi(Random random, bool isSingle) => random.Next(isSingle ? 5200 : 660_000) * (Math.PI / 2);
}
