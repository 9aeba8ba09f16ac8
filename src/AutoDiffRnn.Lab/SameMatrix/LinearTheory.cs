using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;

namespace AutoDiffRnn.Lab.SameMatrix;

/// <summary>What is known of products of matrices, in powers of ten a factor. It holds for a linear step; tanh only makes it less.</summary>
internal static class LinearTheory
{
    /// <summary>
    /// The same matrix again and again: the length of Wⁿ·v goes, for large n, with the n-th power of the largest modulus of an eigenvalue.
    /// </summary>
    /// <param name="matrix">A square matrix, row by row.</param>
    /// <param name="size">Its rows.</param>
    /// <returns>log₁₀ of the spectral radius.</returns>
    public static double SlopeOfSame(ReadOnlySpan<double> matrix, int size)
    {
        // A matrix and its transpose have the same eigenvalues: that MathNet stores by columns does not matter.
        var eigenvalues = new DenseMatrix(size, size, matrix.ToArray()).Evd().EigenValues;
        return Math.Log10(eigenvalues.Max(value => value.Magnitude));
    }

    /// <summary>
    /// A fresh Gaussian matrix at every step, elements of variance scale²/size: each factor changes the logarithm of the length by
    /// ½·(ψ(size/2) + ln 2 − ln size) + ln scale on average, whatever the vector's direction, and independently of the others (Newman 1986: the
    /// largest
    /// Lyapunov exponent). So its deviation falls with the square root of the number of factors.
    /// </summary>
    /// <returns>log₁₀ of the mean factor.</returns>
    public static double SlopeOfFreshGaussian(int size, double scale)
        => ((SpecialFunctions.DiGamma(size / 2.0) + Math.Log(2) - Math.Log(size)) / 2 + Math.Log(scale)) / Math.Log(10);
}
