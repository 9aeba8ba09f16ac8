using System.Runtime.CompilerServices;

namespace AutoDiffRnn;

/// <content>Products that have no operator.</content>
public static partial class CellMath
{
    /// <summary>The inner product: y = Σᵢ aᵢ·bᵢ; da = dy·b, db = dy·a.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(
        Vector a,
        Vector b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Dot), a, aText, b, bText);
        return SumOver(a.Length, i => a[i] * b[i]);
    }

    /// <summary>The outer product a·bᵀ: Yᵢⱼ = aᵢ·bⱼ, [n] and [m] → [n, m]; da = dY·b, db = dYᵀ·a.</summary>
    public static Matrix Outer(Vector a, Vector b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Matrix.Create(a.Length, b.Length, (i, j) => a[i] * b[j]);
    }

    /// <summary>The elementwise product of two matrices, A ⊙ B: Yᵢⱼ = Aᵢⱼ·Bᵢⱼ; dA = dY ⊙ B, dB = dY ⊙ A. Of vectors it is <c>a * b</c>.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix Hadamard(
        Matrix a,
        Matrix b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Hadamard), a, aText, b, bText);
        return Matrix.Zip(a, b, (x, y) => x * y);
    }
}
