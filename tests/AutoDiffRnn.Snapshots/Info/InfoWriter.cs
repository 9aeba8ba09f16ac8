using System.Text;

namespace VerifyTests;

/// <summary>
/// Writes the format of info files: JSON's braces and brackets with an indent of two, but names and values neither quoted nor escaped,
/// <c>\n</c> between lines and none at the end.
/// </summary>
internal sealed class InfoWriter(LineFilter lines)
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool isFirst = true;
    private bool isNamed;

    public void Object(Action members) => Nested('{', members, '}');

    public void Array(Action items) => Nested('[', items, ']');

    public InfoWriter Name(string name)
    {
        StartItem();
        text.Append(name).Append(':');
        isNamed = true;
        return this;
    }

    public void Member(string name, string value) => Name(name).Value(value);

    /// <param name="value">The value; one with a line break begins at the start of the next line.</param>
    /// <param name="comment">Whole lines that stand before the value, between comment marks.</param>
    public void Value(string value, string? comment = null)
    {
        var wasNamed = StartItem();
        if (comment is not null)
            text.Append(wasNamed ? " " : "").Append("/*\n").Append(Newlines.Normalise(comment)).Append("*/\n");
        var shown = Newlines.Normalise(lines.Apply(value));
        if (!shown.Contains('\n'))
            text.Append(wasNamed ? " " : "");
        else if (!shown.StartsWith('\n'))
            text.Append('\n');
        text.Append(shown);
    }

    public override string ToString() => text.ToString();

    private void Nested(char open, Action content, char close)
    {
        text.Append(StartItem() ? " " : "").Append(open);
        depth++;
        isFirst = true;
        content();
        depth--;
        if (!isFirst)
            text.Append('\n').Append(' ', 2 * depth);
        text.Append(close);
        isFirst = false;
    }

    // Returns whether what follows is the value of a member: it then stays on the member's line.
    private bool StartItem()
    {
        if (isNamed)
        {
            isNamed = false;
            return true;
        }

        if (depth > 0)
            text.Append(isFirst ? "\n" : ",\n").Append(' ', 2 * depth);
        isFirst = false;
        return false;
    }
}
