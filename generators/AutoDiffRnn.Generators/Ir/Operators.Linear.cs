using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Products with matrices, and the sums over a vector.</summary>
internal static partial class Operators
{
    /// <summary>A matrix times a vector: W·x.</summary>
    public static Operator Product { get; } = new()
    {
        Name = "Product",
        Kind = OperatorKind.RowProduct,
        Arity = 2,
        ResultShape = (operands, _) => !operands[0].IsMatrix || !operands[1].IsVector
            ? ShapeResult.Wrong($"a {operands[0]} times a {operands[1]} is not a product of a matrix and a vector")
            : !operands[0].Width.Equals(operands[1].Width)
                ? ShapeResult.Wrong(
                    $"the {operands[0]} has {operands[0].Width} columns, but the {operands[1]} has {operands[1].Width} elements",
                    (operands[0].Width, operands[1].Width))
                : Shape.Vector(operands[0].Rows),
        Adjoint = at =>
        [
            Make.Outer(at.Adjoint, at.Arguments[1]),
            Make.Product(Make.Transpose(at.Arguments[0]), at.Adjoint),
        ],
        Evaluate = at => Tensor.Vector(Enumerable.Range(0, at[0].Rows).Select(row =>
            Enumerable.Range(0, at[0].Columns).Sum(column => at[0][row, column] * at[1].Data[column]))),
        Formula = "{0}·{1}",
        Precedence = 2.5,
    };

    /// <summary>A matrix times a matrix: A·B.</summary>
    public static Operator MatrixProduct { get; } = new()
    {
        Name = "MatrixProduct",
        Kind = OperatorKind.RowProduct,
        Arity = 2,
        ResultShape = (operands, _) => !operands[0].IsMatrix || !operands[1].IsMatrix
            ? ShapeResult.Wrong($"a {operands[0]} times a {operands[1]} is not a product of two matrices")
            : !operands[0].Width.Equals(operands[1].Rows)
                ? ShapeResult.Wrong(
                    $"the {operands[0]} has {operands[0].Width} columns, but the {operands[1]} has {operands[1].Rows} rows",
                    (operands[0].Width, operands[1].Rows))
                : Shape.Matrix(operands[0].Rows, operands[1].Width),
        Adjoint = at =>
        [
            Make.MatrixProduct(at.Adjoint, Make.Transpose(at.Arguments[1])),
            Make.MatrixProduct(Make.Transpose(at.Arguments[0]), at.Adjoint),
        ],
        Evaluate = at =>
        {
            var result = new Tensor(at.ResultSizes);
            for (var row = 0; row < result.Rows; row++)
            {
                for (var column = 0; column < result.Columns; column++)
                    result[row, column] = Enumerable.Range(0, at[0].Columns).Sum(k => at[0][row, k] * at[1][k, column]);
            }

            return result;
        },
        Formula = "{0}·{1}",
        Precedence = 2.5,
    };

    /// <summary>
    /// Several products and shared vectors added up, W·x + U·h + b: the products accumulate in one place. The size is the number
    /// of products; the operands are a matrix and a vector for each, then the shared vectors, and at most one
    /// vector of the rows' own that the sum starts from.
    /// </summary>
    public static Operator Affine { get; } = new()
    {
        Name = "Affine",
        Kind = OperatorKind.Product,
        Arity = -1,
        ResultShape = AffineShape,
        Adjoint = at =>
        {
            var adjoints = new List<Value?>();
            // Not from the result's sizes: the result may be a saved value, which has none.
            var products = at.Arguments.Count(argument => argument.Shape.IsMatrix);
            for (var i = 0; i < products; i++)
            {
                adjoints.Add(Make.Outer(at.Adjoint, at.Arguments[2 * i + 1]));
                adjoints.Add(Make.Product(Make.Transpose(at.Arguments[2 * i]), at.Adjoint));
            }

            adjoints.AddRange(at.Arguments.Skip(2 * products).Select(_ => (Value?)at.Adjoint));
            return adjoints;
        },
        Evaluate = at =>
        {
            var products = at.Sizes[0];
            var result = new Tensor(at.ResultSizes);
            for (var i = 0; i < at.Count; i += i < 2 * products ? 2 : 1)
            {
                for (var row = 0; row < result.Rows; row++)
                {
                    result.Data[row] += i < 2 * products
                        ? Enumerable.Range(0, at[i].Columns).Sum(k => at[i][row, k] * at[i + 1].Data[k])
                        : at[i].Data[row];
                }
            }

            return result;
        },
        Formula = "{+}",
        Precedence = 1,
    };

    public static Operator Transpose { get; } = new()
    {
        Name = "Transpose",
        Kind = OperatorKind.View,
        Arity = 1,
        ResultShape = (operands, _) => operands[0].IsMatrix
            ? Shape.Matrix(operands[0].Width, operands[0].Rows)
            : ShapeResult.Wrong($"a {operands[0]} has no transpose"),
        Adjoint = at => [Make.Transpose(at.Adjoint)],
        Evaluate = at =>
        {
            var result = new Tensor(at.ResultSizes);
            for (var row = 0; row < result.Rows; row++)
            {
                for (var column = 0; column < result.Columns; column++)
                    result[row, column] = at[0][column, row];
            }

            return result;
        },
        Formula = "{0}ᵀ",
    };

