namespace AutoDiffRnn.Kernels.Tests;

/// <summary>The functions of the cell language in about 30 digits.</summary>
internal static class PreciseTable
{
    private static readonly DoubleDouble SeluScale = 1.0507009873554804934193349852946;

    public static IReadOnlyDictionary<string, Func<double, DoubleDouble>> Unary { get; } = new Dictionary<string, Func<double, DoubleDouble>>
    {
        ["Tanh"] = x => PreciseFunctions.Tanh(x),
        ["Sigmoid"] = x => PreciseFunctions.Sigmoid(x),
        ["LogSigmoid"] = x => -PreciseFunctions.Softplus(-x),
        ["Softplus"] = x => PreciseFunctions.Softplus(x),
        ["Elu"] = x => x > 0 ? x : PreciseFunctions.ExpM1(x),
        ["Selu"] = x => SeluScale * (x > 0 ? x : 1.6732632423543772848170429916717 * PreciseFunctions.ExpM1(x)),
        ["Gelu"] = x => PreciseFunctions.Gelu(x),
        ["Silu"] = x => x * PreciseFunctions.Sigmoid(x),
        ["Erf"] = x => PreciseFunctions.Erf(x),
        ["Exp"] = x => PreciseFunctions.Exp(x),
        ["Log"] = x => PreciseFunctions.Log(x),
        ["Sqrt"] = x => Root(x),
        ["Reciprocal"] = x => Math.Abs(x) is > 1e-290 and < 1e290 ? (DoubleDouble)1 / x : 1 / x,
        ["Sin"] = x => PreciseFunctions.Sin(x),
        ["Cos"] = x => PreciseFunctions.Cos(x),
    };

    // A step of Newton's method from a double.
    private static DoubleDouble Root(double x)
    {
        var root = Math.Sqrt(x);
        return x is > 1e-290 and < 1e290 ? root + (x - DoubleDouble.Product(root, root)) / (2 * root) : root;
    }
}
