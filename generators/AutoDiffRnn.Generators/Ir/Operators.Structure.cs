using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Parts of values, values made of parts, and rows by number.</summary>
internal static partial class Operators
{
    /// <summary>Elements from … to of a vector: sizes are the start and the end.</summary>
    public static Operator Slice { get; } = Part("Slice", rows: true, vector: true);

    /// <summary>Rows from … to of a matrix.</summary>
    public static Operator SliceRows { get; } = Part("SliceRows", rows: true, vector: false);

    /// <summary>Columns from … to of a matrix.</summary>
    public static Operator SliceColumns { get; } = Part("SliceColumns", rows: false, vector: false);

    /// <summary>A vector of zeros that holds the operand from a place on: sizes are the start and the whole length.</summary>
    public static Operator Place { get; } = Placement("Place", rows: true, vector: true);

    public static Operator PlaceRows { get; } = Placement("PlaceRows", rows: true, vector: false);

    public static Operator PlaceColumns { get; } = Placement("PlaceColumns", rows: false, vector: false);

    /// <summary>Vectors one after another.</summary>
    public static Operator Concat { get; } = new()
    {
        Name = "Concat",
        Kind = OperatorKind.Move,
        Arity = -1,
        ResultShape = (operands, _) => operands.Count == 0 || operands.Any(operand => !operand.IsVector || operand.Element != Element.Real)
            ? ShapeResult.Wrong("Concat joins vectors")
            : Shape.Vector(operands.Aggregate(Dim.Zero, (sum, operand) => sum + operand.Width)),
        Adjoint = at =>
        {
            var adjoints = new List<Value?>();
            var start = Dim.Zero;
            foreach (var argument in at.Arguments)
            {
                adjoints.Add(Make.Slice(at.Adjoint, start, start + argument.Shape.Width));
                start += argument.Shape.Width;
            }

            return adjoints;
        },
        Evaluate = at => Tensor.Vector(Enumerable.Range(0, at.Count).SelectMany(i => at[i].Data)),
        Formula = "[{*}]",
    };

    /// <summary>A matrix as the vector of its elements, one row after another.</summary>
    public static Operator AsVector { get; } = new()
    {
        Name = "AsVector",
        Kind = OperatorKind.View,
        Arity = 1,
        ResultShape = (operands, _) => operands[0].IsMatrix
            ? Shape.Vector(operands[0].Length)
            : ShapeResult.Wrong($"a {operands[0]} is not a matrix"),
        Adjoint = at => [at.Adjoint.Builder.Apply(AsMatrix!, [at.Adjoint], [.. at.Arguments[0].Shape.Sizes])],
        Evaluate = at => new Tensor(at.ResultSizes, at[0].Data),
        Formula = "{0}",
    };

    /// <summary>A vector as a matrix, whose rows lie in it one after another: sizes are its rows and columns.</summary>
    public static Operator AsMatrix { get; } = new()
    {
        Name = "AsMatrix",
        Kind = OperatorKind.View,
        Arity = 1,
        ResultShape = (operands, sizes) => operands[0].IsVector && operands[0].Width.Equals(sizes[0] * sizes[1])
            ? Shape.Matrix(sizes[0], sizes[1])
            : ShapeResult.Wrong($"a {operands[0]} is not a vector of {sizes[0]} times {sizes[1]} elements"),
        Adjoint = at => [at.Adjoint.Builder.Apply(AsVector, at.Adjoint)],
        Evaluate = at => new Tensor(at.ResultSizes, at[0].Data),
        Formula = "{0}",
    };

    /// <summary>The elements of a view one after another, in a place of their own: what is transposed, or a part of columns.</summary>
    public static Operator Dense { get; } = new()
    {
        Name = "Dense",
        Kind = OperatorKind.Move,
        Arity = 1,
        ResultShape = (operands, _) => operands[0],
        Adjoint = at => [at.Adjoint],
        Evaluate = at => at[0],
        Formula = "{0}",
    };

    /// <summary>The identity matrix; the size is the number of its rows.</summary>
    public static Operator Identity { get; } = new()
    {
        Name = "Identity",
        Kind = OperatorKind.Move,
        Arity = 0,
        ResultShape = (_, sizes) => Shape.Matrix(sizes[0], sizes[0]),
        Evaluate = at =>
        {
            var result = new Tensor(at.ResultSizes);
            for (var row = 0; row < result.Rows; row++)
                result[row, row] = 1;
            return result;
        },
        Formula = "I",
    };

    /// <summary>A row of a matrix by its number: of a weight, an embedding.</summary>
    public static Operator Gather { get; } = new()
    {
        Name = "Gather",
        Kind = OperatorKind.Move,
        Arity = 2,
        ResultShape = (operands, _) => operands[0].IsMatrix && operands[1].Element == Element.Index
            ? Shape.Vector(operands[0].Width)
            : ShapeResult.Wrong($"a {operands[0]} has no row of number {operands[1]}"),
        Adjoint = at => [Make.Scatter(at.Adjoint, at.Arguments[1], at.Arguments[0].Shape.Rows), null],
        Evaluate = at =>
        {
            var row = IndexWithin(at[1], at[0].Rows);
            return Tensor.Vector(Enumerable.Range(0, at[0].Columns).Select(column => at[0][row, column]));
        },
        Formula = "{0}[{1}]",
    };

    /// <summary>A matrix of zeros with the operand in one row; the size is the number of rows.</summary>
    public static Operator Scatter { get; } = new()
    {
        Name = "Scatter",
        Kind = OperatorKind.Move,
        Arity = 2,
        ResultShape = (operands, sizes) => Shape.Matrix(sizes[0], operands[0].Width),
        Adjoint = at => [Make.Gather(at.Adjoint, at.Arguments[1]), null],
        Evaluate = at =>
        {
            var result = new Tensor(at.ResultSizes);
            var row = IndexWithin(at[1], result.Rows);
            for (var column = 0; column < result.Columns; column++)
                result[row, column] = at[0].Data[column];
            return result;
        },
        Formula = "{0} into row {1}",
    };

