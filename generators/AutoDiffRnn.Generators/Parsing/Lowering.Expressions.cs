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
        if (_depth >= MaxDepth)
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
        ILocalReferenceOperation local => LowerVariable(local.Local),
        IParameterReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } flag => Report(Descriptors.FunctionNotYet, flag.Syntax,
            flag.Parameter.Name, "take a [Constant] double of 0 or 1, and multiply with it"),
        IParameterReferenceOperation parameter => LowerVariable(parameter.Parameter),
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
        IConditionalOperation conditional => LowerConditional(conditional),
        _ => Refuse(operation),
    };

    private Operand LowerLiteral(ILiteralOperation literal) => (literal.ConstantValue.Value, literal.Syntax) switch
    {
        (int value, var syntax) => new Whole(Dim.Constant(value), NumberText.Of(syntax, value)),
        (double value, var syntax) => new Computed(_builder.Literal(NumberText.Of(syntax, value))),
        _ => Refuse(literal),
    };

    // A variable that is not known has no value yet, and the compiler says so, or is a loop's, and that is refused.
    private Operand LowerVariable(ISymbol variable) => _variables.TryGetValue(variable, out var operand) ? operand : Operand.Unknown;

    private Operand LowerField(IFieldReferenceOperation field) => field.ConstantValue switch
    {
        { HasValue: true, Value: int value } => new Whole(Dim.Constant(value)),
        { HasValue: true, Value: double value } => LowerNumber(value, field),
        _ when field.Field.Type is IErrorTypeSymbol => Operand.Unknown,
        _ => Report(Descriptors.OutsideValue, field.Syntax, UserText.Quote(field.Syntax)),
    };

    private Operand LowerNumber(double value, IOperation operation) => double.IsNaN(value) || double.IsInfinity(value)
        ? Report(Descriptors.NotInLanguage, operation.Syntax, UserText.Quote(operation.Syntax), "write a finite number")
        : new Computed(Number(value));

    private Operand LowerConditional(IConditionalOperation conditional)
    {
        Lower(conditional.Condition);
        Lower(conditional.WhenTrue);
        if (conditional.WhenFalse is { } otherwise)
            Lower(otherwise);
        return Refuse(conditional);
    }

    private Operand LowerConversion(IConversionOperation conversion)
    {
        // A literal of another type of number, 0.5f: what the plain C# computes with is its value in double precision.
        var from = conversion.Operand;
        if (conversion.Type?.SpecialType == SpecialType.System_Double && LanguageTypes.Of(from.Type) == LanguageType.Other
            && conversion.ConstantValue is { HasValue: true, Value: double value })
            return LowerNumber(value, conversion);
        if (from.Type?.SpecialType == SpecialType.System_Char)
            return Refuse(conversion);
        return Convert(conversion.Conversion, conversion, Lower(from));
    }

    private Operand Convert(CommonConversion conversion, IOperation at, Operand operand)
    {
        if (operand == Operand.Unknown || conversion.IsIdentity || !conversion.Exists || operand is Several)
            return operand;
        // One that C# would make only if it were asked for: the compiler says so.
        if (at.IsImplicit && !conversion.IsImplicit)
            return Operand.Unknown;
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
            (Whole or Computed { IsToken: true }, LanguageType.Int) => operand,
            _ => Refuse(at),
        };
    }
}
