namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>Cells that many tests read.</summary>
internal static class Zoo
{
    public const string Elman = """
        /// <summary>Elman's simple recurrent network.</summary>
        [RnnCell]
        public static (Vector h, Vector y) Elman(
            [Input("I")] Vector x,
            [State("H")] Vector h,
            [Weight("H", "I")] Matrix Wx,
            [Weight("H", "H")] Matrix Wh,
            [Weight("H")] Vector b,
            [Weight("O", "H")] Matrix Wy,
            [Weight("O")] Vector c)
        {
            h = Tanh(Wx * x + Wh * h + b);
            var y = Wy * h + c;
            return (h, y);
        }
        """;

    public const string LstmOfSlices = """
        [RnnCell]
        public static (Vector h, Vector c) Lstm(
            [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector c,
            [Weight("4*H", "I")] Matrix W, [Weight("4*H", "H")] Matrix U, [Weight("4*H")] Vector b)
        {
            var n = h.Length;
            var a = W * x + U * h + b;
            var i = Sigmoid(a[..n]);
            var f = Sigmoid(a[n..(2 * n)]);
            var g = Tanh(a[(2 * n)..(3 * n)]);
            var o = Sigmoid(a[^n..]);
            c = f * c + i * g;
            h = o * Tanh(c);
            return (h, c);
        }
        """;

    public const string CharModel = """
        [RnnCell]
        public static (Vector h, Vector c, double loss) CharLstm(
            [Input] int token, [Input] int next, [State("H")] Vector h, [State("H")] Vector c, [Weight("V", "D")] Matrix E,
            [Weight("4*H", "D")] Matrix W, [Weight("4*H", "H")] Matrix U, [Weight("4*H")] Vector b,
            [Weight("V", "H")] Matrix Wy, [Weight("V")] Vector by)
        {
            var (i, f, g, o) = Split(W * E[token] + U * h + b, 4);
            c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
            h = Sigmoid(o) * Tanh(c);
            return (h, c, CrossEntropy(Wy * h + by, next));
        }
        """;

    public const string GruResetBefore = """
        [RnnCell]
        public static Vector Gru(
            [Input("I")] Vector x, [State("H")] Vector h,
            [Weight("H", "I")] Matrix Wr, [Weight("H", "H")] Matrix Ur, [Weight("H")] Vector br,
            [Weight("H", "I")] Matrix Wz, [Weight("H", "H")] Matrix Uz, [Weight("H")] Vector bz,
            [Weight("H", "I")] Matrix Wn, [Weight("H", "H")] Matrix Un, [Weight("H")] Vector bn)
        {
            var r = Sigmoid(Wr * x + Ur * h + br);
            var z = Sigmoid(Wz * x + Uz * h + bz);
            var n = Tanh(Wn * x + Un * (r * h) + bn);
            return (1 - z) * n + z * h;
        }
        """;

    public const string GruResetAfter = """
        [RnnCell]
        public static Vector Gru(
            [Input("I")] Vector x, [State("H")] Vector h,
            [Weight("3*H", "I")] Matrix W, [Weight("3*H", "H")] Matrix U, [Weight("3*H")] Vector b, [Weight("H")] Vector bn)
        {
            var (wr, wz, wn) = Split(W * x + b, 3);
            var (ur, uz, un) = Split(U * h, 3);
            var r = Sigmoid(wr + ur);
            var z = Sigmoid(wz + uz);
            var n = Tanh(wn + r * (un + bn));
            h = (1 - z) * n + z * h;
            return h;
        }
        """;
}
