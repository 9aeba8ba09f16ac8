using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>Adds all rows up: <c>gradient[j] += Σ rows[row, j]</c>, the gradient of a bias.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="width">The number of elements of a row.</param>
    /// <param name="gradient">At least <paramref name="width"/> elements.</param>
    /// <exception cref="ArgumentException">The gradient is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRows(Rows<T> rows, int width, GradientShare<T> gradient)
    {
        BlockError.RequireLength(width, gradient.Length, nameof(gradient));
        var mine = gradient.Owned(width, 1);
        RowSums.Add(new RowSums.Plain<T>(rows.From(mine.First)), rows.Count, gradient.Elements.Slice(mine.First, mine.Count));
    }

    /// <summary>
    /// Adds all rows up, columns side by side to parts of the gradients: for each part, <c>gradient[j] += Σ rows[row, column + j]</c>.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="gradients">All gradients.</param>
    /// <param name="parts">Which columns of a row go where in the gradients; each is a vector's part.</param>
    /// <param name="worker">Whose elements of the gradients to add to.</param>
    /// <exception cref="ArgumentException">A part is not within the gradients.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRows(Rows<T> rows, Span<T> gradients, ReadOnlySpan<GradientPart> parts, Worker worker)
    {
        foreach (var whole in parts)
        {
            var part = whole.Of(worker);
            BlockError.RequireLength(part.Length, gradients.Length - part.First, nameof(parts));
            RowSums.Add(new RowSums.Plain<T>(rows.From(part.Column)), rows.Count, gradients.Slice(part.First, part.Length));
        }
    }

    /// <summary>Adds the elementwise products of all rows up: <c>gradient[j] += Σ a[row, j]·b[row, j]</c>, the gradient of a weight vector.</summary>
    /// <param name="a">The rows of one factor.</param>
    /// <param name="b">As many rows of the other.</param>
    /// <param name="width">The number of elements of a row.</param>
    /// <param name="gradient">At least <paramref name="width"/> elements.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or the gradient is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected static void AddRowProducts(Rows<T> a, Rows<T> b, int width, GradientShare<T> gradient)
    {
        BlockError.RequireRows(a.Count, b.Count, nameof(b), nameof(a));
        BlockError.RequireLength(width, gradient.Length, nameof(gradient));
        var mine = gradient.Owned(width, 1);
        RowSums.Add(new RowSums.Product<T>(a.From(mine.First), b.From(mine.First)), a.Count, gradient.Elements.Slice(mine.First, mine.Count));
    }

    /// <summary>As the sum of products of all rows, with elements of the gradient <paramref name="stride"/> apart: a column of a matrix.</summary>
    /// <inheritdoc cref="AddRowProducts(Rows{T}, Rows{T}, int, GradientShare{T})"/>
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
