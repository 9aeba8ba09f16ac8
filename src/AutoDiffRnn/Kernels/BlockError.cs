using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>Checks of the kernels' operands: they build a message only to throw it, because a kernel allocates nothing.</summary>
internal static class BlockError
{
    /// <summary>Checks that a row-major block has at least the given rows and columns.</summary>
    public static void Require(int rows, int columns, int length, int stride, string argument)
    {
        if (stride < columns || length < (rows - 1) * (long)stride + columns)
            ShapeError.Require(false, argument, $"{rows} rows of {columns} elements", $"{length} elements with a row stride of {stride}");
    }

    /// <summary>Checks that two operands have as many rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireRows(int expected, int actual, string argument, string other)
    {
        if (actual != expected)
            ThrowRows(expected, actual, argument, other);
    }

    /// <summary>Checks that a vector has at least the given length.</summary>
    public static void RequireLength(int expected, int actual, string argument)
    {
        if (actual < expected)
            ShapeError.Require(false, argument, $"at least {expected} elements", $"{actual}");
    }

    // On its own, so that the check is short enough to stand where it is called.
    private static void ThrowRows(int expected, int actual, string argument, string other)
        => ShapeError.Require(false, argument, $"{expected} rows, as many as {other}", $"{actual}");
}
