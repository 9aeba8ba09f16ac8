namespace AutoDiffRnn.Benchmarks.Harness;

/// <summary>The generated network on one thread, whatever number of threads is set.</summary>
internal sealed class OnOneThread(Problem problem) : Contender
{
    /// <summary>What it is called in tables.</summary>
    public const string Title = "one thread";

    private readonly Generated _generated = new(problem);

    /// <inheritdoc/>
    public override string Name => Title;

    /// <inheritdoc/>
    public override int? Threads => 1;

    /// <inheritdoc/>
    public override void Forward() => Alone(_generated.Forward);

    /// <inheritdoc/>
    public override void ForwardAndBackward() => Alone(_generated.ForwardAndBackward);

    /// <inheritdoc/>
    public override float[] States() => _generated.States();

    /// <inheritdoc/>
    public override float[] Gradient(string weight) => _generated.Gradient(weight);

    private static void Alone(Action run)
    {
        var threads = AutoDiffRnn.Threads.Count;
        AutoDiffRnn.Threads.Count = 1;
        run();
        AutoDiffRnn.Threads.Count = threads;
    }
}
