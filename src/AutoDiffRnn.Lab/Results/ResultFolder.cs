using System.Globalization;
using System.Text;
using System.Text.Json;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Experiments;

namespace AutoDiffRnn.Lab.Results;

/// <summary>A folder with the files that a measurement wrote. A file is replaced as a whole or not at all.</summary>
internal sealed class ResultFolder
{
    /// <summary>Makes the folder if it does not exist yet.</summary>
    /// <exception cref="LabException">It cannot be made.</exception>
    public ResultFolder(string path)
    {
        FullPath = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(FullPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.ResultUnwritable(FullPath, error);
        }
    }

    /// <summary>Where it is.</summary>
    public string FullPath { get; }

    /// <summary>Writes a value as JSON. Numbers that are not finite become the strings "NaN", "Infinity" and "-Infinity".</summary>
    public void WriteJson<TValue>(string name, TValue value) => WriteText(name, JsonSerializer.Serialize(value, RunStore.Format) + "\n");

    /// <summary>Writes a table: values separated by commas, one line of headings. Text with a comma or a quote is quoted as RFC 4180 says.</summary>
    public void WriteCsv(string name, IReadOnlyList<string> headings, IEnumerable<object[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend([.. headings]))
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        WriteText(name, text.ToString());
    }

    /// <summary>Writes text in UTF-8.</summary>
    /// <exception cref="LabException">The file cannot be written.</exception>
    public void WriteText(string name, string text) => RunStore.Write(Path.Combine(FullPath, name), text);

    private static string Cell(object value)
    {
        var text = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : $"{value}";
        return text.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
