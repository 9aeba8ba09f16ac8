using System.Runtime.CompilerServices;

namespace AutoDiffRnn;

/// <summary>The one wording of a wrong size: the argument, what was expected, what was given.</summary>
internal static class ShapeError
{
    public static void Require(
        bool holds,
        string argument,
        [InterpolatedStringHandlerArgument(nameof(holds))] Message expected,
        [InterpolatedStringHandlerArgument(nameof(holds))] Message actual)
    {
        if (!holds)
            throw new ArgumentException($"{argument}: expected {expected.Text}, but got {actual.Text}.", argument);
    }

    public static void RequireLength(int expected, int actual, string argument, [InterpolatedStringHandlerArgument(nameof(expected), nameof(actual))] Message shape)
        => Require(expected == actual, argument, $"{expected} elements ({shape.Text})", $"{actual}");

    public static void RequireIndex(int index, int count, string argument, string what, string? name = null)
    {
        if ((uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException(argument, index, $"{argument}: expected a {what}{(name is null ? "" : " of " + name)} from 0 to {count - 1}, but got {index}.");
    }

    /// <summary>Text that is put together only where the requirement does not hold: a training step must not allocate.</summary>
    [InterpolatedStringHandler]
    internal ref struct Message
    {
        private DefaultInterpolatedStringHandler _text;
        private string? _constant;

        public Message(int literalLength, int formattedCount, bool holds, out bool isNeeded)
        {
            isNeeded = !holds;
            if (isNeeded)
                _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
        }

        public Message(int literalLength, int formattedCount, int expected, int actual, out bool isNeeded)
            : this(literalLength, formattedCount, expected == actual, out isNeeded)
        {
        }

        public string Text => _constant ??= _text.ToStringAndClear();

        public static implicit operator Message(string constant) => new() { _constant = constant };

        public void AppendLiteral(string value) => _text.AppendLiteral(value);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);
    }
}
