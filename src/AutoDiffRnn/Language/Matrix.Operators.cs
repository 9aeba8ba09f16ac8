namespace AutoDiffRnn;

/// <content>
/// Products, sums and scaling. A vector times a matrix is left out on purpose: write <c>W.T * v</c>, which says what the result is. So is
/// <c>/</c> of two matrices, and a number added to a matrix, which would read as a multiple of the identity.
/// </content>
public sealed partial class Matrix
{
    /// <summary>The product with a column vector: yᵢ = Σⱼ Mᵢⱼ·vⱼ, [rows, columns] · [columns] → [rows].</summary>
    /// <exception cref="ArgumentException">The columns of the matrix are not as many as the elements of the vector.</exception>
    public static Vector operator *(Matrix m, Vector v)
    {
        Shapes.RequireProduct(m, v);
        return Vector.Create(m.Rows, i => CellMath.SumOver(m.Columns, j => m.At(i, j) * v[j]));
    }

    /// <summary>The matrix product: Yᵢⱼ = Σₖ Aᵢₖ·Bₖⱼ, [n, k] · [k, m] → [n, m]. The elementwise one is <see cref="CellMath.Hadamard"/>.</summary>
    /// <exception cref="ArgumentException">The columns of the left are not as many as the rows of the right.</exception>
    public static Matrix operator *(Matrix a, Matrix b)
    {
        Shapes.RequireProduct(a, b);
        return Create(a.Rows, b.Columns, (i, j) => CellMath.SumOver(a.Columns, k => a.At(i, k) * b.At(k, j)));
    }

    /// <summary>The matrix itself.</summary>
    public static Matrix operator +(Matrix m) => m;

    /// <summary>Each element negated: Yᵢⱼ = −Mᵢⱼ.</summary>
    public static Matrix operator -(Matrix m) => Map(m, x => -x);

    /// <summary>The sum: Yᵢⱼ = Aᵢⱼ + Bᵢⱼ.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix operator +(Matrix a, Matrix b)
    {
        Shapes.RequireSameOperands(a, "+", b);
        return Zip(a, b, (x, y) => x + y);
    }

    /// <summary>The difference: Yᵢⱼ = Aᵢⱼ − Bᵢⱼ.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix operator -(Matrix a, Matrix b)
    {
        Shapes.RequireSameOperands(a, "-", b);
        return Zip(a, b, (x, y) => x - y);
    }

    /// <summary>Each element times a number: Yᵢⱼ = s·Mᵢⱼ.</summary>
    public static Matrix operator *(double s, Matrix m) => Map(m, x => s * x);

    /// <summary>Each element times a number: Yᵢⱼ = Mᵢⱼ·s.</summary>
    public static Matrix operator *(Matrix m, double s) => Map(m, x => x * s);

    /// <summary>Each element divided by a number: Yᵢⱼ = Mᵢⱼ/s. A division by zero follows IEEE 754.</summary>
    public static Matrix operator /(Matrix m, double s) => Map(m, x => x / s);
}
