using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Results;

/// <summary>A folder with the files that a measurement wrote. A file is replaced as a whole or not at all.</summary>
internal sealed class ResultFolder
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // The logarithm of 0, and what is not known.
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Makes the folder if it does not exist yet.</summary>
    /// <exception cref="LabException">It cannot be made.</exception>
    public ResultFolder(string path)
    {
        FullPath = Path.GetFullPath(path);
        Guard(() => Directory.CreateDirectory(FullPath));
    }

    /// <summary>Where it is.</summary>
    public string FullPath { get; }

    /// <summary>Writes a value as JSON. Numbers that are not finite become the strings "NaN", "Infinity" and "-Infinity".</summary>
    public void WriteJson<TValue>(string name, TValue value) => WriteText(name, JsonSerializer.Serialize(value, _json) + "\n");

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
    public void WriteText(string name, string text) => Guard(() =>
    {
        var path = Path.Combine(FullPath, name);
        var unfinished = path + ".part";
        File.WriteAllText(unfinished, text, _utf8);
        File.Move(unfinished, path, overwrite: true);
    });

    private static string Cell(object value)
    {
        var text = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : $"{value}";
        return text.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw MeasurementErrors.Unwritable(FullPath, error);
        }
    }
}
