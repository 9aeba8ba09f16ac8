using System.Collections.Generic;
using AutoDiffRnn.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>
/// Everything of C# that the cell language does not have, with what to write instead. The lowering knows what it can
/// lower; all else comes here, so that nothing is ever let through.
/// </summary>
internal static class Fence
{
    private const string Selection = "write if and else, or condition ? a : b";
    private const string Formula = "write its formula where it is used";
    private const string Types = "a cell computes with Vector, Matrix and double, and with int for sizes";
    private const string NeverNull = "a value is never null; where one is meant that adds nothing, write Zeros(n) or 0";
    private const string Remove = "remove it: a cell is a formula, without effects";

    // What changes the order of execution.
    private static readonly Dictionary<OperationKind, string> Flow = new()
    {
        [OperationKind.Loop] = "write a for loop whose bounds are known while compiling, as in for (var k = 0; k < 3; k++)",
        [OperationKind.Conditional] = "its condition is not one for a whole example; write Where(mask, a, b)",
        [OperationKind.Switch] = Selection,
        [OperationKind.SwitchExpression] = Selection,
        [OperationKind.Branch] = "write the statements in the order in which they run",
        [OperationKind.Labeled] = "write the statements in the order in which they run",
        [OperationKind.Try] = Remove,
        [OperationKind.Throw] = Remove,
        [OperationKind.Using] = Remove,
        [OperationKind.UsingDeclaration] = Remove,
        [OperationKind.Lock] = Remove,
        [OperationKind.Await] = Remove,
        [OperationKind.YieldReturn] = "return all results at once, in a tuple",
        [OperationKind.YieldBreak] = "return all results at once, in a tuple",
    };

    private static readonly Dictionary<OperationKind, string> Others = new()
    {
        [OperationKind.AnonymousFunction] = Formula,
        [OperationKind.DelegateCreation] = Formula,
        [OperationKind.ObjectCreation] = "take the value as a [Weight] or an [Input], or write Zeros, Ones or Concat",
        [OperationKind.ArrayCreation] = "write Concat, or variables of their own",
        [OperationKind.CollectionExpression] = "write Concat, or variables of their own",
        [OperationKind.DefaultValue] = "write Zeros(n) or 0",
        [OperationKind.PropertyReference] = "vectors and matrices do not change; assign a new value to a local",
        [OperationKind.InterpolatedString] = Types,
        [OperationKind.NameOf] = Types,
        [OperationKind.TypeOf] = Types,
        [OperationKind.SizeOf] = Types,
        [OperationKind.IsType] = Selection,
        [OperationKind.IsPattern] = Selection,
        [OperationKind.Coalesce] = NeverNull,
        [OperationKind.Conversion] = Types,
        [OperationKind.Literal] = Types,
        [OperationKind.Binary] = "write it with + - * / and comparisons of numbers or vectors by < <= > >=",
        [OperationKind.CompoundAssignment] = "write it with += -= *= /=",
        [OperationKind.Unary] = "write it with + - * / and Where",
    };

    /// <summary>Reports that the language does not have the operation, at the words that the user wrote for it.</summary>
    public static void Refuse(IOperation operation, string cell, Problems problems)
    {
        var syntax = operation.Syntax;
        if (Flow.TryGetValue(operation.Kind, out var instead))
        {
            var (word, at) = syntax switch
            {
                ConditionalExpressionSyntax => ("?:", (SyntaxNodeOrToken)syntax),
                SwitchExpressionSyntax match => ("switch", match.SwitchKeyword),
                ThrowExpressionSyntax thrown => ("throw", thrown.ThrowKeyword),
                LabeledStatementSyntax label => (label.Identifier.Text + ":", label.Identifier),
                _ => (syntax.GetFirstToken().Text, syntax.GetFirstToken()),
            };
            problems.Add(Descriptors.ControlFlow, at, word, cell, instead);
            return;
        }

        var place = syntax is LocalFunctionStatementSyntax function ? function.Identifier : (SyntaxNodeOrToken)syntax;
        problems.Add(Descriptors.NotInLanguage, place, place.IsToken ? place.ToString() : UserText.Quote(syntax),
            syntax.IsKind(SyntaxKind.NullLiteralExpression) ? NeverNull
                : Others.TryGetValue(operation.Kind, out instead) ? instead
                : "write it with locals and the operators and functions of CellMath");
    }
}
