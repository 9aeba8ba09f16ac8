using System.Text.RegularExpressions;

namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>How tightly an expression holds together: what stands around it says how tightly it has to.</summary>
internal enum Binding
{
    Choice,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Unary,
    Primary,
}

/// <summary>What kind of expression a node is.</summary>
/// <param name="Feature">What of the language it uses, for counting.</param>
/// <param name="Text">
/// Its C#: <c>{0}</c> is an argument that stands alone, <c>{0:Product}</c> one that binds at least as tightly as a product, <c>{#0}</c> a size.
/// </param>
/// <param name="Binding">How tightly it binds.</param>
internal sealed record Form(string Feature, string Text, Binding Binding = Binding.Primary)
{
    /// <summary>Whether it has a kink or a jump somewhere.</summary>
    public bool HasKink { get; init; }

    /// <summary>Whether its value is positive, and not close to 0, whatever its arguments are.</summary>
    public bool IsPositive { get; init; }

    /// <summary>Arguments that have to be positive, by place.</summary>
    public IReadOnlyList<int> PositiveArguments { get; init; } = [];

    /// <summary>Whether it is an <c>int</c> of C# if all its arguments are.</summary>
    public bool KeepsWhole { get; init; }
}

/// <summary>An expression of the cell language, with what the generator of cells knows of its values.</summary>
internal sealed partial class Node(Form form, CellType type, IReadOnlyList<Node> arguments)
{
    public const string ReferenceFeature = "variable";

    public Form Form => form;

    public CellType Type => type;

    public IReadOnlyList<Node> Arguments => arguments;

    /// <summary>The sizes that its text names.</summary>
    public IReadOnlyList<Dim> Sizes { get; init; } = [];

    /// <summary>About how large its elements are at most.</summary>
    public double Bound { get; init; } = 1;

    /// <summary>Whether it depends on no input and no state.</summary>
    public bool IsShared { get; init; }

    public bool IsWhole { get; init; }

    public bool IsReference => form.Feature == ReferenceFeature;

    /// <summary>An expression of others, shared if they all are.</summary>
    public static Node Of(Form form, CellType type, double bound, params Node[] arguments) => new(form, type, arguments)
    {
        Bound = bound,
        IsShared = arguments.All(argument => argument.IsShared),
    };

    public static Node Reference(Variable variable) => new(FormOf(variable), variable.Type, [])
    {
        Bound = variable.Bound,
        IsShared = variable.IsShared,
        IsWhole = variable.IsWhole,
    };

    public static Node Number(string text, double value, bool isWhole = false) => new(
        new Form("number", text, text.StartsWith('-') ? Binding.Unary : Binding.Primary) { IsPositive = value > 0 }, CellType.Scalar, [])
    {
        Bound = Math.Abs(value),
        IsShared = true,
        IsWhole = isWhole,
    };

    private static Form FormOf(Variable variable) => new(ReferenceFeature, variable.Name) { IsPositive = variable.IsPositive };

    /// <summary>The same expression of other arguments.</summary>
    public Node With(IReadOnlyList<Node> others) => new(form, type, others)
    {
        Sizes = Sizes,
        Bound = Bound,
        IsShared = others.All(argument => argument.IsShared) && (others.Count > 0 || IsShared),
        IsWhole = others.Count == 0 ? IsWhole : form.KeepsWhole && others.All(argument => argument.IsWhole),
    };

    /// <summary>It and everything in it, from the outside in.</summary>
    public IEnumerable<Node> All() => arguments.SelectMany(argument => argument.All()).Prepend(this);

    /// <summary>The expression with each node replaced by what <paramref name="map"/> makes of it, from the inside out.</summary>
    public Node Map(Func<Node, Node> map) => map(arguments.Count == 0 ? this : With([.. arguments.Select(argument => argument.Map(map))]));

    public Node Renamed(string from, string to) => new(form, type.Renamed(from, to), [.. arguments.Select(argument => argument.Renamed(from, to))])
    {
        Sizes = [.. Sizes.Select(size => size.Renamed(from, to))],
        Bound = Bound,
        IsShared = IsShared,
        IsWhole = IsWhole,
    };

    /// <summary>The expression as C#; <paramref name="size"/> writes a dimension.</summary>
    public string Text(Func<string, string> size) => Places().Replace(form.Text, place => place.Groups["size"].Success
        ? SizeText(Sizes[Number(place, "size")], size)
        : arguments[Number(place, "argument")].Text(size, place.Groups["binding"].Value));

    private string Text(Func<string, string> size, string binding)
        => binding.Length == 0 || form.Binding >= Enum.Parse<Binding>(binding) ? Text(size) : $"({Text(size)})";

    private static string SizeText(Dim dim, Func<string, string> size)
    {
        var text = dim.TextOf(size);
        return text.Any(letter => letter is '+' or '*') ? $"({text})" : text;
    }

    private static int Number(Match place, string group) => place.Groups[group].Value[0] - '0';

    [GeneratedRegex(@"\{(#(?<size>\d)|(?<argument>\d)(:(?<binding>\w+))?)\}")]
    private static partial Regex Places();
}

/// <summary>A name that expressions can use.</summary>
internal sealed record Variable(string Name, CellType Type)
{
    public double Bound { get; init; } = 1.25;

    public bool IsShared { get; init; }

    public bool IsPositive { get; init; }

    public bool IsWhole { get; init; }
}
