using System;
using System.Globalization;

namespace AutoDiffRnn.Generators.Ir.Text;

/// <summary>
/// Reads a size: sum = product (('+' | '-') product)*, product = atom (('*' | '/') atom)*, atom = name | number | '(' sum ')'.
/// What is wrong is a <see cref="FormatException"/> whose message is the end of a sentence.
/// </summary>
/// <param name="text">The whole text.</param>
/// <param name="checkName">Throws for a name that may not be one of a dimension; sees every name.</param>
internal sealed class SizeGrammar(string text, Action<string> checkName)
{
    // Deeper than any size, and far within any stack.
    private const int MaxDepth = 100;

    // A product of sums has as many terms as both together multiply to: no size has so many.
    private const int MaxTerms = 1000;

    private int _at;
    private int _depth;

    /// <summary>Reads a size as the user writes it.</summary>
    /// <exception cref="FormatException">The text is not a size.</exception>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public Dim Read()
    {
        var dim = Sum();
        return Peek() is { } next ? throw new FormatException($"'{next}' is not expected at character {_at + 1}") : dim;
    }

    /// <summary>Reads a canonical form, <see cref="Dim.Text"/>, in which the first term may be negative.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public static Dim ReadCanonical(string text)
    {
        var dim = new SizeGrammar(text, _ => { }) { IsCanonical = true }.Read();
        return dim.Text == text ? dim : throw new FormatException($"the size '{text}' is not in its canonical form");
    }

    private bool IsCanonical { get; init; }

    private Dim Sum()
    {
        if (++_depth > MaxDepth)
            throw new FormatException("it is nested too deeply");
        var isNegative = IsCanonical && Peek() == '-';
        if (isNegative)
            _at++;
        var sum = isNegative ? Dim.Zero - Product() : Product();
        while (Peek() is '+' or '-')
            sum = text[_at++] == '+' ? sum + Product() : sum - Product();
        _depth--;
        return sum;
    }

    private Dim Product()
    {
        var product = Atom();
        while (Peek() is '*' or '/')
            product = text[_at++] == '*' ? Times(product, Atom()) : Quotient(product, Atom());
        return product;
    }

    private static Dim Times(Dim a, Dim b) => a.TermCount * b.TermCount > MaxTerms ? throw new FormatException("it has too many terms") : a * b;

    private static Dim Quotient(Dim a, Dim b) => b.Value == 0 ? throw new FormatException("it divides by 0") : a / b;

    private Dim Atom()
    {
        switch (Peek())
        {
            case null:
                throw new FormatException("it ends where a name or a whole number is expected");
            case '(':
                _at++;
                var inner = Sum();
                if (Peek() != ')')
                    throw new FormatException("a ')' is missing");
                _at++;
                return inner;
            case >= '0' and <= '9':
                return Number();
            case { } first when IsNameStart(first):
                return Dim.Named(Name());
            case { } other:
                throw new FormatException(
                    $"'{other}' is not expected at character {_at + 1}; write names, whole numbers, + - * / and parentheses");
        }
    }

    private Dim Number()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is >= '0' and <= '9')
            _at++;
        var digits = text.Substring(start, _at - start);
        return Dim.Constant(IsCanonical ? long.Parse(digits, CultureInfo.InvariantCulture) : int.Parse(digits, CultureInfo.InvariantCulture));
    }

    private string Name()
    {
        var start = _at;
        while (_at < text.Length && IsNamePart(text[_at]))
            _at++;
        var name = text.Substring(start, _at - start);
        checkName(name);
        return name;
    }

    private char? Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        return _at < text.Length ? text[_at] : null;
    }

    // As in C# (ECMA-334, 6.4.3).
    private static bool IsNameStart(char letter) => letter == '_' || char.IsLetter(letter)
        || char.GetUnicodeCategory(letter) == UnicodeCategory.LetterNumber;

    private static bool IsNamePart(char letter) => IsNameStart(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
