using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace AutoDiffRnn.Measurements;

/// <summary>What one square matrix does to vectors: the spectrum of a step Jacobian, or of a recurrent weight.</summary>
public static class JacobianSpectrum
{
    /// <summary>The singular values, the largest first: by how much the matrix stretches D directions at right angles to each other.</summary>
    /// <param name="matrix">The elements <c>[D, D]</c>, row-major.</param>
    /// <param name="size">D.</param>
    /// <exception cref="ArgumentException">There are not D² elements.</exception>
    public static double[] SingularValues(ReadOnlySpan<double> matrix, int size) => [.. Square(matrix, size).Svd(computeVectors: false).S];

    /// <summary>The largest singular value ‖M‖₂, the most that the matrix makes of any vector's length.</summary>
    /// <param name="matrix">The elements <c>[D, D]</c>, row-major.</param>
    /// <param name="size">D.</param>
    /// <exception cref="ArgumentException">There are not D² elements.</exception>
    public static double Norm(ReadOnlySpan<double> matrix, int size) => SingularValues(matrix, size)[0];

    /// <summary>The largest absolute value of an eigenvalue: the rate at which powers of the matrix grow in the long run, max|λ|.</summary>
    /// <param name="matrix">The elements <c>[D, D]</c>, row-major.</param>
    /// <param name="size">D.</param>
    /// <exception cref="ArgumentException">There are not D² elements.</exception>
    public static double Radius(ReadOnlySpan<double> matrix, int size) => Square(matrix, size).Evd().EigenValues.Max(Complex.Abs);

    /// <summary>The condition number, the largest singular value over the smallest; infinite for a singular matrix.</summary>
    /// <param name="matrix">The elements <c>[D, D]</c>, row-major.</param>
    /// <param name="size">D.</param>
    /// <exception cref="ArgumentException">There are not D² elements.</exception>
    public static double Condition(ReadOnlySpan<double> matrix, int size)
    {
        var values = SingularValues(matrix, size);
        return values[^1] == 0 ? double.PositiveInfinity : values[0] / values[^1];
    }

    /// <summary>The elements as a matrix of the library that computes with it.</summary>
    internal static Matrix<double> Square(ReadOnlySpan<double> matrix, int size)
    {
        if (size < 1 || matrix.Length != (long)size * size)
            throw new ArgumentException($"matrix: expected {size}·{size} elements, but got {matrix.Length}.", nameof(matrix));
        var result = Matrix<double>.Build.Dense(size, size);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                result[row, column] = matrix[row * size + column];
        }

        return result;
    }
}
