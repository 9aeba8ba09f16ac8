
namespace AutoDiffRnn.Kernels;

// Each lane by the runtime's scalar function. The vector functions of the runtime (.NET 10) were measured to be no faster, and
// take another path for all lanes when one is large: then a lane's bits would depend on its neighbours.
public abstract partial class CellKernels<T>
{
    /// <summary><c>sin x</c>, as precise as the runtime's; NaN at ±∞ and for NaN.</summary>
    protected static TLanes Sin<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
    {
        Span<T> lanes = stackalloc T[(int)TLanes.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.Sin(x.Lane(lane));
        return TLanes.Load(ref lanes[0], 0);
    }

    /// <inheritdoc cref="Sin{TLanes}(TLanes)"/>
    protected static T Sin(T x) => T.Sin(x);

    /// <summary><c>cos x</c>, as precise as the runtime's; NaN at ±∞ and for NaN.</summary>
    protected static TLanes Cos<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
    {
        Span<T> lanes = stackalloc T[(int)TLanes.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = T.Cos(x.Lane(lane));
        return TLanes.Load(ref lanes[0], 0);
    }

    /// <inheritdoc cref="Cos{TLanes}(TLanes)"/>
    protected static T Cos(T x) => T.Cos(x);
}
