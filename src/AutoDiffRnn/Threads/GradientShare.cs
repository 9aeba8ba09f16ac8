using System.ComponentModel;
using System.Numerics;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// A weight's gradient from one of its elements on, and which of its rows a worker adds to. Sums over the rows of a tape are not shared out by
/// these, since the order of a sum must not depend on the number of threads, but by the rows of the gradient: every worker has the same rows of a
/// weight, whatever part of it a sum goes to, so that no two ever add to the same element.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct GradientShare<T> where T : unmanaged, INumberBase<T>
{
    private readonly int _start;
    private readonly int _end;

    private GradientShare(Span<T> elements, int start, int end, Worker worker)
    {
        Elements = elements;
        _start = start;
        _end = end;
        Worker = worker;
    }

    /// <summary>The elements, those of other workers' rows among them.</summary>
    public Span<T> Elements { get; }

    /// <summary>The number of elements.</summary>
    public int Length => Elements.Length;

    /// <summary>Whose rows they are.</summary>
    internal Worker Worker { get; }

    /// <summary>All elements, for one worker.</summary>
    public static implicit operator GradientShare<T>(Span<T> elements) => new(elements, 0, elements.Length, Worker.Alone);

    /// <summary>All elements, for one worker.</summary>
    public static implicit operator GradientShare<T>(T[] elements) => elements.AsSpan();

    /// <summary>The elements of a gradient from <paramref name="first"/> on.</summary>
    /// <param name="whole">The gradient, row-major.</param>
    /// <param name="rows">Its number of rows.</param>
    /// <param name="first">The number of the first element.</param>
    /// <param name="worker">Whose share of the rows to add to.</param>
    internal static GradientShare<T> Of(Span<T> whole, int rows, int first, Worker worker)
    {
        var (share, columns) = (worker.Share(rows), whole.Length / rows);
        return new GradientShare<T>(whole[first..], share.First * columns - first, share.End * columns - first, worker);
    }

    /// <summary>Which of <paramref name="count"/> elements, <paramref name="stride"/> apart from the first one on, are the worker's.</summary>
    internal Share Owned(int count, int stride)
    {
        var first = Math.Clamp(Ceiling(_start, stride), 0, count);
        return new Share(first, Math.Clamp(Ceiling(_end, stride), first, count) - first);
    }

    // _start is negative where the worker's rows begin before the part.
    private static int Ceiling(int number, int divisor) => number <= 0 ? 0 : (int)(((long)number + divisor - 1) / divisor);
}
