using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Testing.Tests.Faulty;

/// <summary>Cells that cannot be run with any sizes and numbers.</summary>
public static class AwkwardCells
{
    /// <summary>Needs an even size.</summary>
    [RnnCell]
    public static Vector Halved([Input("Even")] Vector x, [State("Even")] Vector h)
    {
        var (a, b) = Split(h, 2);
        return 0.3 * Dot(a, b) * h + x;
    }

    /// <summary>Needs a size of more than 30, which no small multiple of a small size is.</summary>
    [RnnCell]
    public static Vector Wide([Input("W")] Vector x, [State("W")] Vector h, [Weight("W-30")] Vector w) => h * Sum(w) + x;

    /// <summary>Needs positive inputs.</summary>
    [RnnCell]
    public static Vector Logarithm([Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w) => 0.5 * h + w * Log(x);

    /// <summary>Constants of both kinds of number, in exponent and factor.</summary>
    [RnnCell]
    public static Vector Leaky([Input("H")] Vector x, [State("H")] Vector h, [Constant] double leak, [Constant] int factor) => leak * h + factor * x;

    /// <summary>A class out of V.</summary>
    [RnnCell]
    public static (Vector h, double loss) Scored([Input] int next, [State("H")] Vector h, [Weight("V", "H")] Matrix W)
    {
        var loss = CrossEntropy(W * h, next);
        return (Tanh(h), loss);
    }

    /// <summary>A kink at 0, where a weight may be put.</summary>
    [RnnCell]
    public static Vector Kinked([Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w) => 0.5 * h + x * Relu(w);

    /// <summary>A method like any other.</summary>
    public static Vector NotACell(Vector h) => h;
}
