using System.Text.Json;
using System.Text.Json.Serialization;
using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Machine;

namespace AutoDiffRnn.Benchmarks.Reports;

/// <summary>
/// The rows of a comparison in a folder, as JSON and as Markdown. Both are written again after each row, so that nothing measured is lost.
/// </summary>
internal sealed class ComparisonReport
{
    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<Phase>(JsonNamingPolicy.CamelCase), new ShapeConverter() },
    };

    private readonly string _path;
    private readonly string _title;
    private readonly List<ComparisonRow> _rows = [];

    /// <summary>A report NAME.json and NAME.md in <paramref name="folder"/>.</summary>
    public ComparisonReport(string folder, string name, string title, bool resume)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, name);
        _title = title;
        if (resume && File.Exists(_path + ".json"))
            _rows.AddRange(JsonSerializer.Deserialize<Content>(File.ReadAllText(_path + ".json"), _json)!.Rows);
    }

    /// <summary>What was measured.</summary>
    public IReadOnlyList<ComparisonRow> Rows => _rows;

    /// <summary>Whether a row has been measured already.</summary>
    public bool Has(ComparisonKey key) => _rows.Exists(row => row.Key == key);

    /// <summary>Adds a row, and writes the files.</summary>
    public void Add(ComparisonRow row)
    {
        _rows.Add(row);
        var machine = MachineInfo.Read();
        Replace(_path + ".json", JsonSerializer.Serialize(new Content(_title, machine, _rows), _json));
        Replace(_path + ".md", ComparisonMarkdown.Write(_title, machine, _rows));
    }

    private static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    private sealed record Content(string Title, MachineInfo Machine, IReadOnlyList<ComparisonRow> Rows);

    private sealed class ShapeConverter : JsonConverter<SequenceShape>
    {
        public override SequenceShape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => SequenceShape.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SequenceShape value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.ToString());
    }
}
