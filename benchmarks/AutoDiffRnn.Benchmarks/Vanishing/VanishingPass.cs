namespace AutoDiffRnn.Benchmarks.Vanishing;

/// <summary>What a backward pass is given, so that its adjoints are subnormal.</summary>
/// <param name="Name">What becomes of them.</param>
/// <param name="SeedScale">What the seeds are multiplied with.</param>
/// <param name="OnlyLastStep">Whether only the last step has a seed, so that the adjoints decay from there.</param>
internal sealed record VanishingPass(string Name, float SeedScale, bool OnlyLastStep)
{
    /// <summary>Adjoints of the usual size in every step.</summary>
    public static VanishingPass Usual { get; } = new("usual", 1, OnlyLastStep: false);

    /// <summary>All that are measured.</summary>
    public static IReadOnlyList<VanishingPass> All { get; } =
    [
        // A float below 1.2e-38 is subnormal.
        new("subnormal in every step", 1e-40f, OnlyLastStep: false),
        new("decay from 1e-30 at the last step", 1e-30f, OnlyLastStep: true),
    ];
}
