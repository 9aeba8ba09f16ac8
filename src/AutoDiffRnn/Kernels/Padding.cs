using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>How wide a row of a private buffer is: whole cache lines, so that a loop over lanes has no scalar tail.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Padding
{
    /// <summary>The bytes that a padded row is a multiple of: one cache line, and a whole number of vectors of every width.</summary>
    public const int Bytes = 64;

    /// <summary>The number of elements of <typeparamref name="T"/> that a padded row is a multiple of.</summary>
    public static int Lanes<T>() where T : unmanaged => Bytes / Unsafe.SizeOf<T>();

    /// <summary>The smallest padded width that holds <paramref name="width"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width<T>(int width) where T : unmanaged => (width + Lanes<T>() - 1) / Lanes<T>() * Lanes<T>();

    /// <summary>A zeroed array on the pinned heap, and the offset of its first element that starts a cache line.</summary>
    public static (T[] Data, int Offset) Allocate<T>(long length) where T : unmanaged
    {
        // Room to move the start to a cache line, and for a vector that starts inside the last row: a slice is read where it lies.
        var data = GC.AllocateArray<T>(checked((int)(length + 2 * Lanes<T>())), pinned: true);
        var address = AddressOf(ref data[0]);
        var misalignment = (int)(address % Bytes);
        return (data, misalignment == 0 ? 0 : (Bytes - misalignment) / Unsafe.SizeOf<T>());
    }

    private static unsafe nuint AddressOf<T>(ref T first) where T : unmanaged => (nuint)Unsafe.AsPointer(ref first);
}
