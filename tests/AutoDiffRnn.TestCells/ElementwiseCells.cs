using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Each smooth function and operator on vectors and numbers of each role: inputs, states, weights, in a loop, after it and once.</summary>
public static class ElementwiseCells
{
    [RnnCell]
    public static (Vector h, double s, Vector y) OfTanh(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Tanh(x) + Tanh(w + h),
            0.4 * s * Tanh(z) + Tanh(v + s),
            Tanh(w) * Tanh(v) * Tanh(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSigmoid(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Sigmoid(x) + Sigmoid(w + h),
            0.4 * s * Sigmoid(z) + Sigmoid(v + s),
            Sigmoid(w) * Sigmoid(v) * Sigmoid(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfLogSigmoid(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * LogSigmoid(x) + LogSigmoid(w + h),
            0.4 * s * LogSigmoid(z) + LogSigmoid(v + s),
            LogSigmoid(w) * LogSigmoid(v) * LogSigmoid(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSoftplus(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Softplus(x) + Softplus(w + h),
            0.4 * s * Softplus(z) + Softplus(v + s),
            Softplus(w) * Softplus(v) * Softplus(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfGelu(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Gelu(x) + Gelu(w + h),
            0.4 * s * Gelu(z) + Gelu(v + s),
            Gelu(w) * Gelu(v) * Gelu(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSilu(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Silu(x) + Silu(w + h),
            0.4 * s * Silu(z) + Silu(v + s),
            Silu(w) * Silu(v) * Silu(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSin(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Sin(x) + Sin(w + h),
            0.4 * s * Sin(z) + Sin(v + s),
            Sin(w) * Sin(v) * Sin(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfCos(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.4 * h * Cos(x) + Cos(w + h),
            0.4 * s * Cos(z) + Cos(v + s),
            Cos(w) * Cos(v) * Cos(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfExp(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.2 * h * Exp(x) + Exp(-Square(w + h)),
            0.2 * s * Exp(z) + Exp(-Square(v + s)),
            Exp(w) * Exp(v) * Exp(0.1 * h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfLog(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.2 * h * Log(Abs(x)) + Log(2 + Square(w + h)),
            0.2 * s * Log(Abs(z)) + Log(2 + Square(v + s)),
            Log(Abs(w)) * Log(Abs(v)) * Log(Square(h) + Abs(z)));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSqrt(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.2 * h * Sqrt(Abs(x)) + Sqrt(2 + Square(w + h)),
            0.2 * s * Sqrt(Abs(z)) + Sqrt(2 + Square(v + s)),
            Sqrt(Abs(w)) * Sqrt(Abs(v)) * Sqrt(Square(h) + Abs(z)));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfSquare(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.2 * h * Square(x) + Square(0.2 * (w + h)),
            0.2 * s * Square(z) + Square(0.2 * (v + s)),
            Square(w) * Square(v) * Square(h * z));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfReciprocal(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.1 * h * Reciprocal(x) + Reciprocal(2 + Square(w + h)),
            0.1 * s * Reciprocal(z) + Reciprocal(2 + Square(v + s)),
            Reciprocal(w) * Reciprocal(v) * Reciprocal(Square(h) + Abs(z)));

    [RnnCell]
    public static (Vector h, double s, Vector y) OfQuotients(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (0.1 * h / x + w / (2 + Square(h)),
            0.1 * s / z + v / (2 + Square(s)),
            h / w / v - 2 / x + z / w);

    [RnnCell]
    public static (Vector h, double s, Vector y) OfDifferences(
        [Input("H")] Vector x, [Input] double z, [State("H")] Vector h, [State] double s, [Weight("H")] Vector w, [Weight] double v)
        => (-(0.3 * h - x) - (w - (x - h)) * 0.2,
            -(0.3 * s - z) - (v - (z - s)) * 0.2,
            1 - h - (w - z) - (v - (-x)));
}
