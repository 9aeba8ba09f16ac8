using System.ComponentModel;

namespace AutoDiffRnn.Kernels;

/// <summary>The steps of a run in parts, each some steps that follow one another: from the first part to the last, or back.</summary>
/// <param name="steps">The number of steps.</param>
/// <param name="most">The most steps of a part.</param>
/// <param name="isBack">Whether the last steps come first.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct StepParts(int steps, int most, bool isBack)
{
    // The bytes of a value that the steps of a part may span: a vector that goes through them comes back to memory that is still near.
    private const int MostBytes = 32 * 1024;

    private int _done;

    /// <summary>The most steps of a part: sums over more are made of the sums of parts, which is more precise than one long sum. Tests set fewer.</summary>
    internal static int MostSteps { get; set; } = 256;

    /// <summary>The part at hand.</summary>
    public Share Current { get; private set; }

    /// <summary>The most steps of a part where a step of a value has so many bytes.</summary>
    internal static int Most(long bytesOfStep) => (int)Math.Clamp(MostBytes / bytesOfStep, 1, MostSteps);

    /// <summary>What <c>foreach</c> asks for.</summary>
    public readonly StepParts GetEnumerator() => this;

    /// <summary>Goes to the next part, if there is one.</summary>
    public bool MoveNext()
    {
        var count = Math.Min(most, steps - _done);
        Current = new Share(isBack ? steps - _done - count : _done, count);
        _done += count;
        return count > 0;
    }
}
