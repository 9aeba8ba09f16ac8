using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Statements and assignments.</content>
internal sealed partial class Lowering
{
    private void LowerBody(IOperation body)
    {
        switch (body)
        {
            case IMethodBodyOperation method:
                LowerStatement(method.BlockBody ?? method.ExpressionBody);
                break;
            default:
                LowerStatement(body);
                break;
        }
    }

    private void LowerStatement(IOperation? statement)
    {
        // A local function counts wherever it is declared; nothing else does after the return.
        if (statement is null || (_isDone && statement is not ILocalFunctionOperation))
            return;
        _cancellation.ThrowIfCancellationRequested();
        if (++_depth > MaxDepth)
            Report(Descriptors.TooDeep, statement.Syntax, MaxDepth);
        else
            LowerStatementCore(statement);
        _depth--;
    }

    private void LowerStatementCore(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                    LowerStatement(inner);
                break;
            case IVariableDeclarationGroupOperation group:
                _builder.BeginStatement(UserText.OneLine(group.Syntax));
                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                    Declare(declarator);
                break;
            case IExpressionStatementOperation expression:
                _builder.BeginStatement(UserText.OneLine(expression.Syntax));
                Lower(expression.Operation);
                break;
            case IReturnOperation { Kind: OperationKind.Return } result:
                _builder.BeginStatement(UserText.OneLine(result.Syntax));
                Return(result);
                break;
            case IEmptyOperation:
                break;
            case IInvalidOperation:
                Forget(statement);
                break;
            default:
                LowerRefused(statement);
                break;
        }
    }

    // The statement is refused, but the blocks in it are read for problems of their own.
    private void LowerRefused(IOperation statement)
    {
        Refuse(statement);
        Forget(statement);
        if (statement is ILocalFunctionOperation)
            return;
        foreach (var block in InnerBlocks(statement))
            LowerStatement(block);
        Forget(statement);
        // What a refused statement returns is not what the cell returns.
        _isDone = false;
        _results = null;
        _hasUnknown = true;
    }

    private static IEnumerable<IOperation> InnerBlocks(IOperation statement) => statement switch
    {
        // What counts a loop's rounds goes with the loop.
        ILoopOperation loop => [loop.Body],
        _ => statement.ChildOperations.SelectMany(child => child switch
        {
            IBlockOperation or IExpressionStatementOperation or IReturnOperation or IConditionalOperation or ILoopOperation => [child],
            ICatchClauseOperation or ISwitchCaseOperation or ILabeledOperation => InnerBlocks(child),
            _ => [],
        }),
    };

    // After a statement that is not understood, nothing is known of what it assigns.
    private void Forget(IOperation statement)
    {
        foreach (var operation in statement.Descendants())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                IArgumentOperation { Parameter.RefKind: not RefKind.None } argument => argument.Value,
                _ => null,
            };
            foreach (var variable in target?.DescendantsAndSelf() ?? [])
            {
                if (VariableOf(variable) is { } symbol)
                    _variables[symbol] = Operand.Unknown;
            }
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (declarator.Symbol.IsRef || declarator.Symbol.RefKind != RefKind.None)
            Report(Descriptors.NotInLanguage, declarator.Syntax, "ref", "assign the value itself");
        if (initializer is null)
            return;
        var value = Lower(initializer.Value);
        Assign(declarator.Symbol, LanguageTypes.Of(declarator.Symbol.Type) == LanguageType.Error ? Operand.Unknown : value);
    }

    private void Return(IReturnOperation result)
    {
        _isDone = true;
        if (result.ReturnedValue is not { } returned)
            return;
        var results = _signature.Results;
        var operand = Lower(returned);
        var syntax = Unconverted(returned);
        if (operand is Several { Items: var items } && items.Count == results.Count && syntax is ITupleOperation tuple)
            _results = [.. items.Select((item, i) => CheckResult(results[i], item, tuple.Elements[i].Syntax))];
        else if (operand is not Several && results.Count == 1)
            _results = [CheckResult(results[0], operand, returned.Syntax)];
        else
            _hasUnknown = true;
    }

    private static IOperation Unconverted(IOperation operation)
        => operation is IConversionOperation conversion ? Unconverted(conversion.Operand) : operation;

    private Operand LowerAssignment(ISimpleAssignmentOperation assignment)
        => assignment.IsRef ? Refuse(assignment) : AssignTo(assignment.Target, Lower(assignment.Value));

    private Operand LowerCompound(ICompoundAssignmentOperation assignment)
    {
        var left = Convert(assignment.InConversion, assignment, Lower(assignment.Target));
        var right = Lower(assignment.Value);
        var value = Combine(assignment, assignment.OperatorKind, (left, assignment.Target.Syntax), (right, assignment.Value.Syntax));
        return AssignTo(assignment.Target, value);
    }

    // Everything on the right is read before anything on the left is assigned: (a, b) = (b, a) exchanges them.
    private Operand LowerDeconstruction(IDeconstructionAssignmentOperation assignment)
        => AssignTo(assignment.Target, Lower(assignment.Value));

    private Operand AssignTo(IOperation target, Operand value)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                return AssignTo(declaration.Expression, value);
            case ITupleOperation tuple:
                return AssignToTuple(tuple, value);
            case IDiscardOperation or IInvalidOperation:
                return value;
            default:
                return VariableOf(target) is { } variable ? Assign(variable, value) : Refuse(target);
        }
    }

    private Operand AssignToTuple(ITupleOperation tuple, Operand value)
    {
        var items = (value as Several)?.Items;
        if (items is not null && items.Count != tuple.Elements.Length)
        {
            Report(Descriptors.ShapesDiffer, tuple.Syntax, UserText.Quote(tuple.Syntax.Parent ?? tuple.Syntax),
                $"there are {items.Count} parts", $"write {items.Count} variables");
            items = null;
        }

        for (var i = 0; i < tuple.Elements.Length; i++)
            AssignTo(tuple.Elements[i], items?[i] ?? Operand.Unknown);
        return value;
    }

    private Operand Assign(ISymbol variable, Operand value)
    {
        // The name of a local is its value's name: the generated code uses it.
        if (value is Computed computed)
            value = new Computed(_builder.Named(computed.Value, variable.Name));
        return _variables[variable] = value;
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
