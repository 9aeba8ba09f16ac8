using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>
/// Finished runs in a folder, one JSON file each, named by a hash of all their settings and of the program's code: an interrupted experiment
/// finds what
/// it has done, and one with other settings does not.
/// </summary>
/// <param name="folder">The folder; it is made when the first run is saved.</param>
internal sealed class RunStore(string folder)
{
    private static readonly string _code = typeof(RunStore).Module.ModuleVersionId.ToString() + typeof(Network<>).Module.ModuleVersionId;

    /// <summary>How results of experiments are written.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The result of a run, or null if it is not there.</summary>
    public TResult? Find<TSettings, TResult>(TSettings settings)
        where TSettings : notnull
        where TResult : class
    {
        var path = PathOf(settings);
        try
        {
            // What does not read as a result was cut off or damaged: the run is done again.
            return File.Exists(path) ? JsonSerializer.Deserialize<Entry<TSettings, TResult>>(File.ReadAllText(path), Format)?.Result : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the result of a run.</summary>
    /// <exception cref="LabException">It cannot be written.</exception>
    public void Save<TSettings, TResult>(TSettings settings, TResult result)
        where TSettings : notnull
        where TResult : class
        => Write(PathOf(settings), JsonSerializer.Serialize(new Entry<TSettings, TResult>(settings, result), Format) + "\n");

    /// <summary>Writes a file as a whole or not at all; its folder is made.</summary>
    /// <exception cref="LabException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var temporary = $"{path}.{Environment.CurrentManagedThreadId}.tmp";
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ModelErrors.ResultUnwritable(path, error);
        }
    }

    private string PathOf<TSettings>(TSettings settings) where TSettings : notnull
    {
        var key = typeof(TSettings).Name + JsonSerializer.Serialize(settings, Format) + _code;
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)))[..20] + ".json");
    }

    private sealed record Entry<TSettings, TResult>(TSettings Settings, TResult Result);
}
