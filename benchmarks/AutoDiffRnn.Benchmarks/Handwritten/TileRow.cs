using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>One row of a tile of results: some vectors, and the operations of a product on all of them.</summary>
/// <remarks>The compiler keeps structures of up to four vectors in registers, and compiles a generic method for each of them apart.</remarks>
internal unsafe interface ITileRow<TSelf> where TSelf : unmanaged, ITileRow<TSelf>
{
    /// <summary>The number of vectors.</summary>
    static abstract int Vectors { get; }

    /// <summary>Reads the row, whose vectors are <paramref name="apart"/> elements apart.</summary>
    static abstract TSelf Load(float* from, nint apart);

    /// <summary><c>this + factor·panel</c></summary>
    TSelf Add(Vector512<float> factor, TSelf panel);

    /// <summary>Writes the row added to what is at <paramref name="from"/>.</summary>
    void Store(float* to, float* from, nint apart);

    /// <summary>Asks for the row's place before it is needed.</summary>
    static abstract void Prefetch(float* at, nint apart);
}

/// <summary>A row of one vector.</summary>
internal unsafe struct OneVector : ITileRow<OneVector>
{
    private Vector512<float> _a;

    public static int Vectors => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneVector Load(float* from, nint apart) => new() { _a = Vector512.Load(from) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly OneVector Add(Vector512<float> factor, OneVector panel) => new() { _a = Vector512.MultiplyAddEstimate(factor, panel._a, _a) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* to, float* from, nint apart)
    {
        (_a + Vector512.Load(from)).Store(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* at, nint apart)
    {
        Sse.Prefetch0(at);
    }
}

/// <summary>A row of two vectors.</summary>
internal unsafe struct TwoVectors : ITileRow<TwoVectors>
{
    private Vector512<float> _a;
    private Vector512<float> _b;

    public static int Vectors => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors Load(float* from, nint apart) => new() { _a = Vector512.Load(from), _b = Vector512.Load(from + apart) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TwoVectors Add(Vector512<float> factor, TwoVectors panel) => new()
    {
        _a = Vector512.MultiplyAddEstimate(factor, panel._a, _a),
        _b = Vector512.MultiplyAddEstimate(factor, panel._b, _b),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* to, float* from, nint apart)
    {
        (_a + Vector512.Load(from)).Store(to);
        (_b + Vector512.Load(from + apart)).Store(to + apart);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* at, nint apart)
    {
        Sse.Prefetch0(at);
        Sse.Prefetch0(at + apart);
    }
}

/// <summary>A row of three vectors.</summary>
internal unsafe struct ThreeVectors : ITileRow<ThreeVectors>
{
    private Vector512<float> _a;
    private Vector512<float> _b;
    private Vector512<float> _c;

    public static int Vectors => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectors Load(float* from, nint apart)
        => new() { _a = Vector512.Load(from), _b = Vector512.Load(from + apart), _c = Vector512.Load(from + 2 * apart) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ThreeVectors Add(Vector512<float> factor, ThreeVectors panel) => new()
    {
        _a = Vector512.MultiplyAddEstimate(factor, panel._a, _a),
        _b = Vector512.MultiplyAddEstimate(factor, panel._b, _b),
        _c = Vector512.MultiplyAddEstimate(factor, panel._c, _c),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* to, float* from, nint apart)
    {
        (_a + Vector512.Load(from)).Store(to);
        (_b + Vector512.Load(from + apart)).Store(to + apart);
        (_c + Vector512.Load(from + 2 * apart)).Store(to + 2 * apart);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* at, nint apart)
    {
        Sse.Prefetch0(at);
        Sse.Prefetch0(at + apart);
        Sse.Prefetch0(at + 2 * apart);
    }
}

/// <summary>A row of four vectors.</summary>
internal unsafe struct FourVectors : ITileRow<FourVectors>
{
    private Vector512<float> _a;
    private Vector512<float> _b;
    private Vector512<float> _c;
    private Vector512<float> _d;

    public static int Vectors => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectors Load(float* from, nint apart) => new()
    {
        _a = Vector512.Load(from),
        _b = Vector512.Load(from + apart),
        _c = Vector512.Load(from + 2 * apart),
        _d = Vector512.Load(from + 3 * apart),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly FourVectors Add(Vector512<float> factor, FourVectors panel) => new()
    {
        _a = Vector512.MultiplyAddEstimate(factor, panel._a, _a),
        _b = Vector512.MultiplyAddEstimate(factor, panel._b, _b),
        _c = Vector512.MultiplyAddEstimate(factor, panel._c, _c),
        _d = Vector512.MultiplyAddEstimate(factor, panel._d, _d),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* to, float* from, nint apart)
    {
        (_a + Vector512.Load(from)).Store(to);
        (_b + Vector512.Load(from + apart)).Store(to + apart);
        (_c + Vector512.Load(from + 2 * apart)).Store(to + 2 * apart);
        (_d + Vector512.Load(from + 3 * apart)).Store(to + 3 * apart);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* at, nint apart)
    {
        Sse.Prefetch0(at);
        Sse.Prefetch0(at + apart);
        Sse.Prefetch0(at + 2 * apart);
        Sse.Prefetch0(at + 3 * apart);
    }
}
