using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Expressions.</content>
internal sealed partial class Lowering
{
    private Operand Lower(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_isExhausted)
            return Operand.Unknown;
        if (_depth >= MaxDepth || !HasStack())
            return Report(Descriptors.TooDeep, operation.Syntax, MaxDepth);
        _depth++;
        var operand = LowerCore(operation);
        _depth--;
        _hasUnknown |= operand == Operand.Unknown;
        return operand;
    }

    private Operand LowerCore(IOperation operation) => operation switch
    {
        IInvalidOperation => Operand.Unknown,
        ILiteralOperation literal => LowerLiteral(literal),
        ILocalReferenceOperation local => LowerVariable(local.Local, local.Syntax),
        IParameterReferenceOperation parameter => LowerVariable(parameter.Parameter, parameter.Syntax),
        IFieldReferenceOperation field => LowerField(field),
        IPropertyReferenceOperation property => LowerProperty(property),
        IImplicitIndexerReferenceOperation indexer => LowerElement(indexer, indexer.Instance, indexer.Argument),
        IConversionOperation conversion => LowerConversion(conversion),
        IUnaryOperation unary => LowerUnary(unary),
        IBinaryOperation binary => LowerBinary(binary),
        IInvocationOperation invocation => LowerCall(invocation),
        ISimpleAssignmentOperation assignment => LowerAssignment(assignment),
        ICompoundAssignmentOperation assignment => LowerCompound(assignment),
        IDeconstructionAssignmentOperation assignment => LowerDeconstruction(assignment),
        ITupleOperation tuple => new Several([.. tuple.Elements.Select(Lower)]),
        IConditionalOperation conditional => LowerChoice(conditional),
        IIncrementOrDecrementOperation increment => LowerIncrement(increment),
        IParenthesizedOperation parenthesized => Lower(parenthesized.Operand),
        _ => Refuse(operation),
    };

    private Operand LowerLiteral(ILiteralOperation literal) => (literal.ConstantValue.Value, literal.Syntax) switch
    {
        (bool value, _) => new Known(value),
        (int value, var syntax) => new Whole(Dim.Constant(value), NumberText.Of(syntax, value)),
        (double value, var syntax) => new Computed(_builder.Literal(NumberText.Of(syntax, value))),
        _ => Refuse(literal),
    };

    // A variable that is not known has no value yet, and the compiler says so, or is a loop's, and that is refused.
    private Operand LowerVariable(ISymbol variable, SyntaxNode at)
        => _variables[variable] is { } operand ? Inside(Decided(operand, at))
            : variable is ILocalSymbol { HasConstantValue: true } constant ? LowerConstant(constant.ConstantValue, at) : Operand.Unknown;

    private Operand LowerConstant(object? value, SyntaxNode at) => value switch
    {
        int number => new Whole(Dim.Constant(number)),
        bool holds => new Known(holds),
        double number when !double.IsNaN(number) && !double.IsInfinity(number) => new Computed(Number(number)),
        _ => Operand.Unknown,
    };

    // An element of a tuple: r.h, r.Item1.
    private Operand LowerTupleElement(IFieldReferenceOperation field)
    {
        var elements = field.Field.ContainingType.TupleElements;
        var place = elements.ToList().FindIndex(element => element.Name == field.Field.Name
            || SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, field.Field.CorrespondingTupleField));
        return Lower(field.Instance!) is Several { Items: var items } && place >= 0 && place < items.Count ? items[place] : Operand.Unknown;
    }

    private Operand LowerField(IFieldReferenceOperation field) => field.ConstantValue switch
    {
        _ when field.Field.ContainingType?.IsTupleType == true && field.Instance is not null => LowerTupleElement(field),
        { HasValue: true, Value: bool holds } => new Known(holds),
        { HasValue: true, Value: int value } => new Whole(Dim.Constant(value)),
        { HasValue: true, Value: double value } => LowerNumber(value, field),
        _ when field.Field.Type is IErrorTypeSymbol => Operand.Unknown,
        _ => Report(Descriptors.OutsideValue, field.Syntax, UserText.Quote(field.Syntax)),
    };

    private Operand LowerNumber(double value, IOperation operation) => double.IsNaN(value) || double.IsInfinity(value)
        ? Report(Descriptors.NotInLanguage, operation.Syntax, UserText.Quote(operation.Syntax), "write a finite number")
        : new Computed(Number(value));

    private Operand LowerConversion(IConversionOperation conversion)
    {
        // A literal of another type of number, 0.5f: what the plain C# computes with is its value in double precision.
        var from = conversion.Operand;
        if (from.Type?.SpecialType == SpecialType.System_Char)
            return Refuse(conversion);
        if (conversion.Type?.SpecialType == SpecialType.System_Double && LanguageTypes.Of(from.Type) == LanguageType.Other
            && conversion.ConstantValue is { HasValue: true, Value: double value })
            return LowerNumber(value, conversion);
        return Convert(conversion.Conversion, conversion, Lower(from));
    }

    private Operand Convert(CommonConversion conversion, IOperation at, Operand operand)
    {
        // None that C# has, or one that it would make only if it were asked for: the compiler says so.
        if (!conversion.Exists || (at.IsImplicit && !conversion.IsImplicit))
            return Operand.Unknown;
        if (operand == Operand.Unknown || conversion.IsIdentity || operand is Several)
            return operand;
        if (conversion.MethodSymbol is not null)
            return Refuse(at);
        // As v == w does, which compares references: what is done with the object is refused.
        if (conversion.IsReference && at.Type?.SpecialType == SpecialType.System_Object)
            return operand;
        var target = at is ICompoundAssignmentOperation compound ? compound.Value.Type : at.Type;
        return (operand, LanguageTypes.Of(target)) switch
        {
            (_, LanguageType.Error) => Operand.Unknown,
            (Computed { IsToken: true }, LanguageType.Double) => Report(Descriptors.TokenAsNumber, at.Syntax, UserText.Quote(at.Syntax)),
            (_, LanguageType.Double) => AsNumber(operand),
            (Computed { IsReal: true, Shape.Rank: > 0 }, LanguageType.Vector or LanguageType.Matrix) => operand,
            (Whole or Counter or Computed { IsToken: true }, LanguageType.Int) => operand,
            (Known or Computed { IsCondition: true }, LanguageType.Bool) => operand,
            _ => Refuse(at),
        };
    }
}
