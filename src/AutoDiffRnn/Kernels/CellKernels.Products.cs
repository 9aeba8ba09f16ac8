using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>
    /// Multiplies every row by a packed matrix: <c>c[m, :] = start + a[m, :]·B</c>, where each part of c starts from what
    /// <see cref="PackedMatrix{T}.Target"/> says.
    /// </summary>
    /// <param name="a">The rows that are read; elements outside the matrix's segments are not.</param>
    /// <param name="b">The matrix, packed from the weights of this call.</param>
    /// <param name="c">As many rows; the padding of each target may be overwritten.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    /// <remarks>The order of a sum depends on the matrix alone: a row's result is the same bits, whatever rows it is computed with.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void Multiply(Rows<T> a, PackedMatrix<T> b, Rows<T> c)
    {
        ArgumentNullException.ThrowIfNull(b);
        b.Multiply(a, c);
    }

    /// <summary>
    /// The same for the examples of one step. However a run is cut, a single example is alone in every step, so that its sums may have an order of
    /// their own, which is faster.
    /// </summary>
    /// <inheritdoc cref="Multiply(Rows{T}, PackedMatrix{T}, Rows{T})"/>
    /// <param name="a">The rows that are read; elements outside the matrix's segments are not.</param>
    /// <param name="b">The matrix, packed from the weights of this call.</param>
    /// <param name="c">As many rows; the padding of each target may be overwritten.</param>
    /// <param name="worker">Whose units of c to compute.</param>
    /// <typeparam name="TLanes">The vectors that the network computes with, and the matrix was made for.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void MultiplyStep<TLanes>(Rows<T> a, PackedMatrix<T> b, Rows<T> c, Worker worker)
        where TLanes : struct, ILanes<TLanes, T>
    {
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(worker);
        b.MultiplyStep<TLanes>(a, c, worker);
    }

    /// <summary>
    /// Adds the gradient of a weight over all rows: <c>gradient[n, k] += Σ left[row, n]·right[row, k]</c>, which is
    /// <c>dW += Σ dy·xᵀ</c> for <c>y = W·x</c>.
    /// </summary>
    /// <param name="left">The adjoints of the product's result.</param>
    /// <param name="leftWidth">The number of elements of a row of <paramref name="left"/>: the rows of the weight.</param>
    /// <param name="right">What the weight was multiplied with, as many rows.</param>
    /// <param name="rightWidth">The number of elements of a row of <paramref name="right"/>: the columns of the weight.</param>
    /// <param name="gradient">The weight's gradient, row-major: the rows that are the worker's are added to.</param>
    /// <param name="gradientStride">The distance in elements from one row of the gradient to the next.</param>
    /// <param name="workspace">Memory for the packed operands.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or the gradient is too short.</exception>
    protected static void AddOuterProducts<TLanes>(
        Rows<T> left, int leftWidth, Rows<T> right, int rightWidth, GradientShare<T> gradient, int gradientStride, Workspace<T> workspace)
        where TLanes : struct, ILanes<TLanes, T>
    {
        ArgumentNullException.ThrowIfNull(workspace);
        BlockError.Require(leftWidth, rightWidth, gradient.Length, gradientStride, nameof(gradient));
        var sums = SumsOver(left).AddOuterProducts(right, rightWidth, []);
        var mine = gradient.Owned(leftWidth, gradientStride);
        if (left.Count > 0 && mine.Count > 0)
        {
            var part = new SummedPart(0, mine.First, mine.Count, mine.First * gradientStride, gradientStride, 0);
            GradientSums<TLanes, T>.Add(sums, [part], gradient.Elements, workspace, gradient.Worker);
        }
    }
}
