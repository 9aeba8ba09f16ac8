using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <content>Numbers.</content>
internal sealed partial class Expressions
{
    public Node Scalar(int budget)
    {
        if (budget <= 1)
            return ScalarLeaf();
        return choices.Below(12) switch
        {
            0 or 1 => ScalarLeaf(),
            2 or 3 => Unary(CellType.Scalar, budget),
            4 or 5 => Binary(CellType.Scalar, budget),
            6 => Element(budget),
            7 => Loss(budget),
            8 => Dot(budget),
            _ => Reduction(budget),
        };
    }

    private Node ScalarLeaf()
    {
        var variables = scope.Of(CellType.Scalar);
        if (variables.Count > 0 && choices.Chance(65))
            return Node.Reference(choices.Of(variables));
        switch (choices.Below(6))
        {
            case 0 when scope.Weight(CellType.Scalar) is { } weight:
                return Node.Reference(weight);
            case 1 when scope.Of(Sort.Vector) is { Count: > 0 } vectors:
                return Length(Node.Reference(choices.Of(vectors)));
            default:
                var (text, value, isWhole) = choices.Of(Numbers);
                return text.Contains('/')
                    ? Node.Of(new Form("number", text, Binding.Product) { IsPositive = true }, CellType.Scalar, value)
                    : Node.Number(text, value, isWhole);
        }
    }

    // As a number that is large, it is divided by or made small.
    private static Node Length(Node vector)
    {
        var length = new Node(new Form("length as a number", "{0:Primary}.Length") { IsPositive = true }, CellType.Scalar, [vector])
        {
            Bound = 20, IsShared = true, IsWhole = true,
        };
        return Node.Of(new Form("/", "{0:Product} / {1:Unary}", Binding.Product), CellType.Scalar, 1, Node.Number("1.0", 1), length);
    }

    private Node Reduction(int budget)
    {
        var vector = Vector(scope.Dimension(), budget - 1);
        var b = vector.Bound;
        var (name, bound) = choices.Of(new[]
        {
            ("Sum", 4 * b), ("Mean", b), ("Variance", b * b), ("LogSumExp", b + 2), ("Norm", 4 * b), ("Max(v)", b),
        });
        if (name == "Max(v)" && !hasKinks)
            (name, bound) = ("Sum", 4 * b);
        var function = name.Replace("(v)", "", StringComparison.Ordinal);
        var value = Node.Of(new Form(name, $"{function}({{0}})") { HasKink = name is "Max(v)" or "Norm" }, CellType.Scalar, bound, vector);
        return value.Bound <= Largest ? value : Tamed(value, Largest);
    }

    private Node Dot(int budget)
    {
        var length = scope.Dimension();
        var (a, b) = (Vector(length, budget / 2), Vector(length, budget / 2));
        var (name, bound) = choices.Chance(70) ? ("Dot", 4 * a.Bound * b.Bound) : ("SquaredError", 4 * (a.Bound + b.Bound) * (a.Bound + b.Bound));
        var value = new Node(new Form(name, $"{name}({{0}}, {{1}})"), CellType.Scalar, [a, b]) { Bound = bound, IsShared = a.IsShared && b.IsShared };
        return value.Bound <= Largest ? value : Tamed(value, Largest);
    }

    private Node Element(int budget)
    {
        var tokens = scope.Of(Sort.Token);
        if (tokens.Count > 0 && choices.Chance(60))
        {
            var token = choices.Of(tokens);
            var from = Vector(token.Type.Rows, budget - 1);
            return new Node(new Form("element by token", "{0:Primary}[{1}]"), CellType.Scalar, [from, Node.Reference(token)]) { Bound = from.Bound };
        }

        var vector = Vector(scope.Dimension(), budget - 1);
        var place = choices.Chance(50) ? "0" : "^1";
        return Node.Of(new Form("element", $"{{0:Primary}}[{place}]"), CellType.Scalar, vector.Bound, vector);
    }

    private Node Loss(int budget)
    {
        var tokens = scope.Of(Sort.Token);
        if (tokens.Count == 0)
            return Reduction(budget);
        var token = choices.Of(tokens);
        var logits = Vector(token.Type.Rows, budget - 1);
        var form = new Form("CrossEntropy", "CrossEntropy({0}, {1})");
        var loss = Node.Of(form, CellType.Scalar, 2 * logits.Bound + 2, logits, Node.Reference(token));
        return loss.Bound <= Largest ? loss : Tamed(loss, Largest);
    }
}
