namespace AutoDiffRnn;

/// <summary>The one wording of a wrong size: the argument, what was expected, what was given.</summary>
internal static class ShapeError
{
    public static void Require(bool holds, string argument, string expected, string actual)
    {
        if (!holds)
            throw new ArgumentException($"{argument}: expected {expected}, but got {actual}.", argument);
    }

    public static void RequireLength(int expected, int actual, string argument, string shape)
        => Require(expected == actual, argument, $"{expected} elements ({shape})", $"{actual}");

    public static void RequireIndex(int index, int count, string argument, string what)
    {
        if ((uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException(argument, index, $"{argument}: expected a {what} from 0 to {count - 1}, but got {index}.");
    }
}
