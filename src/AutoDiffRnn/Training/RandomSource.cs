using System.Numerics;

namespace AutoDiffRnn;

/// <summary>
/// A seeded source of random numbers that gives the same ones on every machine and every version of .NET, and whose state can
/// be saved and restored. It is no source of secrets, and not for use by several threads at once.
/// </summary>
/// <remarks>
/// The algorithm is xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021): a period of 2²⁵⁶ − 1.
/// A seed becomes its four words through SplitMix64 (Steele, Lea and Flood 2014), as its authors advise. Only operations that
/// IEEE 754 rounds exactly are used, so normal numbers, too, are the same everywhere.
/// </remarks>
public sealed class RandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence that belongs to <paramref name="seed"/>; every seed is a good one.</summary>
    public RandomSource(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>Goes on from a state that was read before.</summary>
    /// <exception cref="ArgumentException">All words of <paramref name="state"/> are zero.</exception>
    public RandomSource(RandomState state) => State = state;

    /// <summary>Where the source is in its sequence; setting it makes the source go on from there.</summary>
    /// <exception cref="ArgumentException">All words of the new state are zero.</exception>
    public RandomState State
    {
        get => new(_s0, _s1, _s2, _s3);
        set
        {
            ShapeError.Require(value.IsValid, nameof(value), "a state with a word that is not zero", "all zeros");
            (_s0, _s1, _s2, _s3) = value;
        }
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number from [0, 1): a multiple of 2⁻⁵³, all of them equally likely.</summary>
    public double NextUniform() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// A number from the normal distribution with mean 0 and variance 1, by Marsaglia's polar method (1964): for a point (u, v)
    /// from the unit disc with s = u² + v², <c>u·√(−2·ln s / s)</c>.
    /// </summary>
    /// <remarks>The method gives a second number for free. It is not kept, so that the state is the four words and nothing else.</remarks>
    public double NextNormal()
    {
        while (true)
        {
            var u = 2 * NextUniform() - 1;
            var v = 2 * NextUniform() - 1;
            var s = u * u + v * v;
            if (s < 1 && s > 0)
                return u * Math.Sqrt(-2 * NaturalLogarithm(s) / s);
        }
    }

    /// <summary>
    /// A whole number from [0, <paramref name="bound"/>), all equally likely, by Lemire's method ("Fast random integer generation
    /// in an interval", 2019), which takes a further number in the rare case that would make some likelier than others.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="bound"/> is not positive.</exception>
    public int NextInt(int bound)
    {
        if (bound <= 0)
            ShapeError.Require(false, nameof(bound), "at least 1", $"{bound}");
        var range = (uint)bound;
        var product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            var surplus = (0u - range) % range;
            while ((uint)product < surplus)
                product = (NextUInt64() >> 32) * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts <paramref name="items"/> into a random order, all orders equally likely (Fisher and Yates; Durstenfeld 1964).</summary>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong SplitMix(ref ulong counter)
    {
        counter += 0x9E37_79B9_7F4A_7C15;
        var mixed = counter;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>
    /// ln x for a normal, positive x. Math.Log may differ in its last bit from platform to platform; this uses nothing that may.
    /// With x = m·2ᵉ, √½ ≤ m ≤ √2 and t = (m − 1) / (m + 1): ln x = e·ln 2 + 2·(t + t³/3 + t⁵/5 + …), |t| ≤ 0.172.
    /// </summary>
    private static double NaturalLogarithm(double x)
    {
        const double Ln2 = 0.693147180559945309417;
        const double SquareRootOf2 = 1.41421356237309504880;
        const int LastOdd = 23; // The next term is below t · 4e-18.
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.UInt64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > SquareRootOf2)
        {
            mantissa /= 2;
            exponent++;
        }

        var t = (mantissa - 1) / (mantissa + 1);
        var tail = 0.0;
        for (var odd = LastOdd; odd >= 3; odd -= 2)
            tail = (tail + 1.0 / odd) * (t * t);
        return exponent * Ln2 + 2 * (t + t * tail);
    }
}
