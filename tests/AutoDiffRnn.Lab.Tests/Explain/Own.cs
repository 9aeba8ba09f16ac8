namespace AutoDiffRnn.Lab.Tests.Explain;

/// <summary>Files as users write them.</summary>
internal static class Own
{
    /// <summary>A cell with a helper in the other part of its class, in a namespace, with usings of its own.</summary>
    public const string Whole = """
        using AutoDiffRnn;
        using static AutoDiffRnn.CellMath;

        namespace Mine.Cells;

        public static partial class Own
        {
            /// <summary>A leaky unit.</summary>
            [RnnCell]
            public static Vector Leaky([Input("I")] Vector x, [State("H")] Vector h, [Weight("H", "I")] Matrix W, [Constant] double leak)
            {
                var drive = Squash(W * x);
                return (1 - leak) * h + leak * drive;
            }
        }

        public static partial class Own
        {
            [Differentiable]
            private static Vector Squash(Vector v) => 2 * Tanh(v);
        }

        internal static class Unrelated
        {
            public static object Use() => new SomethingOfAnotherFile();
        }
        """;

    /// <summary>A cell that says nothing of namespaces: its project has the usings elsewhere.</summary>
    public const string Bare = """
        public static class Own
        {
            [RnnCell]
            public static Vector Bare([Input("H")] Vector x, [State("H")] Vector h) => Tanh(x + h);
        }
        """;

    /// <summary>Two cells.</summary>
    public const string Two = """
        global using AutoDiffRnn;
        global using static AutoDiffRnn.CellMath;

        public static class Own
        {
            [RnnCell]
            public static Vector First([Input("H")] Vector x, [State("H")] Vector h) => Tanh(x + h);

            [RnnCell]
            public static Vector Second([Input("H")] Vector x, [State("H")] Vector h) => Sigmoid(x + h);
        }
        """;

    /// <summary>A cell with something that the language does not have, and a call of a method that is elsewhere.</summary>
    public const string Wrong = """
        using AutoDiffRnn;
        using static AutoDiffRnn.CellMath;

        public static class Own
        {
            [RnnCell]
            public static Vector Wrong([Input("H")] Vector x, [State("H")] Vector h)
            {
                while (true)
                    h = Tanh(x + h);
            }
        }
        """;

    /// <summary>The part of a partial class that needs the other one.</summary>
    public const string Half = """
        using AutoDiffRnn;
        using static AutoDiffRnn.CellMath;

        public static partial class Own
        {
            [RnnCell]
            public static Vector Half([Input("H")] Vector x, [State("H")] Vector h) => Mixed(x, h);
        }
        """;

    /// <summary>The other part.</summary>
    public const string OtherHalf = """
        using AutoDiffRnn;

        public static partial class Own
        {
            [Differentiable]
            private static Vector Mixed(Vector x, Vector h) => CellMath.Tanh(x - h);
        }
        """;
}
