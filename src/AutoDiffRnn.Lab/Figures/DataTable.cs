using System.Globalization;
using System.Text;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>The numbers of a picture, as a table that others can compute with.</summary>
/// <param name="Columns">The columns' names, with units.</param>
/// <param name="Rows">The rows: text as it is, numbers with six significant digits.</param>
internal sealed record DataTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object>> Rows)
{
    private const string Digits = "G6";

    /// <summary>Comma-separated values (RFC 4180, but for ends of lines, which are single line feeds).</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        foreach (var row in (IEnumerable<IEnumerable<object>>)[Columns, .. Rows])
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        return text.ToString();
    }

    /// <summary>A cell as it is written.</summary>
    private static string Cell(object value)
    {
        var text = value is double number
            ? number.ToString(Digits, CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
