using System.Numerics;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>Which gradient a regime trains with.</summary>
internal static class GradientSources
{
    /// <summary>The source of gradients, or null for the ordinary one.</summary>
    /// <exception cref="NotSupportedException">The regime cuts at a lag and a role as well.</exception>
    public static IGradientSource<T>? For<T>(Regime regime, SequenceRun<T> run) where T : unmanaged, IBinaryFloatingPointIeee754<T> => regime switch
    {
        { CutAt: not null, RoleCut: not null } => throw new NotSupportedException("A gradient is cut at a lag or in a role, not both."),
        { CutAt: { } lag } => new CutGradient<T>(run, lag),
        { RoleCut: { } cut } => new RoleCutGradient<T>(run, cut),
        _ => null,
    };
}
