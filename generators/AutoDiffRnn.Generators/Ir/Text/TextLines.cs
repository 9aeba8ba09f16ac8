using System;
using System.Collections.Generic;

namespace AutoDiffRnn.Generators.Ir.Text;

/// <summary>The lines of a program's text, each read once, by the word that it begins with.</summary>
internal sealed class TextLines(string text)
{
    private readonly Queue<string> _lines = new(text.Split('\n'));

    /// <summary>The number of the line that was read last.</summary>
    public int Number { get; private set; }

    /// <summary>Whether nothing is left but the end of the last line.</summary>
    public bool IsAtEnd => _lines.Count == 1 && _lines.Peek().Length == 0;

    /// <summary>Reads the next line, which has to begin with a word.</summary>
    /// <exception cref="FormatException">It does not, or is not what follows that word.</exception>
    public T Next<T>(string kind, Func<TextLine, T> read)
    {
        if (TryNext(kind, read, out var value))
            return value;
        Number++;
        throw new FormatException($"a line that begins with '{kind}' is expected");
    }

    /// <summary>Reads the next line if it begins with a word.</summary>
    /// <exception cref="FormatException">It does, and is not what follows that word.</exception>
    public bool TryNext<T>(string kind, Func<TextLine, T> read, out T value)
    {
        value = default!;
        if (_lines.Count == 0 || (_lines.Peek() != kind && !_lines.Peek().StartsWith(kind + " ", StringComparison.Ordinal)))
            return false;
        Number++;
        var line = new TextLine(_lines.Dequeue());
        line.Word();
        value = read(line);
        line.End();
        return true;
    }
}
