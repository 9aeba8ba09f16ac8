using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>Which gradient a regime trains with.</summary>
internal static class GradientSources
{
    /// <summary>The source of gradients, or null for the ordinary one.</summary>
    public static IGradientSource<float>? For(Regime regime, SequenceRun<float> run)
    {
        if (regime.CutAt is { } lag && regime.Loss == LossAt.Verb)
            return new LastSteps<float>(run, lag);
        return null;
    }
}