    /// <summary>An element of a vector by its number.</summary>
    public static Operator Pick { get; } = new()
    {
        Name = "Pick",
        Kind = OperatorKind.RowFunction,
        Arity = 2,
        ResultShape = (operands, _) => operands[0] is { Element: Element.Real, IsVector: true } && operands[1].Element == Element.Index
            ? Shape.Scalar
            : ShapeResult.Wrong($"a {operands[0]} has no element of number {operands[1]}"),
        Adjoint = at => [at.Adjoint * Make.OneHot(at.Arguments[1], at.Arguments[0].Shape.Width), null],
        Evaluate = at => Tensor.Scalar(at[0].Data[IndexWithin(at[1], at[0].Columns)]),
        Formula = "{0}[{1}]",
    };

    /// <summary>A vector that is 1 at one place and 0 elsewhere.</summary>
    public static Operator OneHot { get; } = new()
    {
        Name = "OneHot",
        Kind = OperatorKind.Elementwise,
        Arity = 1,
        ResultShape = (_, sizes) => Shape.Vector(sizes[0]),
        Adjoint = _ => [null],
        Evaluate = at =>
        {
            var result = new Tensor(at.ResultSizes);
            result.Data[IndexWithin(at[0], result.Columns)] = 1;
            return result;
        },
        Code = "OneHot(j, {0})",
        Formula = "e({0})",
        IsCheap = true,
    };

    /// <summary>A token that is computed, once it is known to be at least 0 and less than the size; else it throws.</summary>
    public static Operator TokenWithin { get; } = new()
    {
        Name = "TokenWithin",
        Kind = OperatorKind.Elementwise,
        Arity = 1,
        ResultShape = (operands, _) => operands[0].Element == Element.Index ? Shape.Index : ShapeResult.Wrong($"a {operands[0]} is not an int"),
        Evaluate = at => Tensor.Scalar(IndexWithin(at[0], at.Sizes[0])),
        Formula = "{0}",
        IsCheap = true,
    };

    private static Operator Part(string name, bool rows, bool vector) => new()
    {
        Name = name,
        Kind = OperatorKind.View,
        Arity = 1,
        ResultShape = (operands, sizes) => operands[0] switch
        {
            { IsVector: true, Element: Element.Real } when vector => Shape.Vector(sizes[1] - sizes[0]),
            { IsMatrix: true } matrix when !vector => rows
                ? Shape.Matrix(sizes[1] - sizes[0], matrix.Width)
                : Shape.Matrix(matrix.Rows, sizes[1] - sizes[0]),
            var other => ShapeResult.Wrong($"a {other} has no slices"),
        },
        Adjoint = at =>
        {
            var whole = at.Arguments[0].Shape;
            var place = vector ? Place : rows ? PlaceRows : PlaceColumns;
            return [at.Adjoint.Builder.Apply(place, [at.Adjoint], [at.Instruction.Sizes[0], rows ? whole.Sizes[0] : whole.Width])];
        },
        Evaluate = at => Move(at[0], new Tensor(at.ResultSizes), at.Sizes[0], rows, takesPart: true),
        Formula = vector || rows ? "{0}[{$0}..{$1}]" : "{0}[·, {$0}..{$1}]",
    };

    private static Operator Placement(string name, bool rows, bool vector) => new()
    {
        Name = name,
        Kind = OperatorKind.Move,
        Arity = 1,
        ResultShape = (operands, sizes) => vector ? Shape.Vector(sizes[1])
            : rows ? Shape.Matrix(sizes[1], operands[0].Width) : Shape.Matrix(operands[0].Rows, sizes[1]),
        Adjoint = at =>
        {
            var part = at.Arguments[0].Shape;
            var start = at.Instruction.Sizes[0];
            var slice = vector ? Slice : rows ? SliceRows : SliceColumns;
            return [at.Adjoint.Builder.Apply(slice, [at.Adjoint], [start, start + (rows ? part.Sizes[0] : part.Width)])];
        },
        Evaluate = at => Move(at[0], new Tensor(at.ResultSizes), at.Sizes[0], rows, takesPart: false),
        Formula = "{0} at {$0}",
    };

    private static int IndexWithin(Tensor value, int count) => value.Number >= 0 && value.Number < count
        ? (int)value.Number
        : throw new ArgumentOutOfRangeException($"The index {value.Number} is not one of 0 to {count - 1}.", (Exception?)null);

    // Copies a part out of a whole, or a part into a whole of zeros.
    private static Tensor Move(Tensor from, Tensor to, int start, bool rows, bool takesPart)
    {
        var part = takesPart ? to : from;
        var whole = takesPart ? from : to;
        var (length, end) = rows ? (whole.Rows, start + part.Rows) : (whole.Columns, start + part.Columns);
        if (start < 0 || end > length)
            throw new ArgumentException($"The part from {start} to {end} is not within 0 to {length}.");
        var width = part.Sizes.Length == 1 ? 1 : part.Columns;
        var wholeWidth = whole.Sizes.Length == 1 ? 1 : whole.Columns;
        for (var row = 0; row < part.Rows; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var inPart = row * width + column;
                var inWhole = (row + (rows ? start : 0)) * wholeWidth + column + (rows ? 0 : start);
                to.Data[takesPart ? inPart : inWhole] = from.Data[takesPart ? inWhole : inPart];
            }
        }

        return to;
    }
}
