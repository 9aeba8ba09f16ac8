using System.Diagnostics.CodeAnalysis;

namespace AutoDiffRnn;

/// <summary>The one place that compares the shapes of two operands and words the error: the operation, then both shapes.</summary>
internal static class Shapes
{
    // An operator cannot ask the compiler for the texts of its operands, so its error names the operation alone.
    public static void RequireSameOperands(Vector a, string sign, Vector b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Length != b.Length)
            throw Mismatch($"vector {sign} vector", a.Shape, "and", b.Shape, "the lengths must be equal");
    }

    public static void RequireSameOperands(Matrix a, string sign, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (!a.HasShapeOf(b))
            throw Mismatch($"matrix {sign} matrix", a.Shape, "and", b.Shape, "the shapes must be equal");
    }

    public static void RequireProduct([NotNull] Matrix? m, [NotNull] Vector? v)
    {
        ArgumentNullException.ThrowIfNull(m);
        ArgumentNullException.ThrowIfNull(v);
        if (m.Columns != v.Length)
            throw Mismatch("matrix * vector", m.Shape, "times", v.Shape, "the columns of the matrix must be as many as the elements of the vector");
    }

    public static void RequireProduct([NotNull] Matrix? a, [NotNull] Matrix? b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Columns != b.Rows)
            throw Mismatch("matrix * matrix", a.Shape, "times", b.Shape, "the columns of the left must be as many as the rows of the right");
    }

    // Two arguments of a function have one length; the texts are the arguments as the user wrote them.
    public static void RequireSame(string function, [NotNull] Vector? a, string? aText, [NotNull] Vector? b, string? bText)
    {
        ArgumentNullException.ThrowIfNull(a, aText);
        ArgumentNullException.ThrowIfNull(b, bText);
        if (a.Length != b.Length)
            throw Mismatch(Call(function, aText, bText), a.Shape, "and", b.Shape, "the lengths must be equal");
    }

    // Two arguments of a function have one shape; the texts are the arguments as the user wrote them.
    public static void RequireSame(string function, [NotNull] Matrix? a, string? aText, [NotNull] Matrix? b, string? bText)
    {
        ArgumentNullException.ThrowIfNull(a, aText);
        ArgumentNullException.ThrowIfNull(b, bText);
        if (!a.HasShapeOf(b))
            throw Mismatch(Call(function, aText, bText), a.Shape, "and", b.Shape, "the shapes must be equal");
    }

    public static void RequireMask(string function, [NotNull] Mask? mask, string? maskText, [NotNull] Vector? v, string? text)
    {
        ArgumentNullException.ThrowIfNull(mask, maskText);
        ArgumentNullException.ThrowIfNull(v, text);
        if (mask.Length != v.Length)
            throw Mismatch(Call(function, maskText, text), mask.Shape, "and", v.Shape, "the lengths must be equal");
    }

    private static string Call(string function, string? a, string? b) => $"{function}({a}, {b})";

    private static ArgumentException Mismatch(string operation, string left, string word, string right, string rule)
        => new($"{operation}: {left} {word} {right}; {rule}.");
}
