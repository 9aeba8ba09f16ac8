using System.Numerics;
using System.Runtime.CompilerServices;
using Lanes = System.Numerics.Vector;

namespace AutoDiffRnn.Kernels;

/// <summary>Multiply and add in one instruction where the processor has one; never slower than a multiplication and an addition.</summary>
internal static class Fused
{
    /// <summary><c>a·b + c</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c) => typeof(T) == typeof(float)
        ? Lanes.As<float, T>(Lanes.MultiplyAddEstimate(Lanes.As<T, float>(a), Lanes.As<T, float>(b), Lanes.As<T, float>(c)))
        : Lanes.As<double, T>(Lanes.MultiplyAddEstimate(Lanes.As<T, double>(a), Lanes.As<T, double>(b), Lanes.As<T, double>(c)));
}
