using System.ComponentModel;

namespace AutoDiffRnn.Kernels;

/// <summary>A part of some rows that lie one after another: what one worker has to do of them.</summary>
/// <param name="First">The first row.</param>
/// <param name="Count">The number of rows; 0 where there are fewer rows than workers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Share(int First, int Count)
{
    /// <summary>The row after the last.</summary>
    public int End => First + Count;

    /// <summary>Whether a row is one of them.</summary>
    public bool Contains(int row) => row >= First && row < End;

    /// <summary>All of <paramref name="count"/> rows.</summary>
    public static implicit operator Share(int count) => new(0, count);
}
