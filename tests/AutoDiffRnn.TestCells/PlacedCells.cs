using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells
{
    /// <summary>Cells in a type inside types, and an internal one.</summary>
    public static partial class PlacedCells
    {
        internal static partial class Inner
        {
            internal static class Innermost
            {
                [RnnCell]
                internal static Vector NestedTwice([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W) => Tanh(W * h + x);
            }
        }

        [RnnCell]
        internal static Vector Internal([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W) => Tanh(W * x + h);
    }

    /// <summary>A type whose name and members hide what generated code calls.</summary>
    public static class Hiding
    {
        /// <summary>Not the framework's.</summary>
        public static class System;

        [RnnCell]
        public static Vector HiddenNames([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W) => Tanh(W * x + h);
    }
}

/// <summary>Cells in no namespace.</summary>
public static class GlobalCells
{
    [AutoDiffRnn.RnnCell]
    public static AutoDiffRnn.Vector Placeless(
        [AutoDiffRnn.Input("H")] AutoDiffRnn.Vector x, [AutoDiffRnn.State("H")] AutoDiffRnn.Vector h,
        [AutoDiffRnn.Weight("H", "H")] AutoDiffRnn.Matrix W)
        => Tanh(W * h + x);
}
