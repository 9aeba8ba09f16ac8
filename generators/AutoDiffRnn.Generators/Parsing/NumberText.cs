using System.Linq;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>The text of a number in the program: the user's own, unless it is one that only C# reads (<c>0x1F</c>, <c>0.1f</c>).</summary>
internal static class NumberText
{
    public static string Of(SyntaxNode syntax, double value)
    {
        var text = syntax is LiteralExpressionSyntax literal ? literal.Token.Text : "";
        var digits = text.TrimEnd('d', 'D');
        return digits.Length > 0 && digits.All(letter => letter is (>= '0' and <= '9') or '_' or '.' or 'e' or 'E' or '+' or '-')
            ? text
            : ProgramBuilder.TextOf(value);
    }
}
