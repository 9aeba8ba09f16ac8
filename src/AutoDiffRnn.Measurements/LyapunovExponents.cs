using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// Finite-time Lyapunov exponents of runs: the mean logarithm a step by which a small change of the states grows (above 0) or fades (below 0), in
/// each of D directions. One set for each example, so that their spread over sentences is known.
/// </summary>
/// <remarks>
/// By products of orthogonal and triangular factors: J_k·Q_{k−1} = Q_k·R_k, and the exponents are the means of ln|R_ii|. The first steps turn Q
/// into the directions of the run and do not count (burn-in). G. Benettin, L. Galgani, A. Giorgilli and J.-M. Strelcyn, Meccanica 15 (1980); for
/// recurrent networks R. Engelken, F. Wolf and L. F. Abbott, "Lyapunov spectra of chaotic recurrent neural networks" (2020).
/// </remarks>
public sealed class LyapunovExponents
{
    private readonly double[][] _ofExamples;

    private LyapunovExponents(double[][] ofExamples, int burnIn, int counted)
    {
        _ofExamples = ofExamples;
        BurnIn = burnIn;
        Counted = counted;
    }

    /// <summary>How many steps at the beginning do not count.</summary>
    public int BurnIn { get; }

    /// <summary>How many steps do.</summary>
    public int Counted { get; }

    /// <summary>The number of exponents, D.</summary>
    public int Size => _ofExamples[0].Length;

    /// <summary>The number of examples.</summary>
    public int Examples => _ofExamples.Length;

    /// <summary>The exponents of one example, the largest first; minus infinity where a direction is lost within a step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public IReadOnlyList<double> OfExample(int example) => (uint)example < (uint)Examples
        ? _ofExamples[example]
        : throw new ArgumentOutOfRangeException(nameof(example), example, $"example: expected one from 0 to {Examples - 1}, but got {example}.");

    /// <summary>One exponent of all examples, in ascending order.</summary>
    /// <param name="place">0 for the largest exponent of each.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such exponent.</exception>
    public IReadOnlyList<double> OverExamples(int place) => (uint)place < (uint)Size
        ? [.. _ofExamples.Select(exponents => exponents[place]).Order()]
        : throw new ArgumentOutOfRangeException(nameof(place), place, $"place: expected an exponent from 0 to {Size - 1}, but got {place}.");

    /// <summary>Measures runs.</summary>
    /// <param name="jacobians">The step Jacobians of the runs.</param>
    /// <param name="burnIn">How many steps at the beginning do not count, fewer than the run has.</param>
    /// <exception cref="ArgumentOutOfRangeException">No step would count, or the number is negative.</exception>
    public static LyapunovExponents Measure(StepJacobians jacobians, int burnIn)
    {
        ArgumentNullException.ThrowIfNull(jacobians);
        if (burnIn < 0 || burnIn >= jacobians.Steps)
            throw new ArgumentOutOfRangeException(nameof(burnIn), burnIn, $"burnIn: expected 0 to {jacobians.Steps - 1} steps, but got {burnIn}.");
        var counted = jacobians.Steps - burnIn;
        return new LyapunovExponents(
            [.. Enumerable.Range(0, jacobians.Batch).Select(example => OfRun(jacobians, example, burnIn, counted))], burnIn, counted);
    }

    private static double[] OfRun(StepJacobians jacobians, int example, int burnIn, int counted)
    {
        var directions = Matrix<double>.Build.DenseIdentity(jacobians.Size);
        var sums = new double[jacobians.Size];
        for (var step = 0; step < jacobians.Steps; step++)
        {
            var factors = (JacobianSpectrum.Square(jacobians.At(step, example), jacobians.Size) * directions).QR(QRMethod.Full);
            directions = factors.Q;
            for (var i = 0; step >= burnIn && i < sums.Length; i++)
                sums[i] += Math.Log(Math.Abs(factors.R[i, i]));
        }

        return [.. sums.Select(sum => sum / counted).OrderDescending()];
    }
}
