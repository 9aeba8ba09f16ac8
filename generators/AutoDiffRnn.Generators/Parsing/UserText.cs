using System;
using System.Net;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>The user's text, as the generated code and messages quote it.</summary>
internal static class UserText
{
    private const int LongestQuote = 80;

    /// <summary>The text on one line, without comments and a final semicolon, so that the layout of the source changes nothing.</summary>
    public static string OneLine(SyntaxNode node)
    {
        var text = new StringBuilder();
        var previous = default(SyntaxToken);
        foreach (var token in node.DescendantTokens())
        {
            if (text.Length > 0 && IsSeparated(previous, token))
                text.Append(' ');
            text.Append(token.Text);
            previous = token;
        }

        return text.ToString().TrimEnd(';', ' ');
    }

    /// <summary>The text as a message quotes it: on one line, and not too long.</summary>
    public static string Quote(SyntaxNode node)
    {
        var text = OneLine(node);
        return text.Length <= LongestQuote ? text : text.Substring(0, LongestQuote - 1) + "…";
    }

    /// <summary>The text of the <c>summary</c> in the documentation comment of a declaration; empty for none.</summary>
    public static string Summary(SyntaxNode declaration)
    {
        // Read from the text: unless a project writes a documentation file, the compiler does not parse these comments.
        var lines = declaration.GetLeadingTrivia().ToFullString().Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(line => line.Substring(3));
        var summary = Regex.Match(string.Join(" ", lines), "<summary>(.*?)</summary>", RegexOptions.Singleline).Groups[1].Value;
        var named = Regex.Replace(summary, "<(?:see|seealso|paramref|typeparamref)\\s+(?:cref|name|langword)=\"(?:[A-Z]:)?([^\"]*)\"\\s*/>", "$1");
        return Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(named, "<[^>]*>", "")), "\\s+", " ").Trim();
    }

    private static bool IsSeparated(SyntaxToken left, SyntaxToken right)
    {
        if (!left.HasTrailingTrivia && !right.HasLeadingTrivia)
            return false;
        return !left.IsKind(SyntaxKind.OpenParenToken) && !left.IsKind(SyntaxKind.OpenBracketToken) && !left.IsKind(SyntaxKind.DotToken)
            && !right.IsKind(SyntaxKind.CloseParenToken) && !right.IsKind(SyntaxKind.CloseBracketToken) && !right.IsKind(SyntaxKind.DotToken)
            && !right.IsKind(SyntaxKind.CommaToken) && !right.IsKind(SyntaxKind.SemicolonToken);
    }
}
