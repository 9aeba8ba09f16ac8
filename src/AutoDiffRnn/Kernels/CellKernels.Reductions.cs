using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

public abstract partial class CellKernels<T>
{
    /// <summary>The largest of the first <paramref name="width"/> elements of a row; NaN if one of them is.</summary>
    protected static T Maximum(Row<T> row, int width)
    {
        var lowest = Number(double.NegativeInfinity);
        var largest = lowest;
        for (nuint j = 0; j < (nuint)width; j += (nuint)Vector<T>.Count)
            largest = Lanes.Max(largest, Where(Inside(j, (nuint)width), row[j], lowest));
        var maximum = largest[0];
        for (var lane = 1; lane < Vector<T>.Count; lane++)
            maximum = T.Max(maximum, largest[lane]);
        return maximum;
    }

    /// <summary>
    /// <c>log Σ e^v</c> over the first <paramref name="width"/> elements of a row, as <c>m + log Σ e^(v−m)</c> with their maximum
    /// m, which cannot overflow: +∞ if an element is, −∞ if all are, NaN if one is.
    /// </summary>
    protected static T LogSumExp(Row<T> row, int width)
    {
        var maximum = Maximum(row, width);
        if (!T.IsFinite(maximum))
            return maximum; // m − m would be NaN
        var shift = new Vector<T>(maximum);
        var sum = Vector<T>.Zero;
        for (nuint j = 0; j < (nuint)width; j += (nuint)Vector<T>.Count)
            sum += Keep(Exp(row[j] - shift), j, (nuint)width);
        return maximum + Log(Total(sum));
    }

    /// <summary>
    /// A sum of squares in double precision, also of floats: the square of a gradient of 1e-30 is no float any more.
    /// </summary>
    protected struct SquaredSum
    {
        private Vector<double> _first;
        private Vector<double> _second;

        /// <summary>The sum of the squares of all lanes that were added.</summary>
        public readonly double Total => Lanes.Sum(_first + _second);

        /// <summary>Adds <c>Σ v²</c> over all lanes: padding must have been made zero by <see cref="Keep"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector<T> v)
        {
            if (typeof(T) == typeof(float))
            {
                Lanes.Widen(Lanes.As<T, float>(v), out var low, out var high);
                _first += low * low;
                _second += high * high;
            }
            else
            {
                var values = Lanes.As<T, double>(v);
                _first += values * values;
            }
        }
    }
}
