using System;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Elementwise functions. Derivatives at a kink follow PyTorch's convention.</summary>
internal static partial class Operators
{
    public static Operator Tanh { get; } = Unary("Tanh", Math.Tanh,
        (g, y, _) => g * (1 - y * y));

    public static Operator Sigmoid { get; } = Unary("Sigmoid", x => 1 / (1 + Math.Exp(-x)),
        (g, y, _) => g * y * (1 - y), formula: "σ({0})");

    public static Operator LogSigmoid { get; } = Unary("LogSigmoid", x => Math.Min(x, 0) - Log1P(Math.Exp(-Math.Abs(x))),
        (g, _, x) => g * Make.Sigmoid(-x), formula: "log σ({0})");

    public static Operator Softplus { get; } = Unary("Softplus", x => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x))),
        (g, _, x) => g * Make.Sigmoid(x));

    public static Operator Silu { get; } = Unary("Silu", x => x / (1 + Math.Exp(-x)),
        (g, y, x) => g * (Make.Sigmoid(x) + y * (1 - Make.Sigmoid(x))));

    /// <summary>The exact one: x·Φ(x).</summary>
    public static Operator Gelu { get; } = Unary("Gelu", x => 0.5 * x * ErrorFunction.Erfc(-x * Sqrt2Over2),
        (g, _, x) => g * (0.5 * (1 + Make.Erf(Sqrt2Over2 * x)) + InverseSqrt2Pi * x * Make.Exp(-0.5 * (x * x))));

    public static Operator Erf { get; } = Unary("Erf", ErrorFunction.Erf,
        (g, _, x) => g * (2 / Math.Sqrt(Math.PI) * Make.Exp(-(x * x))));

    /// <summary>At 0 the derivative is 0.</summary>
    public static Operator Relu { get; } = Unary("Relu", x => double.IsNaN(x) ? x : Math.Max(x, 0),
        (g, y, _) => Make.Where(IsPositive(y), g, Make.Zero(g)), cheap: true);

    public static Operator Elu { get; } = Unary("Elu", x => x > 0 ? x : Expm1(x),
        (g, y, _) => Make.Where(IsPositive(y), g, g * (y + Make.One(y))));

    /// <summary>Klambauer et al. 2017.</summary>
    public static Operator Selu { get; } = Unary("Selu", x => x > 0 ? SeluScale * x : SeluScale * SeluAlpha * Expm1(x),
        (g, y, _) => Make.Where(IsPositive(y), SeluScale * g, g * (y + SeluScale * SeluAlpha * Make.One(y))));

    /// <summary>x/6 + 1/2 between −3 and 3; outside, and at the bounds, the derivative is 0.</summary>
    public static Operator HardSigmoid { get; } = Unary("HardSigmoid", x => Math.Min(Math.Max(x + 3, 0), 6) / 6,
        (g, _, x) => Make.Where(Within(x, 3), 1.0 / 6 * g, Make.Zero(g)));

    /// <summary>x between −1 and 1; outside, and at the bounds, the derivative is 0.</summary>
    public static Operator HardTanh { get; } = Unary("HardTanh", x => Math.Min(Math.Max(x, -1), 1),
        (g, _, x) => Make.Where(Within(x, 1), g, Make.Zero(g)));

    public static Operator Exp { get; } = Unary("Exp", Math.Exp, (g, y, _) => g * y);

    public static Operator Log { get; } = Unary("Log", Math.Log, (g, _, x) => g / x);

    public static Operator Sqrt { get; } = Unary("Sqrt", Math.Sqrt, (g, y, _) => g / (2 * y));

    /// <summary>The root of a sum of squares: a norm, whose derivative at 0 is 0.</summary>
    public static Operator NormOfSquares { get; } = Unary("NormOfSquares", Math.Sqrt,
        (g, y, _) => Make.Where(IsPositive(y), g / (2 * y), Make.Zero(g)), formula: "√{0}", code: "Sqrt({0})");

    /// <summary>xᵖ. Where x is 0, an exponent of at least 0 gets no derivative; where p is 0, x gets none.</summary>
    public static Operator Pow { get; } = Binary("Pow", Math.Pow,
        (g, y, x, p) =>
        {
            var zero = Make.Zero(g);
            var isNone = Make.EqualTo(p, p.Builder.Number(0));
            var byExponent = g * (y * Make.Log(x));
            var atZero = Make.Where(Make.GreaterOrEqual(p, p.Builder.Number(0)), zero, byExponent);
            return
            [
                Make.Where(isNone, zero, g * (p * Make.Pow(x, p - Make.One(p)))),
                Make.Where(Make.EqualTo(x, x.Builder.Number(0)), atZero, byExponent),
            ];
        },
        "Pow({0}, {1})", "{0}^{1}");

    public static Operator Square { get; } = Unary("Square", x => x * x,
        (g, _, x) => 2 * (g * x), formula: "{0}²", cheap: true);

    public static Operator Reciprocal { get; } = Unary("Reciprocal", x => 1 / x,
        (g, y, _) => -(g * y * y), formula: "1 / {0}");

    /// <summary>At 0 the derivative is 0.</summary>
    public static Operator Abs { get; } = Unary("Abs", Math.Abs, (g, _, x) => g * Make.Sign(x), formula: "|{0}|", cheap: true);

    public static Operator Sign { get; } = Unary("Sign", x => double.IsNaN(x) ? x : Math.Sign(x), (g, _, _) => Make.Zero(g), cheap: true);

    public static Operator Sin { get; } = Unary("Sin", Math.Sin, (g, _, x) => g * Make.Cos(x));

    public static Operator Cos { get; } = Unary("Cos", Math.Cos, (g, _, x) => -(g * Make.Sin(x)));

    /// <summary>Where both are equal, each gets half.</summary>
    public static Operator Max { get; } = Extremum("Max", Math.Max, Make.Greater);

    /// <summary>Where both are equal, each gets half.</summary>
    public static Operator Min { get; } = Extremum("Min", Math.Min, Make.Less);

    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;
    private static readonly double Sqrt2Over2 = Math.Sqrt(0.5);
    private static readonly double InverseSqrt2Pi = 1 / Math.Sqrt(2 * Math.PI);

    private static Operator Extremum(string name, Func<double, double, double> value, Func<Value, Value, Value> wins) => Binary(name, value,
        (g, _, x, y) =>
        {
            var half = Make.Where(Make.EqualTo(x, y), 0.5 * g, Make.Zero(g));
            return [Make.Where(wins(x, y), g, half), Make.Where(wins(y, x), g, half)];
        },
        name + "({0}, {1})", char.ToLowerInvariant(name[0]) + name.Substring(1) + "({0}, {1})", cheap: true);

    private static Value IsPositive(Value x) => Make.Greater(x, x.Builder.Number(0));

    private static Value Within(Value x, double bound) => Make.Less(Make.Abs(x), x.Builder.Number(bound));

    // log(1 + x), which netstandard lacks: what 1 + x loses of x is put back as a factor, since log(u)/(u − 1) is flat near u = 1
    // (Goldberg 1991, theorem 4).
    private static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    // exp(x) − 1 without cancellation near 0, where it is 2·exp(x/2)·sinh(x/2).
    private static double Expm1(double x) => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1;
}
