using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiffRnn.Generators.Parsing;

/// <content>Statements and assignments.</content>
internal sealed partial class Lowering
{
    private readonly Dictionary<string, int> _namesUsed = [];

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
        if (statement is null || _exit != Exit.None || _isExhausted)
            return;
        _cancellation.ThrowIfCancellationRequested();
        if (++_depth > MaxDepth || !HasStack())
            Report(Descriptors.TooDeep, statement.Syntax, MaxDepth);
        else
            LowerStatementCore(statement);
        _depth--;
    }

    private void LowerStatementCore(IOperation statement)
    {
        if (statement is not IBlockOperation)
            CountStatement();
        switch (statement)
        {
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                    LowerStatement(inner);
                break;
            case IVariableDeclarationGroupOperation group:
                Begin(UserText.OneLine(group.Syntax), group.Syntax);
                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                    Declare(declarator);
                break;
            case IExpressionStatementOperation expression:
                Begin(UserText.OneLine(expression.Syntax), expression.Syntax);
                Lower(expression.Operation);
                break;
            case IReturnOperation { Kind: OperationKind.Return } result:
                Begin(UserText.OneLine(result.Syntax), result.Syntax);
                Return(result);
                break;
            case IConditionalOperation conditional:
                LowerIf(conditional);
                break;
            case IForLoopOperation loop:
                LowerFor(loop);
                break;
            case IBranchOperation jump:
                LowerJump(jump);
                break;
            case IEmptyOperation or ILocalFunctionOperation:
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
        ReadRefused(statement);
    }

    private void ReadRefused(IOperation statement)
    {
        Forget(statement);
        var returns = _frame.Returns.Count;
        foreach (var block in InnerBlocks(statement))
            LowerStatement(block);
        Forget(statement);
        // What a refused statement returns is not what the cell returns.
        _exit = Exit.None;
        _frame.Returns.RemoveRange(returns, _frame.Returns.Count - returns);
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
                    _variables.Assign(symbol, Operand.Unknown);
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
        var operand = result.ReturnedValue is { } returned ? Lower(returned) : Operand.Nothing;
        if (_frame.Method is null && result.ReturnedValue is not null)
            operand = CheckResults(result.ReturnedValue, operand);
        _frame.Returns.Add(new Result(_taken, operand, Captured()));
        _exit = Exit.Return;
    }

    // The cell's own results, each checked against what the signature says of it.
    private Operand CheckResults(IOperation returned, Operand operand)
    {
        var results = _signature.Results;
        if (operand is Several { Items: var items } && items.Count == results.Count)
        {
            var elements = (Unconverted(returned) as ITupleOperation)?.Elements;
            return new Several([.. items.Select((item, i) => CheckResult(results[i], item, elements?[i].Syntax ?? returned.Syntax))]);
        }

        if (operand is not Several && results.Count == 1)
            return new Several([CheckResult(results[0], operand, returned.Syntax)]);
        _hasUnknown = true;
        return Operand.Unknown;
    }

    // Whether there is room for deeper calls, on whatever thread this is.
    private static bool HasStack()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
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
            value = new Computed(Named(computed.Value, variable));
        _variables.Assign(variable, value);
        return value;
    }

    // What a side of a branch gives a variable from outside of it has no name: the name is that of what is chosen.
    private Value Named(Value value, ISymbol variable)
    {
        if (_branches > 0 && _variables[variable] is not null)
            return value;
        var name = variable.Name;
        if (_rounds.Count > 0 || _calls > 0)
            name = NameOfRound(name, value);
        return _results.Remove(value.Number) ? _builder.Renamed(value, name) : _builder.Named(value, name);
    }

    // In a loop or a call a name may come again: h, h2, h3.
    private string NameOfRound(string name, Value value)
    {
        if (value.Instruction.Name is not null && !_results.Contains(value.Number))
            return name;
        _namesUsed.TryGetValue(name, out var used);
        _namesUsed[name] = used + 1;
        return used == 0 ? name : name + (used + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
