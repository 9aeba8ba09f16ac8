using System;
using System.Globalization;
using System.Linq;
using System.Text;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir.Text;

/// <summary>One line of a program's text, read word by word. What is wrong is a <see cref="FormatException"/>.</summary>
internal sealed class TextLine(string text)
{
    private int _at;

    /// <summary>The next word, up to a space.</summary>
    public string Word()
    {
        var end = text.IndexOf(' ', _at);
        var word = text.Substring(_at, (end < 0 ? text.Length : end) - _at);
        if (word.Length == 0)
            throw new FormatException("a word is missing");
        _at += word.Length;
        Separate();
        return word;
    }

    public int Number()
    {
        var word = Word();
        return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{word}' is not a number");
    }

    /// <summary>A text in quotation marks.</summary>
    public string Quoted()
    {
        Expect('"');
        var read = new StringBuilder();
        while (Next() is var letter && letter != '"')
            read.Append(letter == '\\' ? Escaped() : letter);
        Separate();
        return read.ToString();
    }

    /// <summary>A text in quotation marks, or null for the word for none.</summary>
    public string? QuotedOrNone()
    {
        if (_at < text.Length && text[_at] == '"')
            return Quoted();
        var word = Word();
        return word == ProgramText.None ? null : throw new FormatException($"'{word}' is not a name");
    }

    /// <summary>Numbers in parentheses.</summary>
    public EquatableArray<int> Numbers()
        => Items('(', ')').Select(item => int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{item}' is not a number")).ToEquatable();

    /// <summary>Sizes in brackets.</summary>
    public EquatableArray<Dim> Sizes() => Items('[', ']').Select(SizeGrammar.ReadCanonical).ToEquatable();

    public Shape Shape()
    {
        var word = Word();
        var element = Enum.GetValues(typeof(Element)).Cast<Element>().Where(element => ProgramText.Word(element) == word).ToList();
        var sizes = Sizes();
        if (element.Count == 0 || sizes.Count > 2)
            throw new FormatException($"'{word}' with {sizes.Count} sizes is not a shape");
        return new Shape(element[0], sizes);
    }

    public void End()
    {
        if (_at < text.Length)
            throw new FormatException($"'{text.Substring(_at)}' is not expected");
    }

    private string[] Items(char open, char close)
    {
        Expect(open);
        var end = text.IndexOf(close.ToString(), _at, StringComparison.Ordinal);
        // A quotient has parentheses of its own; there are none in a list of numbers, and no brackets in a size.
        if (end < 0)
            throw new FormatException($"a '{close}' is missing");
        var inside = text.Substring(_at, end - _at);
        _at = end + 1;
        Separate();
        return inside.Length == 0 ? [] : inside.Split([", "], StringSplitOptions.None);
    }

    private char Escaped()
    {
        var letter = Next();
        if (letter != 'u')
            return letter is '"' or '\\' ? letter : throw new FormatException($"'\\{letter}' is not expected");
        var digits = _at + 4 <= text.Length ? text.Substring(_at, 4) : "";
        _at += 4;
        return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? (char)number
            : throw new FormatException($"'\\u{digits}' is not a character");
    }

    private char Next() => _at < text.Length ? text[_at++] : throw new FormatException("a quotation mark is missing");

    private void Expect(char letter)
    {
        if (_at >= text.Length || text[_at] != letter)
            throw new FormatException($"a '{letter}' is missing");
        _at++;
    }

    // One space stands between two words.
    private void Separate()
    {
        if (_at == text.Length)
            return;
        Expect(' ');
        if (_at == text.Length)
            throw new FormatException("a word is missing");
    }
}
