using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>Writes expressions of a type that are right by construction, keep their values small, and mostly stay away from kinks.</summary>
internal sealed partial class Expressions(Choices choices, Scope scope, bool hasKinks, IReadOnlyList<Helper> helpers)
{
    private const double Largest = 4;

    private static readonly (string Text, double Value, bool IsWhole)[] Numbers =
    [
        ("0.5", 0.5, false), ("2", 2, true), ("0.1", 0.1, false), ("1", 1, true), ("1e-1", 0.1, false), (".25", 0.25, false), ("-0.3", -0.3, false),
        ("1_0 / 8.0", 1.25, false), ("3", 3, true), ("1.5d", 1.5, false), ("0x2", 2, true),
    ];

    /// <summary>An expression of a type, of about <paramref name="budget"/> parts.</summary>
    public Node Of(CellType type, int budget)
    {
        if (budget > 1 && helpers.Count > 0 && choices.Chance(25) && Call(type, budget) is { } call)
            return call;
        if (budget > 2 && choices.Chance(2))
            return Function(Elementwise.Stop, Of(type, budget - 1));
        return OfSort(type, budget);
    }

    private Node OfSort(CellType type, int budget) => type.Sort switch
    {
        Sort.Scalar => Scalar(budget),
        Sort.Vector => Vector(type.Rows, budget),
        Sort.Matrix => Matrix(type.Rows, type.Columns, budget),
        _ => throw new InvalidOperationException($"Nothing computes a {type.Sort}."),
    };

    /// <summary>An expression whose elements stay below a bound.</summary>
    public Node Bounded(CellType type, int budget, double bound) => Tamed(Of(type, budget), bound);

    /// <summary>The expression, or one that keeps its values below a bound.</summary>
    public Node Tamed(Node value, double bound)
    {
        if (value.Bound <= bound)
            return value;
        if (bound >= 1 && choices.Chance(50))
            return Applied(Elementwise.Smooth[choices.Below(2)], value);
        foreach (var (text, factor) in new[] { ("0.5", 0.5), ("0.3", 0.3), ("0.1", 0.1) })
        {
            if (value.Bound * factor <= bound)
                return Multiply(Node.Number(text, factor), value);
        }

        var squashed = Applied(Elementwise.Smooth[0], value);
        return bound < 1 ? Multiply(Node.Number("0.1", 0.1), squashed) : squashed;
    }

    /// <summary>An expression that depends on an input or a state; null if there is nothing of that type that does.</summary>
    public Node? Varying(CellType type, int budget)
    {
        var value = Of(type, budget);
        if (!value.IsShared)
            return value;
        var varying = scope.Of(type, isShared: false);
        if (varying.Count == 0)
            return null;
        var variable = Node.Reference(choices.Of(varying));
        return choices.Chance(50) ? variable : Multiply(value, variable);
    }

    /// <summary>Positive, and not close to 0.</summary>
    public Node Positive(CellType type, int budget)
    {
        // A matrix and a number are not added.
        if (type.Sort == Sort.Matrix)
            return Function(Elementwise.Exponential, Of(type, budget - 1));
        if (choices.Chance(15))
            return Function(Elementwise.Smooth.Single(function => function.Form.Feature == "Sqrt"), Positive(type, budget - 1));
        if (budget > 4 && choices.Chance(20))
        {
            var plus = Plus with { IsPositive = true, PositiveArguments = [0, 1] };
            return Combine(plus, Positive(type, budget / 2), Positive(type, budget / 2), (a, b) => a + b);
        }

        var function = choices.Of(Elementwise.Positive);
        return Function(function, Bounded(type, budget - 1, function.Limit));
    }

    private Node Function(Elementwise function, Node argument) => Applied(function, Tamed(argument, function.Limit));

    private static Node Applied(Elementwise function, Node argument) => new(function.Form, argument.Type, [argument])
    {
        Bound = function.Bound(argument.Bound),
        IsShared = argument.IsShared,
        IsWhole = function.Form.KeepsWhole && argument.IsWhole,
    };

    /// <summary>A function of one argument that is wanted here.</summary>
    private Node Unary(CellType type, int budget)
    {
        var function = hasKinks && choices.Chance(40) ? choices.Of(Elementwise.Kinked) : choices.Of(Elementwise.Smooth);
        var argument = function.Form.PositiveArguments.Count > 0 ? Positive(type, budget - 1) : Bounded(type, budget - 1, function.Limit);
        return Function(function, argument);
    }

    /// <summary>An operator between two values of a type, or between one and a number.</summary>
    private Node Binary(CellType type, int budget)
    {
        var other = type.Sort != Sort.Scalar && choices.Chance(25) ? CellType.Scalar : type;
        var (left, right) = choices.Chance(50) ? (type, other) : (other, type);
        return choices.Below(hasKinks ? 11 : 7) switch
        {
            0 or 1 => Combine(Plus, Of(left, budget / 2), Of(right, budget / 2), (a, b) => a + b),
            2 => Combine(Minus, Of(left, budget / 2), Of(right, budget / 2), (a, b) => a + b),
            3 or 4 => Multiply(Of(left, budget / 2), Of(right, budget / 2)),
            5 => Combine(Quotient, Of(left, budget / 2), Positive(right, budget / 2), (a, _) => 3 * a),
            6 => Powered(type, Positive(left, budget / 2), Of(right, budget / 2)),
            7 => Combine(Larger, Of(left, budget / 2), Of(right, budget / 2), Math.Max),
            8 => Combine(Smaller, Of(left, budget / 2), Of(right, budget / 2), Math.Max),
            _ => Choice(type, budget),
        };
    }

    // An exponent is small for certain, not only as a rule.
    private Node Powered(CellType type, Node a, Node b)
    {
        var exponent = b.Arguments.Count > 0 || b.Bound > 1.5 ? Applied(Elementwise.Smooth[choices.Below(2)], b) : b;
        return Typed(Power, type, a, exponent, (x, y) => Math.Max(Math.Pow(x, y), Math.Pow(5, y)));
    }

    private Node Multiply(Node a, Node b) => Combine(Times, a, b, (x, y) => x * y);

    private Node Combine(Form form, Node a, Node b, Func<double, double, double> bound)
    {
        // The same of two numbers is worked out by C# as a whole number.
        var combined = new Node(form, a.Type.Sort == Sort.Scalar ? b.Type : a.Type, [a, b])
        {
            Bound = bound(a.Bound, b.Bound),
            IsShared = a.IsShared && b.IsShared,
            IsWhole = form.KeepsWhole && a.IsWhole && b.IsWhole,
        };
        return combined.Bound <= Largest || form.IsPositive ? combined : Tamed(combined, Largest);
    }

    private static readonly Form Plus = new("+", "{0:Sum} + {1:Product}", Binding.Sum) { KeepsWhole = true };
    private static readonly Form Minus = new("-", "{0:Sum} - {1:Product}", Binding.Sum) { KeepsWhole = true };
    private static readonly Form Times = new("*", "{0:Product} * {1:Unary}", Binding.Product) { KeepsWhole = true };
    private static readonly Form Quotient = new("/", "{0:Product} / {1:Unary}", Binding.Product) { PositiveArguments = [1] };
    private static readonly Form Power = new("Pow", "Pow({0}, {1})") { PositiveArguments = [0] };
    private static readonly Form Larger = new("Max", "Max({0}, {1})") { HasKink = true };
    private static readonly Form Smaller = new("Min", "Min({0}, {1})") { HasKink = true };
}
