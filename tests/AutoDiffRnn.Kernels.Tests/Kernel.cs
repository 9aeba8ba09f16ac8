using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>What generated networks inherit, made callable from a test as they call it.</summary>
public abstract class Kernel<T> : Network<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Kernel()
        : base(null!, SurfaceVersion)
    {
    }

    public static new void Multiply(Rows<T> a, PackedMatrix<T> b, Rows<T> c) => CellKernels<T>.Multiply(a, b, c);

    /// <summary>With the vectors that a network made now computes with.</summary>
    public static void MultiplyStep(Rows<T> a, PackedMatrix<T> b, Rows<T> c)
    {
        if (VectorWidth.Bits == 512)
            CellKernels<T>.MultiplyStep<Lanes512<T>>(a, b, c, Worker.Alone);
        else if (VectorWidth.Bits == 256)
            CellKernels<T>.MultiplyStep<Lanes256<T>>(a, b, c, Worker.Alone);
        else
            CellKernels<T>.MultiplyStep<Lanes128<T>>(a, b, c, Worker.Alone);
    }

    public static void AddOuterProducts(
        Rows<T> left, int leftWidth, Rows<T> right, int rightWidth, Span<T> gradient, int gradientStride, Workspace<T> workspace)
    {
        if (VectorWidth.Bits == 512)
            CellKernels<T>.AddOuterProducts<Lanes512<T>>(left, leftWidth, right, rightWidth, gradient, gradientStride, workspace);
        else if (VectorWidth.Bits == 256)
            CellKernels<T>.AddOuterProducts<Lanes256<T>>(left, leftWidth, right, rightWidth, gradient, gradientStride, workspace);
        else
            CellKernels<T>.AddOuterProducts<Lanes128<T>>(left, leftWidth, right, rightWidth, gradient, gradientStride, workspace);
    }

    public static new SumsOverRows<T> SumsOver(Rows<T> left) => CellKernels<T>.SumsOver(left);

    /// <summary>Makes the sums with vectors of the test's width.</summary>
    public static void To(SumsOverRows<T> sums, Span<T> gradients, Workspace<T> workspace)
    {
        if (VectorWidth.Bits == 512)
            sums.To<Lanes512<T>>(gradients, workspace, Worker.Alone);
        else if (VectorWidth.Bits == 256)
            sums.To<Lanes256<T>>(gradients, workspace, Worker.Alone);
        else
            sums.To<Lanes128<T>>(gradients, workspace, Worker.Alone);
    }

    public static void AddRows(Rows<T> rows, int width, Span<T> gradient)
    {
        if (VectorWidth.Bits == 512)
            CellKernels<T>.AddRows<Lanes512<T>>(rows, width, gradient);
        else if (VectorWidth.Bits == 256)
            CellKernels<T>.AddRows<Lanes256<T>>(rows, width, gradient);
        else
            CellKernels<T>.AddRows<Lanes128<T>>(rows, width, gradient);
    }

    public static void AddRowProducts(Rows<T> a, Rows<T> b, int width, Span<T> gradient)
    {
        if (VectorWidth.Bits == 512)
            CellKernels<T>.AddRowProducts<Lanes512<T>>(a, b, width, gradient);
        else if (VectorWidth.Bits == 256)
            CellKernels<T>.AddRowProducts<Lanes256<T>>(a, b, width, gradient);
        else
            CellKernels<T>.AddRowProducts<Lanes128<T>>(a, b, width, gradient);
    }

    public static new MatrixRows<T> Matrices(Rows<T> rows, int height, int width) => CellKernels<T>.Matrices(rows, height, width);

    public static void Multiply(MatrixRows<T> a, MatrixRows<T> b, MatrixRows<T> c)
    {
        if (VectorWidth.Bits == 512)
            CellKernels<T>.Multiply<Lanes512<T>>(a, b, c);
        else if (VectorWidth.Bits == 256)
            CellKernels<T>.Multiply<Lanes256<T>>(a, b, c);
        else
            CellKernels<T>.Multiply<Lanes128<T>>(a, b, c);
    }

    public static void AddProducts(MatrixRows<T> a, MatrixRows<T> b, Span<T> gradient, int rowStride, int columnStride)
    {
        if (VectorWidth.Bits == 512)
            CellKernels<T>.AddProducts<Lanes512<T>>(a, b, gradient, rowStride, columnStride);
        else if (VectorWidth.Bits == 256)
            CellKernels<T>.AddProducts<Lanes256<T>>(a, b, gradient, rowStride, columnStride);
        else
            CellKernels<T>.AddProducts<Lanes128<T>>(a, b, gradient, rowStride, columnStride);
    }

    public static void AddScalars(Rows<T> scalars, Span<T> gradient) => CellKernels<T>.AddScalars(scalars, gradient);

    public static void Gather(ReadOnlySpan<T> table, int tableRows, int width, Rows<int> tokens, int batch, string name, Rows<T> result)
        => CellKernels<T>.Gather(table, tableRows, width, tokens, 0, batch, name, result);

    public static void ScatterAdd(Rows<T> rows, int width, Rows<int> tokens, Span<T> gradient)
        => CellKernels<T>.ScatterAdd(rows, width, tokens, gradient);

    public static void RequireIndices(Rows<int> indices, int count, int batch, string name)
        => CellKernels<T>.RequireIndices(indices, count, 0, batch, name);

    public static new void CopyColumns(Rows<T> from, int column, int width, Rows<T> to, int toColumn)
        => CellKernels<T>.CopyColumns(from, column, width, to, toColumn);

    public static new void FillRows(Rows<T> rows, int width, T value) => CellKernels<T>.FillRows(rows, width, value);
}
