namespace AutoDiffRnn.Lab.SameMatrix;

/// <summary>What square matrices are drawn from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fill">
/// Draws a square matrix with rows of <c>size</c> elements, row by row, whose elements have the mean square 1/size: it keeps, on average, the
/// length of a vector.
/// </param>
internal sealed record MatrixLaw(string Name, Action<Span<double>, int, RandomSource> Fill)
{
    /// <summary>Independent normal elements. Its largest eigenvalue has a modulus near 1 (Ginibre 1965).</summary>
    public static MatrixLaw Gaussian { get; } = new("gaussian", FillGaussian);

    /// <summary>A random rotation, with or without a reflection: all singular values and all moduli of eigenvalues are 1.</summary>
    public static MatrixLaw Orthogonal { get; } = new("orthogonal", FillOrthogonal);

    /// <summary>
    /// Gaussian, but W = Wᵀ: its largest eigenvalue has a modulus near 2 (Wigner 1955), with elements no larger than Gaussian ones.
    /// </summary>
    public static MatrixLaw Symmetric { get; } = new("symmetric", FillSymmetric);

    /// <summary>All laws.</summary>
    public static IReadOnlyList<MatrixLaw> All { get; } = [Gaussian, Orthogonal, Symmetric];

    private static void FillGaussian(Span<double> matrix, int size, RandomSource random)
    {
        for (var i = 0; i < matrix.Length; i++)
            matrix[i] = random.NextNormal() / Math.Sqrt(size);
    }

    private static void FillOrthogonal(Span<double> matrix, int size, RandomSource random)
        => Initializer.Orthogonal().Fill(matrix, new WeightShape("W", size, size, IsMatrix: true), random);

    private static void FillSymmetric(Span<double> matrix, int size, RandomSource random)
    {
        FillGaussian(matrix, size, random);
        for (var row = 0; row < size; row++)
        {
            matrix[row * size + row] *= Math.Sqrt(2); // (w + w)/√2, as beside the diagonal
            for (var column = 0; column < row; column++)
            {
                var sum = (matrix[row * size + column] + matrix[column * size + row]) / Math.Sqrt(2);
                matrix[row * size + column] = matrix[column * size + row] = sum;
            }
        }
    }
}
