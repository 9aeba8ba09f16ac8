using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>Begins sums over rows that are added up together, in one pass.</summary>
    /// <param name="left">The rows that all of them read.</param>
    protected static SumsOverRows<T> SumsOver(Rows<T> left) => new(left);

    /// <summary>Adds all rows up: <c>gradient[j] += Σ rows[row, j]</c>, the gradient of a bias.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="width">The number of elements of a row.</param>
    /// <param name="gradient">At least <paramref name="width"/> elements.</param>
    /// <exception cref="ArgumentException">The gradient is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRows<TLanes>(Rows<T> rows, int width, GradientShare<T> gradient)
        where TLanes : struct, ILanes<TLanes, T>
    {
        BlockError.RequireLength(width, gradient.Length, nameof(gradient));
        var mine = gradient.Owned(width, 1);
        var term = new RowSums<TLanes, T>.Plain(rows.From(mine.First));
        RowSums<TLanes, T>.Add(term, rows.Count, gradient.Elements.Slice(mine.First, mine.Count));
    }

    /// <summary>Adds the elementwise products of all rows up: <c>gradient[j] += Σ a[row, j]·b[row, j]</c>, the gradient of a weight vector.</summary>
    /// <param name="a">The rows of one factor.</param>
    /// <param name="b">As many rows of the other.</param>
    /// <param name="width">The number of elements of a row.</param>
    /// <param name="gradient">At least <paramref name="width"/> elements.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or the gradient is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRowProducts<TLanes>(Rows<T> a, Rows<T> b, int width, GradientShare<T> gradient)
        where TLanes : struct, ILanes<TLanes, T>
    {
        BlockError.RequireRows(a.Count, b.Count, nameof(b), nameof(a));
        BlockError.RequireLength(width, gradient.Length, nameof(gradient));
        var mine = gradient.Owned(width, 1);
        var term = new RowSums<TLanes, T>.Product(a.From(mine.First), b.From(mine.First));
        RowSums<TLanes, T>.Add(term, a.Count, gradient.Elements.Slice(mine.First, mine.Count));
    }

    /// <summary>As the sum of products of all rows, with elements of the gradient <paramref name="stride"/> apart: a column of a matrix.</summary>
    /// <param name="a">The rows of one factor.</param>
    /// <param name="b">As many rows of the other.</param>
    /// <param name="width">The number of elements of a row.</param>
    /// <param name="gradient">From the first of those elements on.</param>
    /// <param name="stride">The distance in elements from one of them to the next.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or the gradient is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRowProducts(Rows<T> a, Rows<T> b, int width, GradientShare<T> gradient, int stride)
    {
        BlockError.RequireRows(a.Count, b.Count, nameof(b), nameof(a));
        BlockError.RequireLength((width - 1) * stride + 1, gradient.Length, nameof(gradient));
        var mine = gradient.Owned(width, stride);
        for (var row = 0; row < a.Count; row++)
        {
            for (var j = mine.First; j < mine.End; j++)
                gradient.Elements[j * stride] += Unsafe.Add(ref a.Scalar(row), j) * Unsafe.Add(ref b.Scalar(row), j);
        }
    }

    /// <summary>
    /// Adds the scalars of all rows up: <c>gradient[0] += Σ scalars[row]</c>, the gradient of a weight that is a number. They are
    /// summed in double precision.
    /// </summary>
    /// <param name="scalars">One number a row.</param>
    /// <param name="gradient">At least one element.</param>
    /// <exception cref="ArgumentException">The gradient is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddScalars(Rows<T> scalars, GradientShare<T> gradient)
    {
        BlockError.RequireLength(1, gradient.Length, nameof(gradient));
        if (gradient.Owned(1, 1).Count == 0)
            return;
        var sum = 0.0;
        for (var row = 0; row < scalars.Count; row++)
            sum += double.CreateTruncating(scalars.Scalar(row));
        gradient.Elements[0] += Scalar(sum);
    }
}
