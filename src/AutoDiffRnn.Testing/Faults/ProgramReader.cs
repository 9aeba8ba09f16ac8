using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AutoDiffRnn.Testing.Faults;

/// <summary>
/// Reads what depends on what from the text in which a cell's program travels in its assembly; what a value computes, and its sizes,
/// do not matter here and are passed over.
/// </summary>
/// <remarks>
/// The lines of interest, of a text that begins with <c>program 1</c>:
/// <code>
/// statement "return leak * h + x"
/// leaf -1 real [H] Previous "h" []            the statement's number, shape, what it is, its name
/// value 0 "h" real [H] Add (4, 0) []          the statement's number, name, shape, operator, operands
/// result state "h" 5
/// </code>
/// </remarks>
internal static partial class ProgramReader
{
    private const string Version = "program 1";
    private const string Attribute = "AutoDiffRnn.CellProgramAttribute";

    // The leaves that stand for parameters with gradients, or for tokens, which have none and do no harm.
    private static readonly HashSet<string> ParameterLeaves = new(StringComparer.Ordinal) { "Input", "Previous", "Weight" };

    /// <summary>The program that the assembly of a cell's method carries for it; null if there is none that this can read.</summary>
    public static CellProgram? Find(MethodInfo cell)
    {
        var owner = cell.DeclaringType!;
        var id = $"M:{owner.FullName!.Replace('+', '.')}.{cell.Name}";
        // By name, because a runtime without the attribute has no programs, and everything else works with it.
        return owner.Assembly.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.FullName == Attribute)
            .Select(attribute => attribute.ConstructorArguments.Select(argument => argument.Value).ToList())
            .Where(arguments => arguments is [int, string method, string] && (method == id || method.StartsWith(id + "(", StringComparison.Ordinal)))
            .Select(arguments => Read((string)arguments[2]!))
            .FirstOrDefault(program => program is not null);
    }

    /// <summary>Reads a text; null if it is of another version or not such a text.</summary>
    public static CellProgram? Read(string text)
    {
        var lines = text.Split('\n');
        if (lines[0] != Version)
            return null;
        var statements = new List<string>();
        var values = new List<ProgramValue>();
        var results = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (StatementLine().Match(line) is { Success: true } statement)
                statements.Add(Unquoted(statement.Groups[1].Value));
            else if (LeafLine().Match(line) is { Success: true } leaf)
                values.Add(Leaf(Number(leaf.Groups[1]), leaf.Groups[2].Value, Unquoted(leaf.Groups[3].Value)));
            else if (ValueLine().Match(line) is { Success: true } value)
                values.Add(new ProgramValue([.. DigitsOnly().Matches(value.Groups[2].Value).Select(Number)], Number(value.Groups[1])));
            else if (ResultLine().Match(line) is { Success: true } result)
                results[Unquoted(result.Groups[1].Value)] = Number(result.Groups[2]);
        }

        return IsWhole(statements, values, results) ? new CellProgram(statements, values, results) : null;
    }

    private static ProgramValue Leaf(int statement, string kind, string name) => new([], statement, ParameterLeaves.Contains(kind) ? name : null);

    private static bool IsWhole(List<string> statements, List<ProgramValue> values, Dictionary<string, int> results)
        => results.Count > 0
        && results.Values.All(value => value < values.Count)
        && values.All(value => value.Statement < statements.Count)
        && values.Select((value, number) => value.Operands.All(operand => operand < number)).All(isBefore => isBefore);

    private static int Number(Capture text) => int.Parse(text.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Unquoted(string quoted) => Escape().Replace(quoted, escape => escape.Groups[1].Success
        ? ((char)ushort.Parse(escape.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
        : escape.Value[1..]);

    [GeneratedRegex("""^statement "((?:[^"\\]|\\.)*)"$""")]
    private static partial Regex StatementLine();

    [GeneratedRegex("""^leaf (-?\d+) \w+ \[[^\]]*\] (\w+) "((?:[^"\\]|\\.)*)" """)]
    private static partial Regex LeafLine();

    [GeneratedRegex("""^value (-?\d+) (?:-|"(?:[^"\\]|\\.)*") \w+ \[[^\]]*\] \w+ \(([^)]*)\) """)]
    private static partial Regex ValueLine();

    [GeneratedRegex("""^result (?:state|output) "((?:[^"\\]|\\.)*)" (\d+)$""")]
    private static partial Regex ResultLine();

    [GeneratedRegex(@"\d+")]
    private static partial Regex DigitsOnly();

    [GeneratedRegex(@"\\(?:u([0-9a-f]{4})|.)")]
    private static partial Regex Escape();
}
