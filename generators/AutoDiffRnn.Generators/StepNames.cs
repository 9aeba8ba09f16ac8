namespace AutoDiffRnn.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what ran again and what was cached.</summary>
internal static class StepNames
{
    public const string Parse = nameof(Parse);

    public const string Emit = nameof(Emit);
}
