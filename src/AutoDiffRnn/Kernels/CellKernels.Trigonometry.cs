using System.Numerics;

namespace AutoDiffRnn.Kernels;

// Each lane by the runtime's scalar function. The vector functions of the runtime (.NET 10) were measured to be no faster, and
// take another path for all lanes when one is large: then a lane's bits would depend on its neighbours.
public abstract partial class CellKernels<T>
{
    /// <summary><c>sin x</c>, as precise as the runtime's; NaN at ±∞ and for NaN.</summary>
    protected static Vector<T> Sin(Vector<T> x)
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.Sin(x[lane]);
        return new Vector<T>(lanes);
    }

    /// <inheritdoc cref="Sin(Vector{T})"/>
    protected static T Sin(T x) => T.Sin(x);

    /// <summary><c>cos x</c>, as precise as the runtime's; NaN at ±∞ and for NaN.</summary>
    protected static Vector<T> Cos(Vector<T> x)
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.Cos(x[lane]);
        return new Vector<T>(lanes);
    }

    /// <inheritdoc cref="Cos(Vector{T})"/>
    protected static T Cos(T x) => T.Cos(x);
}