    /// <summary>The matrix a·bᵀ of two vectors.</summary>
    public static Operator Outer { get; } = new()
    {
        Name = "Outer",
        Kind = OperatorKind.RowProduct,
        Arity = 2,
        ResultShape = (operands, _) => operands.All(operand => operand.IsVector)
            ? Shape.Matrix(operands[0].Width, operands[1].Width)
            : ShapeResult.Wrong("an outer product is of two vectors"),
        Adjoint = at =>
        [
            Make.Product(at.Adjoint, at.Arguments[1]),
            Make.Product(Make.Transpose(at.Adjoint), at.Arguments[0]),
        ],
        Evaluate = at =>
        {
            var result = new Tensor(at.ResultSizes);
            for (var row = 0; row < result.Rows; row++)
            {
                for (var column = 0; column < result.Columns; column++)
                    result[row, column] = at[0].Data[row] * at[1].Data[column];
            }

            return result;
        },
        Formula = "{0}·{1}ᵀ",
        Precedence = 2.5,
    };

    /// <summary>The sum over the elements of one step and example.</summary>
    public static Operator Sum { get; } = new()
    {
        Name = "Sum",
        Kind = OperatorKind.Sum,
        Arity = 1,
        ResultShape = (operands, _) => operands[0] is { Element: Element.Real, Rank: > 0 }
            ? Shape.Scalar
            : ShapeResult.Wrong($"a {operands[0]} has no elements to add up"),
        Adjoint = at => [at.Adjoint.Builder.Broadcast(at.Adjoint, at.Arguments[0].Shape)],
        Evaluate = at => Tensor.Scalar(at[0].Data.Sum()),
        Formula = "Σ({0})",
    };

    /// <summary>The squared norm of an adjoint, summed in double precision: for the measurement, so nothing is differentiated through it.</summary>
    public static Operator SquaredNorm { get; } = new()
    {
        Name = "SquaredNorm",
        Kind = OperatorKind.Sum,
        Arity = 1,
        ResultShape = (_, _) => Shape.Scalar,
        Evaluate = at => Tensor.Scalar(at[0].Data.Sum(x => x * x)),
        Formula = "‖{0}‖²",
    };

    /// <summary>log Σ eˣ, shifted by the largest element so that nothing overflows.</summary>
    public static Operator LogSumExp { get; } = new()
    {
        Name = "LogSumExp",
        Kind = OperatorKind.RowFunction,
        Arity = 1,
        ResultShape = (operands, _) => operands[0] is { Element: Element.Real, IsVector: true }
            ? Shape.Scalar
            : ShapeResult.Wrong($"a {operands[0]} is not a vector"),
        // The softmax is e^(x − y): no second pass for its sum.
        Adjoint = at => [at.Adjoint * Make.Exp(at.Arguments[0] - at.Result)],
        Evaluate = at =>
        {
            // Math.Max keeps a NaN; ∞ − ∞ would make one.
            var largest = at[0].Data.Aggregate(System.Math.Max);
            return Tensor.Scalar(double.IsInfinity(largest) ? largest : largest + System.Math.Log(at[0].Data.Sum(x => System.Math.Exp(x - largest))));
        },
        Code = "LogSumExp({0})",
        Formula = "log Σ exp({0})",
    };

    /// <summary>The largest element; elements that share the maximum share its derivative equally.</summary>
    public static Operator Maximum { get; } = new()
    {
        Name = "Maximum",
        Kind = OperatorKind.RowFunction,
        Arity = 1,
        ResultShape = LogSumExp.ResultShape,
        Adjoint = at =>
        {
            var v = at.Arguments[0];
            var isLargest = Make.EqualTo(v, at.Result);
            var count = Make.Sum(Make.Where(isLargest, Make.One(v), Make.Zero(v)));
            return [Make.Where(isLargest, at.Adjoint / count, Make.Zero(v))];
        },
        Evaluate = at => Tensor.Scalar(at[0].Data.Aggregate(System.Math.Max)),
        Code = "Maximum({0})",
        Formula = "max({0})",
    };

    /// <summary>A value that is the same for all steps and examples meets one of each: its adjoint is the sum over all of them.</summary>
    public static Operator SumRows { get; } = new()
    {
        Name = "SumRows",
        Kind = OperatorKind.Reduction,
        Arity = 1,
        ResultShape = (operands, _) => operands[0],
        Evaluate = at => at[0],
        Formula = "Σ {0}",
    };

    private static ShapeResult AffineShape(IReadOnlyList<Shape> operands, IReadOnlyList<Dim> sizes)
    {
        if (sizes[0].Value is not { } products || products < 1 || operands.Count < 2 * products)
            return ShapeResult.Wrong($"{operands.Count} operands are not {sizes[0]} products");
        var terms = Enumerable.Range(0, (int)products)
            .Select(i => Product.ResultShape([operands[2 * i], operands[2 * i + 1]], []))
            .Concat(operands.Skip(2 * (int)products).Select(bias => (ShapeResult)bias))
            .ToList();
        var wrong = terms.FirstOrDefault(term => term.Shape is null);
        return wrong.Problem is not null ? wrong : SameShape([.. terms.Select(term => term.Shape!)], []);
    }
}
