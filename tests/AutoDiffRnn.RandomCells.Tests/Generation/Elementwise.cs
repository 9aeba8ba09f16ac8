using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>A function of each element: its form, how large an argument it takes, and how large its value is then.</summary>
internal sealed record Elementwise(Form Form, double Limit, Func<double, double> Bound)
{
    public static Elementwise Exponential { get; } = new(new Form("Exp", "Exp({0})") { IsPositive = true }, 1.2, Math.Exp);

    /// <summary>What nothing is differentiated through: differences of the plain method know nothing of it.</summary>
    public static Elementwise Stop { get; } = Function("StopGradient", 10, x => x);

    /// <summary>The functions of one argument.</summary>
    public static IReadOnlyList<Elementwise> Smooth { get; } =
    [
        Function("Tanh", 4, _ => 1),
        Function("Sigmoid", 4, _ => 1),
        Function("LogSigmoid", 3, x => x + 0.7),
        Function("Softplus", 3, x => x + 0.7),
        Function("Gelu", 3, x => x),
        Function("Silu", 3, x => x),
        Function("Sin", 4, _ => 1),
        Function("Cos", 4, _ => 1),
        Exponential,
        Function("Square", 2, x => x * x),
        new(new Form("Pow", "Pow({0}, 3)"), 1.5, x => x * x * x),
        new(new Form("unary minus", "-{0:Primary}", Binding.Unary) { KeepsWhole = true }, 4, x => x),
        new(new Form("Elu", "Elu({0})"), 3, x => x),
        new(new Form("Sqrt", "Sqrt({0})") { IsPositive = true, PositiveArguments = [0] }, 4, Math.Sqrt),
        new(new Form("Log", "Log({0})") { PositiveArguments = [0] }, 4, x => 1.6 + Math.Log(x)),
        new(new Form("Reciprocal", "Reciprocal({0})") { IsPositive = true, PositiveArguments = [0] }, 4, _ => 3),
    ];

    /// <summary>The functions of one argument that have kinks or jumps.</summary>
    public static IReadOnlyList<Elementwise> Kinked { get; } =
    [
        Kink("Relu", "Relu({0})", x => x),
        Kink("Abs", "Abs({0})", x => x),
        Kink("LeakyRelu", "LeakyRelu({0})", x => x),
        Kink("LeakyRelu", "LeakyRelu({0}, 0.2)", x => x),
        Kink("Elu", "Elu({0}, 0.7)", x => x),
        Kink("Selu", "Selu({0})", x => 1.8 * x),
        Kink("HardTanh", "HardTanh({0})", _ => 1),
        Kink("HardSigmoid", "HardSigmoid({0})", _ => 1),
        Kink("Sign", "Sign({0})", _ => 1),
        Kink("Clamp", "Clamp({0}, -0.6, 0.7)", _ => 1),
    ];

    /// <summary>What is positive whatever its argument is.</summary>
    public static IReadOnlyList<Elementwise> Positive { get; } =
    [
        Above("0.5 + Square({0})", 2, x => 0.5 + x * x),
        Above("Square({0}) + 1", 2, x => 1 + x * x),
        Above("0.2 + Sigmoid({0})", 4, _ => 1.2),
        Above("0.3 + Softplus({0})", 3, x => 1 + x),
        Above("1.5 - Tanh({0})", 4, _ => 2.5),
        Exponential,
    ];

    private static Elementwise Function(string name, double limit, Func<double, double> bound) => new(new Form(name, $"{name}({{0}})"), limit, bound);

    private static Elementwise Kink(string name, string text, Func<double, double> bound) => new(new Form(name, text) { HasKink = true }, 4, bound);

    private static Elementwise Above(string text, double limit, Func<double, double> bound)
        => new(new Form("positive", text, Binding.Sum) { IsPositive = true }, limit, bound);
}
