using System.Runtime.CompilerServices;

namespace AutoDiffRnn;

/// <content>Bounds and choices, element by element.</content>
public static partial class CellMath
{
    /// <summary>
    /// The value within bounds: y = min(max(x, lower), upper), so upper if lower &gt; upper. dy/dx = 1 for lower ≤ x ≤ upper, the kinks
    /// included, else 0; a bound that is the result, because x lies beyond it, takes the adjoint.
    /// </summary>
    public static double Clamp(double x, double lower, double upper) => Math.Min(Math.Max(x, lower), upper);

    /// <inheritdoc cref="Clamp(double, double, double)"/>
    public static Vector Clamp(Vector x, double lower, double upper) => Vector.Map(x, e => Clamp(e, lower, upper));

    /// <inheritdoc cref="Clamp(double, double, double)"/>
    public static Matrix Clamp(Matrix x, double lower, double upper) => Matrix.Map(x, e => Clamp(e, lower, upper));

    /// <summary>
    /// A choice for each element: yᵢ = aᵢ where the mask is true, else bᵢ. The adjoint of yᵢ goes to the one that was chosen; what was not
    /// chosen has no influence on values or adjoints, even where it is infinite or NaN.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector Where(
        Mask mask,
        Vector a,
        Vector b,
        [CallerArgumentExpression(nameof(mask))] string? maskText = null,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireMask(nameof(Where), mask, maskText, a, aText);
        Shapes.RequireMask(nameof(Where), mask, maskText, b, bText);
        return Vector.Create(mask.Length, i => mask[i] ? a[i] : b[i]);
    }

    /// <inheritdoc cref="Where(Mask, Vector, Vector, string?, string?, string?)"/>
    public static Vector Where(
        Mask mask,
        Vector a,
        double b,
        [CallerArgumentExpression(nameof(mask))] string? maskText = null,
        [CallerArgumentExpression(nameof(a))] string? aText = null)
    {
        Shapes.RequireMask(nameof(Where), mask, maskText, a, aText);
        return Vector.Create(mask.Length, i => mask[i] ? a[i] : b);
    }

    /// <inheritdoc cref="Where(Mask, Vector, Vector, string?, string?, string?)"/>
    public static Vector Where(
        Mask mask,
        double a,
        Vector b,
        [CallerArgumentExpression(nameof(mask))] string? maskText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireMask(nameof(Where), mask, maskText, b, bText);
        return Vector.Create(mask.Length, i => mask[i] ? a : b[i]);
    }

    /// <summary>
    /// A choice for each element between two numbers: yᵢ = a where the mask is true, else b. Each gets the sum of its elements' adjoints.
    /// </summary>
    public static Vector Where(Mask mask, double a, double b)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Vector.Create(mask.Length, i => mask[i] ? a : b);
    }

    /// <summary>
    /// A choice for a whole example: y = a if the condition holds, else b; the same as <c>condition ? a : b</c>. The adjoint goes to the one that was
    /// chosen, and what was not chosen has no influence on values or adjoints.
    /// </summary>
    public static double Where(bool condition, double a, double b) => condition ? a : b;

    /// <inheritdoc cref="Where(bool, double, double)"/>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector Where(
        bool condition,
        Vector a,
        Vector b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Where), a, aText, b, bText);
        return condition ? a : b;
    }

    /// <inheritdoc cref="Where(bool, double, double)"/>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix Where(
        bool condition,
        Matrix a,
        Matrix b,
        [CallerArgumentExpression(nameof(a))] string? aText = null,
        [CallerArgumentExpression(nameof(b))] string? bText = null)
    {
        Shapes.RequireSame(nameof(Where), a, aText, b, bText);
        return condition ? a : b;
    }
}
