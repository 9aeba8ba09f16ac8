using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Each function with a kink or a jump, and each choice, on vectors and numbers of each role.</summary>
public static class KinkedCells
{
    [RnnCell]
    public static (Vector h, double s, Vector y) OfRelu(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Relu(x) + Relu(w + h),
            0.4 * s * Relu(z) + Relu(v + s),
            Relu(w) * Relu(v) * Relu(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfHardTanh(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * HardTanh(x) + HardTanh(w + h),
            0.4 * s * HardTanh(z) + HardTanh(v + s),
            HardTanh(w) * HardTanh(v) * HardTanh(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfAbs(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Abs(x) + Abs(w + h),
            0.4 * s * Abs(z) + Abs(v + s),
            Abs(w) * Abs(v) * Abs(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSelu(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Selu(x) + Selu(w + h),
            0.4 * s * Selu(z) + Selu(v + s),
            Selu(w) * Selu(v) * Selu(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfHardSigmoid(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * HardSigmoid(3 * x) + HardSigmoid(4 * (w + h)),
            0.4 * s * HardSigmoid(3 * z) + HardSigmoid(4 * (v + s)),
            HardSigmoid(w) * HardSigmoid(v) * HardSigmoid(3 * h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSign(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Sign(x) + 0.3 * Sign(w + h) * w,
            0.4 * s * Sign(z) + 0.3 * Sign(v + s) * v,
            Sign(w) * Sign(v) * Sign(h * z) * h);

    [RnnCell]
    public static (Vector h, double s, Vector y) OfLeakyRelu(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * LeakyRelu(x) + LeakyRelu(w + h, 0.2),
            0.4 * s * LeakyRelu(z) + LeakyRelu(v + s, 0.2),
            LeakyRelu(w) * LeakyRelu(v, 0.3) * LeakyRelu(h * z, v));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfElu(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Elu(x) + Elu(w + h, 0.7),
            0.4 * s * Elu(z) + Elu(v + s, 0.7),
            Elu(w) * Elu(v, 0.3) * Elu(h * z, v));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfMax(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * Max(h, x) + Max(w, 0.3 * h),
            0.4 * Max(s, z) + Max(v, 0.3 * s),
            Max(w, v) * Max(0.1, h) * Max(x, z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfMin(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * Min(h, x) + Min(w, 0.3 * h),
            0.4 * Min(s, z) + Min(v, 0.3 * s),
            Min(w, v) * Min(0.1, h) * Min(x, z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfClamp(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.6 * Clamp(h, -0.5, 0.5) + Clamp(w + x, -0.9, v),
            0.6 * Clamp(s, -0.4, 0.4) + Clamp(v + z, s, 0.9),
            Clamp(w, -0.3, 0.3) * Clamp(v, -0.4, 0.2) * Clamp(h * x, z, 1));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfWhere(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (Where(x > h, 0.5 * h, w * x),
            Where(z > s, 0.5 * s, v * z),
            Where(w > v, h, 0.2) * Where(h >= 0.1, x, z * x) * Where(z < 0.5, v, s));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfWhereNumbers(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (Where(x <= h, 0.5, w) * h,
            Where(z <= s, v, 0.3) * s,
            Where(w < x, 0.4, 0.7) * Where(0 < h, x * h, z) + Where(v >= z, s, 0.5));
}
