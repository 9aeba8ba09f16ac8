namespace AutoDiffRnn;

/// <content>Arithmetic and comparisons, element by element; a number beside a vector goes with each element.</content>
public sealed partial class Vector
{
    /// <summary>The vector itself.</summary>
    public static Vector operator +(Vector v) => v;

    /// <summary>Each element negated: yᵢ = −vᵢ.</summary>
    public static Vector operator -(Vector v) => Map(v, x => -x);

    /// <summary>The elementwise sum: yᵢ = aᵢ + bᵢ.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector operator +(Vector a, Vector b) => Combine(a, "+", b, (x, y) => x + y);

    /// <summary>The elementwise difference: yᵢ = aᵢ − bᵢ.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector operator -(Vector a, Vector b) => Combine(a, "-", b, (x, y) => x - y);

    /// <summary>The elementwise product: yᵢ = aᵢ·bᵢ. The inner product is <see cref="CellMath.Dot"/>.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector operator *(Vector a, Vector b) => Combine(a, "*", b, (x, y) => x * y);

    /// <summary>The elementwise quotient: yᵢ = aᵢ/bᵢ. A division by zero follows IEEE 754.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector operator /(Vector a, Vector b) => Combine(a, "/", b, (x, y) => x / y);

    /// <summary>A number added to each element: yᵢ = vᵢ + s.</summary>
    public static Vector operator +(Vector v, double s) => Map(v, x => x + s);

    /// <summary>A number added to each element: yᵢ = s + vᵢ.</summary>
    public static Vector operator +(double s, Vector v) => Map(v, x => s + x);

    /// <summary>A number taken from each element: yᵢ = vᵢ − s.</summary>
    public static Vector operator -(Vector v, double s) => Map(v, x => x - s);

    /// <summary>Each element taken from a number: yᵢ = s − vᵢ.</summary>
    public static Vector operator -(double s, Vector v) => Map(v, x => s - x);

    /// <summary>Each element times a number: yᵢ = vᵢ·s.</summary>
    public static Vector operator *(Vector v, double s) => Map(v, x => x * s);

    /// <summary>Each element times a number: yᵢ = s·vᵢ.</summary>
    public static Vector operator *(double s, Vector v) => Map(v, x => s * x);

    /// <summary>Each element divided by a number: yᵢ = vᵢ/s. A division by zero follows IEEE 754.</summary>
    public static Vector operator /(Vector v, double s) => Map(v, x => x / s);

    /// <summary>A number divided by each element: yᵢ = s/vᵢ. A division by zero follows IEEE 754.</summary>
    public static Vector operator /(double s, Vector v) => Map(v, x => s / x);

    /// <summary>Which elements of <paramref name="a"/> are less than those of <paramref name="b"/>; false where one is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator <(Vector a, Vector b) => Compare(a, "<", b, (x, y) => x < y);

    /// <summary>Which elements of <paramref name="a"/> are greater than those of <paramref name="b"/>; false where one is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator >(Vector a, Vector b) => Compare(a, ">", b, (x, y) => x > y);

    /// <summary>Which elements of <paramref name="a"/> are at most those of <paramref name="b"/>; false where one is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator <=(Vector a, Vector b) => Compare(a, "<=", b, (x, y) => x <= y);

    /// <summary>Which elements of <paramref name="a"/> are at least those of <paramref name="b"/>; false where one is NaN.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Mask operator >=(Vector a, Vector b) => Compare(a, ">=", b, (x, y) => x >= y);

    /// <summary>Which elements are less than a number; false where one is NaN.</summary>
    public static Mask operator <(Vector v, double s) => Test(v, x => x < s);

    /// <summary>Which elements are greater than a number; false where one is NaN.</summary>
    public static Mask operator >(Vector v, double s) => Test(v, x => x > s);

    /// <summary>Which elements are at most a number; false where one is NaN.</summary>
    public static Mask operator <=(Vector v, double s) => Test(v, x => x <= s);

    /// <summary>Which elements are at least a number; false where one is NaN.</summary>
    public static Mask operator >=(Vector v, double s) => Test(v, x => x >= s);

    /// <summary>Which elements a number is less than; false where one is NaN.</summary>
    public static Mask operator <(double s, Vector v) => Test(v, x => s < x);

    /// <summary>Which elements a number is greater than; false where one is NaN.</summary>
    public static Mask operator >(double s, Vector v) => Test(v, x => s > x);

    /// <summary>Which elements a number is at most; false where one is NaN.</summary>
    public static Mask operator <=(double s, Vector v) => Test(v, x => s <= x);

    /// <summary>Which elements a number is at least; false where one is NaN.</summary>
    public static Mask operator >=(double s, Vector v) => Test(v, x => s >= x);

    private static Vector Combine(Vector a, string sign, Vector b, Func<double, double, double> f)
    {
        Shapes.RequireSameOperands(a, sign, b);
        return Zip(a, b, f);
    }

    private static Mask Compare(Vector a, string sign, Vector b, Func<double, double, bool> test)
    {
        Shapes.RequireSameOperands(a, sign, b);
        return Mask.Create(a.Length, i => test(a._values[i], b._values[i]));
    }

    private static Mask Test(Vector v, Func<double, bool> test)
    {
        ArgumentNullException.ThrowIfNull(v);
        return Mask.Create(v.Length, i => test(v._values[i]));
    }
}
