using System.Text.Json;
using System.Text.Json.Serialization;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>
/// Evidence as JSON. Numbers are written so that they are read back with the same bits; what is not finite is written by name ("NaN",
/// "Infinity", "-Infinity").
/// </summary>
internal static class EvidenceFile
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The text of a file.</summary>
    public static string ToJson(Evidence evidence) => JsonSerializer.Serialize(evidence, _options) + "\n";

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is none of it; the message says where.</exception>
    public static Evidence FromJson(string json) => JsonSerializer.Deserialize<Evidence>(json, _options) ?? throw new JsonException("There is no "
        + "evidence in it.");

    /// <summary>Reads a file that a user named.</summary>
    /// <exception cref="LabException">It cannot be read (LAB090), or is no evidence (LAB091).</exception>
    public static Evidence Load(string option, string path)
    {
        try
        {
            return FromJson(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw LabErrors.NoEvidence(option, path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LabErrors.EvidenceUnreadable(option, path, error);
        }
    }
}
