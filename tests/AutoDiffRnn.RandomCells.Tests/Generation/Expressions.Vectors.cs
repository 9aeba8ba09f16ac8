using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <content>Vectors.</content>
internal sealed partial class Expressions
{
    public Node Vector(Dim length, int budget)
    {
        var type = CellType.Vector(length);
        if (budget <= 1)
            return VectorLeaf(length);
        return choices.Below(20) switch
        {
            0 or 1 => VectorLeaf(length),
            2 or 3 or 4 => Unary(type, budget),
            5 or 6 or 7 or 8 => Binary(type, budget),
            9 or 10 or 11 => Product(length, budget) ?? Unary(type, budget),
            12 or 13 => Affine(length, budget) ?? Binary(type, budget),
            14 => Slice(length, budget),
            15 => Concat(length, budget) ?? Binary(type, budget),
            16 => Normalisation(length, budget),
            17 => Row(length, budget) ?? Binary(type, budget),
            18 => Mixture(type, budget),
            _ => Attention(length, budget) ?? Unary(type, budget),
        };
    }

    private Node VectorLeaf(Dim length)
    {
        var variables = scope.Of(CellType.Vector(length));
        if (variables.Count > 0 && choices.Chance(85))
            return Node.Reference(choices.Of(variables));
        switch (choices.Below(10))
        {
            case 0 or 1 or 2 or 3 when scope.Weight(CellType.Vector(length)) is { } weight:
                return Node.Reference(weight);
            case 4 when Concat(length, 2) is { } joined:
                return joined;
            case 5 or 6 when Product(length, 1) is { } product:
                return product;
            case 7 when scope.HasRoomForInputs:
                return Node.Reference(scope[scope.Add(Role.Input, CellType.Vector(length)).Name]);
            default:
                var name = choices.Chance(75) ? "Ones" : "Zeros";
                return new Node(new Form(name, $"{name}({{#0}})"), CellType.Vector(length), []) { Sizes = [length], IsShared = true };
        }
    }

    /// <summary>A matrix times a vector: most often a weight, as it is or transposed, and what depends on an input or a state.</summary>
    private Node? Product(Dim length, int budget)
    {
        var inner = scope.Dimension();
        var vector = choices.Chance(90) ? Varying(CellType.Vector(inner), budget - 1) : Vector(inner, budget - 1);
        var matrix = budget > 3 && choices.Chance(20) ? Matrix(length, inner, budget / 2) : Weight(length, inner);
        return vector is null || matrix is null ? null : Product(matrix, vector);
    }

    private static Node Product(Node matrix, Node vector) => new(MatrixProduct, CellType.Vector(matrix.Type.Rows), [matrix, vector])
    {
        Bound = 1.25 * vector.Bound * (matrix.IsReference ? 1 : matrix.Bound),
        IsShared = matrix.IsShared && vector.IsShared,
    };

    private Node? Weight(Dim rows, Dim columns)
    {
        var isTransposed = choices.Chance(25);
        if (scope.Weight(isTransposed ? CellType.Matrix(columns, rows) : CellType.Matrix(rows, columns)) is not { } weight)
            return null;
        return isTransposed ? Transposed(Node.Reference(weight)) : Node.Reference(weight);
    }

    /// <summary>What gates are made of: W·x + U·h + b, all but the first left out now and then.</summary>
    private Node? Affine(Dim length, int budget)
    {
        if (Product(length, budget / 2) is not { } sum)
            return null;
        if (choices.Chance(75) && Product(length, budget / 2) is { } second)
            sum = Combine(Plus, sum, second, (a, b) => a + b);
        if (choices.Chance(50) && scope.Weight(CellType.Vector(length)) is { } bias)
            sum = Combine(choices.Chance(75) ? Plus : Minus, sum, Node.Reference(bias), (a, b) => a + b);
        return choices.Chance(70) ? Function(Elementwise.Smooth[choices.Below(2)], sum) : sum;
    }

    /// <summary>What gates do: g·a + (1 − g)·b.</summary>
    private Node Mixture(CellType type, int budget)
    {
        var gate = Function(Elementwise.Smooth[1], Of(type, budget / 3));
        var rest = Combine(Minus, Node.Number("1", 1, true), gate, (_, _) => 1);
        return Combine(Plus, Multiply(gate, Of(type, budget / 3)), Multiply(rest, Of(type, budget / 3)), (a, b) => Math.Max(a, b));
    }

    private Node Normalisation(Dim length, int budget)
    {
        var vector = Vector(length, budget - 1);
        switch (choices.Below(4))
        {
            case 0 or 1:
                return new Node(new Form("Softmax", "Softmax({0})"), vector.Type, [vector]) { IsShared = vector.IsShared };
            case 2:
                return Node.Of(new Form("LogSoftmax", "LogSoftmax({0})"), vector.Type, vector.Bound + 2, vector);
            default:
                var (gain, bias) = (Vector(length, 1), Vector(length, 1));
                return new Node(new Form("LayerNorm", "LayerNorm({0}, {1}, {2}, 0.1)"), vector.Type, [vector, gain, bias])
                {
                    Bound = 2 * gain.Bound + bias.Bound,
                    IsShared = vector.IsShared && gain.IsShared && bias.IsShared,
                };
        }
    }

    /// <summary>V · Softmax(A · v).</summary>
    private Node? Attention(Dim length, int budget)
    {
        if (Product(scope.Dimension(), budget - 2) is not { } scores || Weight(length, scores.Type.Rows) is not { } weight)
            return null;
        var softmax = new Node(new Form("Softmax", "Softmax({0})"), scores.Type, [scores]);
        return Product(weight, softmax);
    }

    /// <summary>A row of a matrix: the first, or one by a token.</summary>
    private Node? Row(Dim length, int budget)
    {
        var tokens = scope.Of(Sort.Token);
        if (tokens.Count == 0 || choices.Chance(25))
        {
            var whole = Matrix(scope.Dimension(), length, budget - 1);
            return new Node(new Form("row", "{0:Primary}[0]"), CellType.Vector(length), [whole]) { Bound = whole.Bound, IsShared = whole.IsShared };
        }

        var token = choices.Of(tokens);
        var table = choices.Chance(75) && scope.Weight(CellType.Matrix(token.Type.Rows, length)) is { } weight
            ? Node.Reference(weight)
            : Matrix(token.Type.Rows, length, budget - 1);
        return Node.Of(new Form("row by token", "{0:Primary}[{1}]"), CellType.Vector(length), table.Bound, table, Node.Reference(token));
    }

    private static readonly Form MatrixProduct = new("matrix * vector", "{0:Product} * {1:Unary}", Binding.Product);
}
