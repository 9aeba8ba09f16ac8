using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Members and elements of vectors and matrices.</content>
internal sealed partial class Lowering
{
    private Operand LowerProperty(IPropertyReferenceOperation property)
    {
        var owner = LanguageTypes.Of(property.Property.ContainingType);
        if (property.Instance is not { } instance || owner is LanguageType.Other or LanguageType.Error)
            return Report(Descriptors.OutsideValue, property.Syntax, UserText.Quote(property.Syntax));
        if (property.Property.IsIndexer && property.Arguments.Length == 1)
            return LowerElement(property, instance, property.Arguments[0].Value);
        return (property.Property.Name, Lower(instance)) switch
        {
            (_, var operand) when operand == Operand.Unknown => operand,
            ("Length" or "Columns", Computed { Shape: var shape }) => new Whole(shape.Width),
            ("Rows", Computed { Shape: var shape }) => new Whole(shape.Rows),
            ("Count", Several parts) => new Whole(Dim.Constant(parts.Items.Count)),
            ("T", Computed { Value: var matrix }) => new Computed(Make.Transpose(matrix)),
            _ => Refuse(property),
        };
    }

    private Operand LowerElement(IOperation at, IOperation instance, IOperation argument)
    {
        var whole = Lower(instance);
        if (Unconverted(argument) is IRangeOperation range)
            return whole is Computed { IsReal: true, Shape.IsVector: true } vector ? Slice(at, vector, instance, range) : RefuseKnown(at, whole);
        return whole switch
        {
            Several parts => Part(parts, argument),
            Computed { IsReal: true, Shape.IsMatrix: true } matrix => Row(at, matrix, instance, argument),
            Computed { IsReal: true, Shape.IsVector: true } vector => Element(at, vector, instance, argument),
            _ => RefuseKnown(at, whole),
        };
    }

    private Operand RefuseKnown(IOperation at, Operand operand) => operand == Operand.Unknown ? operand : Refuse(at);

    private Operand Part(Several parts, IOperation argument)
    {
        if (Bound(argument, Dim.Constant(parts.Items.Count)) is not { } place)
            return Operand.Unknown;
        return place.Value is { } i && i >= 0 && i < parts.Items.Count
            ? parts.Items[(int)i]
            : Report(Descriptors.NotASize, argument.Syntax, UserText.Quote(argument.Syntax), "the number of a part",
                $"write a number from 0 to {parts.Items.Count - 1}");
    }

    private Operand Row(IOperation at, Computed matrix, IOperation instance, IOperation argument)
    {
        var count = matrix.Shape.Rows;
        var read = LanguageTypes.Of(argument.Type) == LanguageType.Int ? Lower(argument) : null;
        if (TokenOf(read) is { } token)
            return new Computed(Make.Gather(matrix.Value, Index(token, count)));
        if ((read is null ? Bound(argument, count) : SizeOf(argument, read)) is not { } place)
            return Operand.Unknown;
        if ((count - place).Value < 1 || place.Value < 0)
            return ShapesDiffer(at, $"row {place} is outside of it", (instance.Syntax, matrix.Shape));
        _builder.Require(SizeRule.LiesWithin(UserText.Quote(at.Syntax), place, place + Dim.One, count));
        return new Computed(Make.Row(matrix.Value, place));
    }

    private Operand Element(IOperation at, Computed vector, IOperation instance, IOperation argument)
    {
        var length = vector.Shape.Width;
        var read = LanguageTypes.Of(argument.Type) == LanguageType.Int ? Lower(argument) : null;
        if (TokenOf(read) is { } token)
            return new Computed(_builder.Apply(Operators.Pick, vector.Value, Index(token, length)));
        return (read is null ? Bound(argument, length) : SizeOf(argument, read)) is { } place
            ? ElementAt(at, vector, instance, place)
            : Operand.Unknown;
    }

    private Operand ElementAt(IOperation at, Computed vector, IOperation instance, Dim place)
    {
        var length = vector.Shape.Width;
        if ((length - place).Value < 1 || place.Value < 0)
            return ShapesDiffer(at, $"element {place} is outside of it", (instance.Syntax, vector.Shape));
        _builder.Require(SizeRule.LiesWithin(UserText.Quote(at.Syntax), place, place + Dim.One, length));
        return new Computed(Composites.Element(vector.Value, place));
    }

    private Operand Slice(IOperation at, Computed vector, IOperation instance, IRangeOperation range)
    {
        var length = vector.Shape.Width;
        var start = range.LeftOperand is { } left ? Bound(left, length) : Dim.Zero;
        var end = range.RightOperand is { } right ? Bound(right, length) : length;
        if (start is null || end is null)
            return Operand.Unknown;
        if ((end - start).Value < 1)
            return ShapesDiffer(at, $"the part from {start} to {end} has no elements", (instance.Syntax, vector.Shape));
        if ((length - end).Value < 0 || start.Value < 0)
            return ShapesDiffer(at, $"the part from {start} to {end} reaches outside of it", (instance.Syntax, vector.Shape));
        _builder.Require(SizeRule.LiesWithin(UserText.Quote(at.Syntax), start, end, length));
        return new Computed(Make.Slice(vector.Value, start, end));
    }

    /// <summary>
    /// A place in something of that length: a whole number, or <c>^n</c> from its end; null, with the reason reported, if it is neither.
    /// </summary>
    private Dim? Bound(IOperation operation, Dim length)
    {
        switch (operation)
        {
            case IConversionOperation { Conversion.IsUserDefined: true, Operand: var number } when LanguageTypes.Of(number.Type) == LanguageType.Int:
                return Bound(number, length);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var number }:
                return Bound(number, length) is { } back ? length - back : null;
        }

        return SizeOf(operation, LanguageTypes.Of(operation.Type) == LanguageType.Int ? Lower(operation) : RefuseBound(operation));
    }

    private Dim? SizeOf(IOperation operation, Operand bound)
    {
        if (bound is Whole { Size: var size })
            return size;
        if (bound != Operand.Unknown)
            RefuseBound(operation);
        return null;
    }

    private Operand RefuseBound(IOperation operation) => Report(Descriptors.NotASize, operation.Syntax, UserText.Quote(operation.Syntax),
        "a bound or a length", "write one with whole numbers, [Constant] int parameters, and .Length, .Rows or .Columns");
}
