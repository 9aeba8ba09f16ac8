namespace AutoDiffRnn.Lab.Claims;

/// <summary>
/// The thresholds of all criteria. They were fixed before the reported seeds were run; the report prints those that a claim uses.
/// </summary>
internal static class Criteria
{
    /// <summary>Two gradients that differ by less, relative to their norm, differ by rounding alone.</summary>
    public const double SameGradient = 1e-9;

    /// <summary>Two gradients that differ by more are different; between the two nobody knows.</summary>
    public const double OtherGradient = 1e-4;

    /// <summary>Claim 2: what a cut must cost, as a share of answers.</summary>
    public const double CostOfCut = 0.20;

    /// <summary>Claim 2: below this mean accuracy of the whole gradient there was too little to lose for a cut that costs nothing to count.</summary>
    public const double LearnedTask = 0.90;

    /// <summary>Claims 4 and 6: how often words must be right that need no memory.</summary>
    public const double RightWords = 0.99;

    /// <summary>Claim 4: the least ratio of the gradient before the nonlinearity to that after it.</summary>
    public const double AdjointRatio = 0.1;

    /// <summary>Claims 4 and 6: the share of seeds that must agree: 11 of 12.</summary>
    public const double Seeds = 11.0 / 12;

    /// <summary>Claims 4 and 6: below this share (1 of 12) a condition counts as not met in general; between, as met in some seeds.</summary>
    public const double FewSeeds = 1.0 / 12;

    /// <summary>
    /// Fewer seeds than this decide nothing. Five are the fewest that agree by chance, as coins do, less often than 1 time in 20 (0.5⁵ = 0.03).
    /// </summary>
    public const int FewestSeeds = 5;

    /// <summary>Claims 4 and 7: a network fails below this share of right answers, and is right from it on.</summary>
    public const double Success = 0.95;

    /// <summary>Claim 5: log₁₀ r(n) must fall by more than this a word.</summary>
    public const double SlopeAWord = -0.05;

    /// <summary>Claim 5: the whole gradient and the cut one are as good if the difference is within this share, up or down.</summary>
    public const double SameSuccess = 0.20;

    /// <summary>Claim 6: how much another context may change, as a share of answers.</summary>
    public const double ChangeByContext = 0.01;

    /// <summary>Claim 7: how far the probe may lie above its control.</summary>
    public const double ProbeAboveControl = 0.05;

    /// <summary>Claim 7: how often the right donor must make the answer right.</summary>
    public const double RightDonor = 0.95;

    /// <summary>Claim 7: a donor of the same number may change this share of answers; beyond it the surgery itself does harm.</summary>
    public const double HarmlessSurgery = 0.05;

    /// <summary>Claim 7: a share of fewer sentences is not judged.</summary>
    public const int FewestSentences = 30;

    /// <summary>The remark: a difference of slopes below this a step is too small to matter.</summary>
    public const double SlopeDifference = 0.01;

    /// <summary>A larger relative error against finite differences means that the gradients are wrong.</summary>
    public const double DifferenceError = 1e-6;
}
