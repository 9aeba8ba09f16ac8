using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Tests.Manual;

/// <summary>The letters of the page's tables, and a value for each: ties, kinks, zeros and negative numbers among them.</summary>
internal static class PageLetters
{
    private const int Size = 8;

    private static readonly double[] Kinks = [-4, -3, -1.5, -1, 0, 0.4, 1, 3];

    private static readonly Dictionary<string, object> Values = new()
    {
        ["s"] = 0.7,
        ["r"] = -0.4,
        ["lower"] = -1.0,
        ["upper"] = 1.0,
        ["slope"] = 0.2,
        ["alpha"] = 0.6,
        ["epsilon"] = 0.1,
        ["x"] = new Vector(Kinks),
        ["v"] = new Vector(1, -0.5, 3, 0.25, 3, -2, 0, 1.5),
        ["a"] = new Vector(Kinks),
        ["b"] = new Vector(-4, 2, -1.5, 0.7, 1.3, 0.4, -2, 0.9),
        ["p"] = new Vector(2, 3, -1, 0, 2, 0.5, -2, 1.7),
        ["gain"] = new Vector(1, 0.5, -2, 0, 0.3, 1.1, 2, -0.7),
        ["bias"] = new Vector(0.1, 0, -0.3, 1, 2, -1, 0.5, 0.2),
        ["logits"] = new Vector(0.3, -1, 2, 0, 0.9, -2.5, 1, 0.1),
        ["M"] = Filled(1),
        ["A"] = Filled(2),
        ["B"] = Filled(3),
        ["i"] = 5,
        ["k"] = 3,
    };

    public static IReadOnlyCollection<string> All => Values.Keys;

    public static bool Has(string letter) => Values.ContainsKey(letter);

    public static object ValueOf(string letter) => Values[letter];

    /// <summary>The letters that an expression reads, in their order.</summary>
    public static IReadOnlyList<string> In(string form) => [.. All.Where(letter => Regex.IsMatch(form, $@"(?<![\w.]){letter}(?!\w)"))];

    /// <summary>Whether the letter has a derivative: it is neither a token nor a constant.</summary>
    public static bool IsDifferentiated(string letter) => letter is not ("i" or "k" or "epsilon");

    /// <summary>The letter as a parameter of a cell.</summary>
    public static string Parameter(string letter, object value) => (letter, value) switch
    {
        ("i", _) => "[Input] int i",
        ("k", _) => "[Constant] int k",
        ("epsilon", _) => "[Constant] double epsilon",
        (_, double) => $"[Input] double {letter}",
        (_, Vector vector) => $"[Input(\"{vector.Length}\")] Vector {letter}",
        (_, Matrix matrix) => $"[Input(\"{matrix.Rows}\", \"{matrix.Columns}\")] Matrix {letter}",
        _ => throw new ArgumentException($"{value} is no value of a letter.", nameof(value)),
    };

    /// <summary>An adjoint for a result: some numbers of its shape, no two the same.</summary>
    public static object AdjointOf(object result) => result switch
    {
        double => 1.7,
        Vector vector => new Vector([.. vector.ToArray().Select((_, i) => 0.8 * i - 1.3)]),
        Matrix matrix => new Matrix(matrix.Rows, matrix.Columns, [.. matrix.ToArray().Select((_, i) => Math.Cos(i) + 0.01 * i)]),
        _ => result,
    };

    /// <summary>Every element of the letter that has the kinks, for a function of a number.</summary>
    public static IEnumerable<double> Numbers => Kinks;

    public static Tensor TensorOf(object value) => value switch
    {
        Vector vector => Tensor.Vector(vector.ToArray()),
        Matrix matrix => new Tensor([matrix.Rows, matrix.Columns], matrix.ToArray()),
        _ => Tensor.Scalar(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static Matrix Filled(int seed) => new(Size, Size, [.. Enumerable.Range(0, Size * Size).Select(i => Math.Sin(seed + 1.3 * i * seed))]);
}
