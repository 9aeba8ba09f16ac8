namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>
/// One way to run a cell over sequences: the generated network, kernels by hand, another library. It has the weights, inputs and seeds of the
/// <see cref="Problem"/> in its own memory, and computes the gradients of the weights only.
/// </summary>
internal abstract class Contender : IDisposable
{
    /// <summary>What it is called in tables.</summary>
    public abstract string Name { get; }

    /// <summary>How many threads it runs on where that is not the number which is set.</summary>
    public virtual int? Threads => null;

    /// <summary>All steps from states that are zero, with nothing kept for a backward pass; weights are packed anew.</summary>
    public abstract void Forward();

    /// <summary>All steps, forward and then backward, into gradients that were zero.</summary>
    public abstract void ForwardAndBackward();

    /// <summary>The states h after each step of the last run, <c>[T, B, H]</c>.</summary>
    public abstract float[] States();

    /// <summary>The gradient of a weight after the last <see cref="ForwardAndBackward"/>, under the name that the cell's method gives it.</summary>
    public abstract float[] Gradient(string weight);

    /// <summary>
    /// The bytes of its tape that a run forward and backward reads and writes at least, and those that the tape holds; null where nobody has
    /// counted them.
    /// </summary>
    public virtual (long Moved, long Held)? TapeBytes => null;

    /// <summary>Runs what is timed.</summary>
    public void Run(Phase phase)
    {
        if (phase == Phase.Forward)
            Forward();
        else
            ForwardAndBackward();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what is not managed memory.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Fails if this one and another compute different states or gradients.</summary>
    /// <exception cref="DifferentNumbersException">They do.</exception>
    public void RequireSameNumbers(Contender other, Problem problem)
    {
        Forward();
        other.Forward();
        Numbers.RequireClose(States(), other.States(), $"{other.Name}, h forward");
        ForwardAndBackward();
        other.ForwardAndBackward();
        Numbers.RequireClose(States(), other.States(), $"{other.Name}, h");
        foreach (var weight in problem.WeightNames)
            Numbers.RequireClose(Gradient(weight), other.Gradient(weight), $"{other.Name}, d{weight}");
    }
}
