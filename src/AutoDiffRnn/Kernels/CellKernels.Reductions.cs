using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>The largest of the first <paramref name="width"/> elements of a row; NaN if one of them is.</summary>
    protected static T Maximum<TLanes>(Row<T, TLanes> row, int width)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var lowest = Number<TLanes>(double.NegativeInfinity);
        var largest = lowest;
        for (nuint j = 0; j < (nuint)width; j += TLanes.Count)
            largest = TLanes.Max(largest, Where(Inside<TLanes>(j, (nuint)width), row[j], lowest));
        var maximum = largest.Lane(0);
        for (var lane = 1; lane < (int)TLanes.Count; lane++)
            maximum = T.Max(maximum, largest.Lane(lane));
        return maximum;
    }

    /// <summary>
    /// <c>log Σ e^v</c> over the first <paramref name="width"/> elements of a row, as <c>m + log Σ e^(v−m)</c> with their maximum
    /// m, which cannot overflow: +∞ if an element is, −∞ if all are, NaN if one is.
    /// </summary>
    protected static T LogSumExp<TLanes>(Row<T, TLanes> row, int width)
        where TLanes : struct, ILanes<TLanes, T>
    {
        var maximum = Maximum(row, width);
        if (!T.IsFinite(maximum))
            return maximum; // m − m would be NaN
        var shift = TLanes.Spread(maximum);
        var sum = TLanes.Zero;
        for (nuint j = 0; j < (nuint)width; j += TLanes.Count)
            sum += Keep(Exp(row[j] - shift), j, (nuint)width);
        return maximum + Log(Total(sum));
    }

    /// <summary>
    /// A sum of squares in double precision, also of floats: the square of a gradient of 1e-30 is no float any more.
    /// </summary>
    protected struct SquaredSum<TLanes>
        where TLanes : struct, ILanes<TLanes, T>
    {
        private TLanes _low;
        private TLanes _high;

        /// <summary>The sum of the squares of all lanes that were added.</summary>
        public readonly double Total => TLanes.TotalOfSquares(_low, _high);

        /// <summary>Adds <c>Σ v²</c> over all lanes: padding must have been made zero by <see cref="Keep"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(TLanes v) => v.AddSquaresTo(ref _low, ref _high);
    }
}
