using System.Buffers;
using System.Text.Json;

namespace AutoDiffRnn;

/// <summary>Reads the header of a safetensors file, and refuses whatever the format does not allow.</summary>
internal sealed class SafetensorsHeaderParser(string path, long dataLength)
{
    private static readonly SearchValues<byte> _hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private readonly List<SafetensorsTensor> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private Dictionary<string, string>? _metadata;
    private int _digestOffset = -1;

    /// <exception cref="CheckpointException">The header breaks a rule of the format.</exception>
    public SafetensorsHeader Parse(ReadOnlySpan<byte> header)
    {
        Require(header.Length > 0 && header[0] == '{', "a header that begins with {", header.Length == 0 ? "an empty one" : $"byte {header[0]}");
        try
        {
            var reader = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 8 });
            reader.Read();
            ReadEntries(ref reader);
            reader.Read(); // Nothing but white space may follow: if anything does, the reader throws.
        }
        catch (JsonException error)
        {
            throw new CheckpointException(path, "a header in JSON", $"at byte {error.BytePositionInLine}: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // What the reader throws for bytes that are not UTF-8, and for an escaped half of a surrogate pair.
            throw new CheckpointException(path, "a header in JSON with well-formed strings", error.Message, error);
        }

        return new SafetensorsHeader(InOrder(), _metadata ?? [], _digestOffset);
    }

    private void ReadEntries(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == SafetensorsFormat.MetadataKey)
            {
                Require(_metadata is null, $"{name} once", "it twice");
                ReadMetadata(ref reader);
            }
            else
            {
                Require(_names.Add(name), "each tensor once", $"'{name}' twice");
                _tensors.Add(ReadTensor(ref reader, name));
            }
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        RequireToken(ref reader, JsonTokenType.StartObject, SafetensorsFormat.MetadataKey, "an object");
        _metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            RequireToken(ref reader, JsonTokenType.String, $"{SafetensorsFormat.MetadataKey} '{key}'", "a string");
            var value = reader.GetString()!;
            Require(_metadata.TryAdd(key, value), "each metadata entry once", $"'{key}' twice");
            if (key == CheckpointNames.Digest)
                LocateDigest(ref reader);
        }
    }

    private void LocateDigest(ref Utf8JsonReader reader)
    {
        var digits = reader.ValueSpan;
        Require(
            digits.Length == SafetensorsFormat.DigestDigits && !digits.ContainsAnyExcept(_hexadecimal),
            $"{SafetensorsFormat.DigestDigits} hexadecimal digits as {CheckpointNames.Digest}",
            $"'{reader.GetString()}'");
        _digestOffset = checked((int)reader.TokenStartIndex + 1);
    }

    private SafetensorsTensor ReadTensor(ref Utf8JsonReader reader, string name)
    {
        RequireToken(ref reader, JsonTokenType.StartObject, $"tensor '{name}'", "an object");
        string? elementType = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            switch (key)
            {
                case "dtype" when elementType is null:
                    RequireToken(ref reader, JsonTokenType.String, $"dtype of '{name}'", "a string");
                    elementType = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, $"shape of '{name}'");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, $"data_offsets of '{name}'");
                    break;
                default:
                    throw new CheckpointException(path, $"dtype, shape and data_offsets of tensor '{name}', each once", $"'{key}'");
            }
        }

        if (elementType is null || shape is null || offsets is null)
            throw new CheckpointException(path, $"dtype, shape and data_offsets of tensor '{name}'", "only some of them");
        return Checked(new CheckpointTensor(name, elementType, shape), offsets);
    }

    private SafetensorsTensor Checked(CheckpointTensor tensor, List<long> offsets)
    {
        if (SafetensorsFormat.ByteLength(tensor.ElementType, tensor.Shape) is not { } length)
        {
            var known = string.Join(", ", SafetensorsFormat.ElementTypes);
            throw new CheckpointException(path, $"tensor '{tensor.Name}' to have a possible size and one of the types {known}", $"{tensor}");
        }

        Require(
            offsets.Count == 2 && offsets[0] <= offsets[1] && offsets[1] <= dataLength,
            $"data_offsets of '{tensor.Name}' within the {dataLength} bytes of data that there are",
            $"[{string.Join(", ", offsets)}]: the file is damaged or cut off");
        Require(
            offsets[1] - offsets[0] == length,
            $"{length} bytes for '{tensor.Name}', {tensor}",
            $"{offsets[1] - offsets[0]}");
        return new SafetensorsTensor(tensor, offsets[0], offsets[1]);
    }

    private List<long> ReadNumbers(ref Utf8JsonReader reader, string what)
    {
        RequireToken(ref reader, JsonTokenType.StartArray, what, "an array");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            RequireToken(ref reader, JsonTokenType.Number, what, "whole numbers");
            Require(reader.TryGetInt64(out var number) && number >= 0, $"{what} to be whole numbers, at least 0", "another number");
            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>The tensors in the order of their bytes, which they must cover exactly.</summary>
    private List<SafetensorsTensor> InOrder()
    {
        var end = 0L;
        var ordered = _tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End).ToList();
        foreach (var tensor in ordered)
        {
            Require(
                tensor.Begin == end,
                $"tensor '{tensor.Info.Name}' to begin where the one before ends, at byte {end} of the data",
                $"{tensor.Begin}");
            end = tensor.End;
        }

        Require(end == dataLength, $"{end} bytes of data, as the header says", $"{dataLength}");
        return ordered;
    }

    private void RequireToken(ref Utf8JsonReader reader, JsonTokenType type, string what, string expected)
    {
        if (reader.TokenType != type)
            throw new CheckpointException(path, $"{what} to be {expected}", $"{reader.TokenType}");
    }

    private void Require(bool holds, string expected, string found)
    {
        if (!holds)
            throw new CheckpointException(path, expected, found);
    }
}
