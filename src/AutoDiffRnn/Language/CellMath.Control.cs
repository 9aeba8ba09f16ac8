namespace AutoDiffRnn;

/// <content>What steers differentiation.</content>
public static partial class CellMath
{
    /// <summary>The value itself, y = x, of which differentiation sees nothing: no adjoint passes back through it.</summary>
    public static double StopGradient(double x) => x;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static Vector StopGradient(Vector x) => x;

    /// <inheritdoc cref="StopGradient(double)"/>
    public static Matrix StopGradient(Matrix x) => x;
}
