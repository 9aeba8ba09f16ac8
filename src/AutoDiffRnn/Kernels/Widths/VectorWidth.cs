using System.Runtime.Intrinsics;

namespace AutoDiffRnn;

/// <summary>How wide the vectors are that networks compute with.</summary>
/// <remarks>
/// The values of a cell do not depend on the width, but the order of a sum over the elements of a row does. Whoever needs the same
/// bits on different machines sets the same width there; a width that a machine lacks runs in software, correct and slow.
/// </remarks>
public static class VectorWidth
{
    [ThreadStatic]
    private static int _bits;

    /// <summary>The widest vectors that this machine computes with in hardware: 128, 256 or 512 bits.</summary>
    public static int Widest => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>The width, in bits, of the vectors of networks that this thread creates from now on: 128, 256 or 512.</summary>
    /// <value><see cref="Widest"/> until it is set.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is set to another number.</exception>
    public static int Bits
    {
        get => _bits == 0 ? Widest : _bits;
        set
        {
            if (value is not (128 or 256 or 512))
                throw new ArgumentOutOfRangeException(nameof(value), value, "The vectors of a network have 128, 256 or 512 bits.");
            _bits = value;
        }
    }
}
