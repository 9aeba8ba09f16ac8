using System.Runtime.CompilerServices;

namespace AutoDiffRnn;

/// <content>Elementwise functions of two arguments; a number beside a vector or a matrix goes with each element.</content>
public static partial class CellMath
{
    /// <summary>The larger of two: y = max(a, b). The adjoint goes to the larger one; on a tie each gets half of it. NaN if one is NaN.</summary>
    public static double Max(double a, double b) => Math.Max(a, b);

    /// <inheritdoc cref="Max(double, double)"/>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector Max(
        Vector a,
        Vector b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Max), a, aText, b, bText);
        return Vector.Zip(a, b, Max);
    }

    /// <inheritdoc cref="Max(double, double)"/>
    public static Vector Max(Vector a, double b) => Vector.Map(a, e => Max(e, b));

    /// <inheritdoc cref="Max(double, double)"/>
    public static Vector Max(double a, Vector b) => Vector.Map(b, e => Max(a, e));

    /// <inheritdoc cref="Max(double, double)"/>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix Max(
        Matrix a,
        Matrix b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Max), a, aText, b, bText);
        return Matrix.Zip(a, b, Max);
    }

    /// <inheritdoc cref="Max(double, double)"/>
    public static Matrix Max(Matrix a, double b) => Matrix.Map(a, e => Max(e, b));

    /// <inheritdoc cref="Max(double, double)"/>
    public static Matrix Max(double a, Matrix b) => Matrix.Map(b, e => Max(a, e));

    /// <summary>The smaller of two: y = min(a, b). The adjoint goes to the smaller one; on a tie each gets half of it. NaN if one is NaN.</summary>
    public static double Min(double a, double b) => Math.Min(a, b);

    /// <inheritdoc cref="Min(double, double)"/>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector Min(
        Vector a,
        Vector b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Min), a, aText, b, bText);
        return Vector.Zip(a, b, Min);
    }

    /// <inheritdoc cref="Min(double, double)"/>
    public static Vector Min(Vector a, double b) => Vector.Map(a, e => Min(e, b));

    /// <inheritdoc cref="Min(double, double)"/>
    public static Vector Min(double a, Vector b) => Vector.Map(b, e => Min(a, e));

    /// <inheritdoc cref="Min(double, double)"/>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix Min(
        Matrix a,
        Matrix b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Min), a, aText, b, bText);
        return Matrix.Zip(a, b, Min);
    }

    /// <inheritdoc cref="Min(double, double)"/>
    public static Matrix Min(Matrix a, double b) => Matrix.Map(a, e => Min(e, b));

    /// <inheritdoc cref="Min(double, double)"/>
    public static Matrix Min(double a, Matrix b) => Matrix.Map(b, e => Min(a, e));

    /// <summary>
    /// A power: y = xᵖ; dy/dx = p·xᵖ⁻¹, 0 where p = 0; dy/dp = y·log(x), 0 where x = 0 and p ≥ 0. A negative number to a power that is not
    /// whole is NaN.
    /// </summary>
    public static double Pow(double x, double p) => Math.Pow(x, p);

    /// <inheritdoc cref="Pow(double, double)"/>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector Pow(
        Vector x,
        Vector p,
        [CallerArgumentExpression(nameof(x))] string? xText = null,
        [CallerArgumentExpression(nameof(p))] string? pText = null)
    {
        Shapes.RequireSame(nameof(Pow), x, xText, p, pText);
        return Vector.Zip(x, p, Pow);
    }

    /// <inheritdoc cref="Pow(double, double)"/>
    public static Vector Pow(Vector x, double p) => Vector.Map(x, e => Pow(e, p));

    /// <inheritdoc cref="Pow(double, double)"/>
    public static Vector Pow(double x, Vector p) => Vector.Map(p, e => Pow(x, e));

    /// <inheritdoc cref="Pow(double, double)"/>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix Pow(
        Matrix x,
        Matrix p,
        [CallerArgumentExpression(nameof(x))] string? xText = null,
        [CallerArgumentExpression(nameof(p))] string? pText = null)
    {
        Shapes.RequireSame(nameof(Pow), x, xText, p, pText);
        return Matrix.Zip(x, p, Pow);
    }

    /// <inheritdoc cref="Pow(double, double)"/>
    public static Matrix Pow(Matrix x, double p) => Matrix.Map(x, e => Pow(e, p));

    /// <inheritdoc cref="Pow(double, double)"/>
    public static Matrix Pow(double x, Matrix p) => Matrix.Map(p, e => Pow(x, e));
}
