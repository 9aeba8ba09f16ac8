namespace AutoDiffRnn;

/// <content>Elementary functions of one argument, element by element.</content>
public static partial class CellMath
{
    /// <summary>The exponential: y = exp(x); dy/dx = y.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <inheritdoc cref="Exp(double)"/>
    public static Vector Exp(Vector x) => Vector.Map(x, Exp);

    /// <inheritdoc cref="Exp(double)"/>
    public static Matrix Exp(Matrix x) => Matrix.Map(x, Exp);

    /// <summary>The natural logarithm: y = log(x); dy/dx = 1/x. Of 0 it is −∞, of a negative number NaN.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <inheritdoc cref="Log(double)"/>
    public static Vector Log(Vector x) => Vector.Map(x, Log);

    /// <inheritdoc cref="Log(double)"/>
    public static Matrix Log(Matrix x) => Matrix.Map(x, Log);

    /// <summary>The square root: y = √x; dy/dx = 1/(2y), which is +∞ at 0. Of a negative number it is NaN.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <inheritdoc cref="Sqrt(double)"/>
    public static Vector Sqrt(Vector x) => Vector.Map(x, Sqrt);

    /// <inheritdoc cref="Sqrt(double)"/>
    public static Matrix Sqrt(Matrix x) => Matrix.Map(x, Sqrt);

    /// <summary>The magnitude: y = |x|; dy/dx = sign(x), 0 at the kink at 0.</summary>
    public static double Abs(double x) => Math.Abs(x);

    /// <inheritdoc cref="Abs(double)"/>
    public static Vector Abs(Vector x) => Vector.Map(x, Abs);

    /// <inheritdoc cref="Abs(double)"/>
    public static Matrix Abs(Matrix x) => Matrix.Map(x, Abs);

    /// <summary>The sign: y = −1, 0 or 1; dy/dx = 0 everywhere, also at the jump at 0.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : 0 * x;

    /// <inheritdoc cref="Sign(double)"/>
    public static Vector Sign(Vector x) => Vector.Map(x, Sign);

    /// <inheritdoc cref="Sign(double)"/>
    public static Matrix Sign(Matrix x) => Matrix.Map(x, Sign);

    /// <summary>The sine of an angle in radians: y = sin(x); dy/dx = cos(x).</summary>
    public static double Sin(double x) => Math.Sin(x);

    /// <inheritdoc cref="Sin(double)"/>
    public static Vector Sin(Vector x) => Vector.Map(x, Sin);

    /// <inheritdoc cref="Sin(double)"/>
    public static Matrix Sin(Matrix x) => Matrix.Map(x, Sin);

    /// <summary>The cosine of an angle in radians: y = cos(x); dy/dx = −sin(x).</summary>
    public static double Cos(double x) => Math.Cos(x);

    /// <inheritdoc cref="Cos(double)"/>
    public static Vector Cos(Vector x) => Vector.Map(x, Cos);

    /// <inheritdoc cref="Cos(double)"/>
    public static Matrix Cos(Matrix x) => Matrix.Map(x, Cos);

    /// <summary>The square: y = x²; dy/dx = 2x.</summary>
    public static double Square(double x) => x * x;

    /// <inheritdoc cref="Square(double)"/>
    public static Vector Square(Vector x) => Vector.Map(x, Square);

    /// <inheritdoc cref="Square(double)"/>
    public static Matrix Square(Matrix x) => Matrix.Map(x, Square);

    /// <summary>The reciprocal: y = 1/x; dy/dx = −y².</summary>
    public static double Reciprocal(double x) => 1 / x;

    /// <inheritdoc cref="Reciprocal(double)"/>
    public static Vector Reciprocal(Vector x) => Vector.Map(x, Reciprocal);

    /// <inheritdoc cref="Reciprocal(double)"/>
    public static Matrix Reciprocal(Matrix x) => Matrix.Map(x, Reciprocal);
}
