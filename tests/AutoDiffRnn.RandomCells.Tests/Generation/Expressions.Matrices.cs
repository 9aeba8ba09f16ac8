using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <content>Matrices: of weights alone, and of each example.</content>
internal sealed partial class Expressions
{
    public Node Matrix(Dim rows, Dim columns, int budget)
    {
        var type = CellType.Matrix(rows, columns);
        if (budget <= 1)
            return MatrixLeaf(rows, columns);
        return choices.Below(10) switch
        {
            0 => MatrixLeaf(rows, columns),
            1 or 2 => Unary(type, budget),
            3 or 4 => MatrixSum(type, budget),
            5 => Outer(rows, columns, budget),
            6 => ProductOfMatrices(rows, columns, budget),
            7 => Transposed(Matrix(columns, rows, budget - 1)),
            8 => Combine(Hadamard, Matrix(rows, columns, budget / 2), Matrix(rows, columns, budget / 2), (a, b) => a * b),
            _ => Multiply(Scalar(budget / 2), Matrix(rows, columns, budget / 2)),
        };
    }

    private Node MatrixLeaf(Dim rows, Dim columns)
    {
        var variables = scope.Of(CellType.Matrix(rows, columns));
        if (variables.Count > 0 && choices.Chance(60))
            return Node.Reference(choices.Of(variables));
        if (rows.Equals(columns) && choices.Chance(15))
            return new Node(new Form("Identity", "Identity({#0})"), CellType.Matrix(rows, rows), []) { Sizes = [rows], IsShared = true };
        if (scope.Of(CellType.Matrix(columns, rows)) is { Count: > 0 } turned && choices.Chance(40))
            return Transposed(Node.Reference(choices.Of(turned)));
        if (scope.Weight(CellType.Matrix(rows, columns)) is { } weight)
            return Node.Reference(weight);
        return new Node(OuterProduct, CellType.Matrix(rows, columns), [VectorLeaf(rows), VectorLeaf(columns)]) { Bound = 1.5 };
    }

    private Node MatrixSum(CellType type, int budget)
    {
        var (a, b) = (Matrix(type.Rows, type.Columns, budget / 2), Matrix(type.Rows, type.Columns, budget / 2));
        if (hasKinks && choices.Chance(20))
        {
            var condition = Condition(3);
            return Node.Of(choices.Chance(50) ? Where : Conditional, type, Math.Max(a.Bound, b.Bound), condition, a, b);
        }

        return choices.Below(5) switch
        {
            0 or 1 => Combine(Plus, a, b, (x, y) => x + y),
            2 or 3 => Combine(Minus, a, b, (x, y) => x + y),
            _ => Combine(Quotient, a, Positive(CellType.Scalar, budget / 2), (x, _) => 3 * x),
        };
    }

    private Node Outer(Dim rows, Dim columns, int budget)
        => Typed(OuterProduct, CellType.Matrix(rows, columns), Vector(rows, budget / 2), Vector(columns, budget / 2), (a, b) => a * b);

    private Node ProductOfMatrices(Dim rows, Dim columns, int budget)
    {
        var inner = scope.Dimension();
        var (left, right) = (Matrix(rows, inner, budget / 2), Matrix(inner, columns, budget / 2));
        return Typed(MatrixByMatrix, CellType.Matrix(rows, columns), left, right, (a, b) => 2 * a * b);
    }

    private Node Typed(Form form, CellType type, Node a, Node b, Func<double, double, double> bound)
    {
        var node = new Node(form, type, [a, b]) { Bound = bound(a.Bound, b.Bound), IsShared = a.IsShared && b.IsShared };
        return node.Bound <= Largest ? node : Tamed(node, Largest);
    }

    private static Node Transposed(Node matrix) => new(Transpose, CellType.Matrix(matrix.Type.Columns, matrix.Type.Rows), [matrix])
    {
        Bound = matrix.Bound,
        IsShared = matrix.IsShared,
    };

    private static readonly Form Transpose = new(".T", "{0:Primary}.T");
    private static readonly Form Hadamard = new("Hadamard", "Hadamard({0}, {1})");
    private static readonly Form OuterProduct = new("Outer", "Outer({0}, {1})");
    private static readonly Form MatrixByMatrix = new("matrix * matrix", "{0:Product} * {1:Unary}", Binding.Product);
}
