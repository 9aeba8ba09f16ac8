using AutoDiffRnn;
using static AutoDiffRnn.CellMath;

namespace Harbour;

// A program's own cell would be internal. Public, as in a library, it shows that the generated types are documented, too.
#pragma warning disable CA1062 // the operators of Vector and Matrix check their arguments
#pragma warning disable CA1515

/// <summary>The cells of this project.</summary>
public static class Currents
{
    /// <summary>A tide that drifts slowly, is pulled by its own sine, and is read at a gauge.</summary>
    /// <param name="wind">What the wind does at this step.</param>
    /// <param name="level">The level, which the wind and the drift change.</param>
    /// <param name="drift">The drift, which follows the level slowly.</param>
    /// <param name="Push">How the wind acts on the level.</param>
    /// <param name="Pull">How the drift acts on the level.</param>
    /// <param name="ease">An offset of the level.</param>
    /// <param name="stretch">How far the sine of the level reaches.</param>
    /// <param name="Gauge">How level and drift are read.</param>
    /// <param name="lag">How much of the level the drift takes over at each step.</param>
    [RnnCell(Measure = true)]
    public static (Vector level, Vector drift, Vector reading) Tide(
        [Input("P")] Vector wind,
        [State("Q")] Vector level,
        [State("Q")] Vector drift,
        [Weight("Q", "P")] Matrix Push,
        [Weight("Q", "Q")] Matrix Pull,
        [Weight("Q")] Vector ease,
        [Weight] double stretch,
        [Weight("R", "2*Q")] Matrix Gauge,
        [Constant] double lag)
    {
        var surge = Tanh(Push * wind + Pull * drift + ease);
        drift = (1 - lag) * drift + lag * Softplus(level);
        level = surge + stretch * Sin(level) * drift;
        return (level, drift, Gauge * Concat(level, drift));
    }
}
