using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Lab.Statistics;

/// <summary>What two arms with the same seeds differ by: second minus first, seed by seed.</summary>
/// <param name="Mean">The mean difference, with the interval of Student's t.</param>
/// <param name="Differences">The difference of each seed.</param>
/// <param name="SignTest">Two-sided p of the sign test: are differences up and down equally frequent? Seeds without a difference do not
/// count.</param>
/// <param name="Permutation">
/// Two-sided p of the exact permutation test (Fisher 1935; Pitman 1937): of all 2ⁿ ways to give the differences signs, the share whose sum is at
/// least as far from 0.
/// </param>
internal sealed record PairedDifference(Estimate Mean, IReadOnlyList<double> Differences, double SignTest, double Permutation)
{
    /// <summary>The most pairs of which all signs are tried.</summary>
    public const int MostPairs = 20;

    /// <summary>Whether every seed gave the same in both arms, as identical arms must.</summary>
    public bool IsNone => Differences.All(difference => difference == 0);

    /// <summary>Compares two arms.</summary>
    /// <param name="first">The first arm's result for each seed.</param>
    /// <param name="second">The second arm's, in the same order of seeds.</param>
    /// <param name="confidence">The confidence of the interval.</param>
    /// <exception cref="ArgumentException">The arms have different numbers of seeds, none, or more than <see cref="MostPairs"/>.</exception>
    public static PairedDifference Of(IReadOnlyList<double> first, IReadOnlyList<double> second, double confidence = Intervals.Confidence)
    {
        if (first.Count != second.Count || first.Count is 0 or > MostPairs)
        {
            throw new ArgumentException(
                $"Paired arms have the same seeds, from 1 to {MostPairs} of them, but these have {first.Count} and {second.Count}.", nameof(second));
        }

        double[] differences = [.. second.Zip(first, (b, a) => b - a)];
        var (up, down) = (differences.Count(difference => difference > 0), differences.Count(difference => difference < 0));
        return new(Intervals.Mean(differences, confidence), differences, ExactTests.Binomial(new Count(up, up + down), 0.5), SignsAsFar(differences));
    }

    private static double SignsAsFar(double[] differences)
    {
        // Sums in another order round differently: what is as far as what was seen must not fall below it for that.
        var seen = Math.Abs(differences.Sum()) - 1e-12 * differences.Sum(Math.Abs);
        var asFar = 0;
        for (var signs = 0; signs < 1 << differences.Length; signs++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length; i++)
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            if (Math.Abs(sum) >= seen)
                asFar++;
        }

        return (double)asFar / (1 << differences.Length);
    }
}
