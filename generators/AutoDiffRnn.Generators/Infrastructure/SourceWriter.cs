using System;
using System.Text;

namespace AutoDiffRnn.Generators.Infrastructure;

/// <summary>Writes indented text with <c>\n</c> line ends on every system, and closes the blocks that it opens.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blankPending;
    private bool _opensBlock;

    /// <summary>Writes a line. An empty one is written only before another: never first, doubled, or beside a brace's inside.</summary>
    public void Line(string line = "")
    {
        if (line.Length == 0)
        {
            _blankPending = _text.Length > 0 && !_opensBlock;
            return;
        }

        if (_blankPending)
            _text.Append('\n');
        _blankPending = false;
        _opensBlock = line == "{";
        foreach (var part in line.Split('\n'))
        {
            if (part.Length > 0)
                _text.Append(' ', 4 * _depth).Append(part);
            _text.Append('\n');
        }
    }

    /// <summary>Writes a comment, each line of <paramref name="text"/> as one.</summary>
    public void Comment(string text) => Line(text.Length == 0 ? "//" : "// " + text.Replace("\n", "\n// "));

    /// <summary>Opens a block under <paramref name="head"/>; disposing the result closes it.</summary>
    public IDisposable Block(string head)
    {
        Line(head);
        return Block();
    }

    /// <summary>Opens a block under what was written last.</summary>
    public IDisposable Block()
    {
        Line("{");
        _depth++;
        return new Closer(this);
    }

    /// <summary>Indents what follows until the result is disposed.</summary>
    public IDisposable Indent()
    {
        _depth++;
        return new Closer(this, brace: false);
    }

    public override string ToString() => _text.ToString();

    private sealed class Closer(SourceWriter writer, bool brace = true) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer._blankPending = false;
            if (brace)
                writer.Line("}");
        }
    }
}
