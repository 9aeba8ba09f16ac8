using System.ComponentModel;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// Where the sum over some columns of a buffer belongs in the flat gradients: adjoints of several values lie side by side in one buffer, and
/// each is summed into a part of some weight's gradient.
/// </summary>
/// <param name="Column">The first column of a row of the buffer.</param>
/// <param name="Length">The number of columns: the rows of a matrix's part, the elements of a vector's.</param>
/// <param name="First">The first element of the part in the flat gradients.</param>
/// <param name="Stride">The distance in elements from one row of the part to the next; 1 for a vector.</param>
/// <param name="Row">The first row of the part among those of its weight; of a vector, the first element.</param>
/// <param name="Rows">The number of rows of the weight.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GradientPart(int Column, int Length, int First, int Stride, int Row, int Rows)
{
    /// <summary>Those of the columns whose sums a worker makes: the same rows of a weight as in <see cref="GradientShare{T}"/>.</summary>
    internal GradientPart Of(Worker worker)
    {
        var share = worker.Share(Rows);
        var start = Math.Clamp(share.First - Row, 0, Length);
        var end = Math.Clamp(share.End - Row, start, Length);
        return this with { Column = Column + start, Length = end - start, First = First + start * Stride };
    }
}
