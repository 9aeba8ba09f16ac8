using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AutoDiffRnn;

/// <summary>Gives the bytes of a tensor as they lie in memory.</summary>
internal delegate ReadOnlySpan<byte> TensorBytes();

/// <summary>Writes a safetensors file with a SHA-256 over all of it in its metadata.</summary>
internal sealed class SafetensorsWriter
{
    private static readonly string _blankDigest = new('0', SafetensorsFormat.DigestDigits);

    private readonly List<(SafetensorsTensor Tensor, TensorBytes Bytes)> _tensors = [];
    private readonly List<KeyValuePair<string, string>> _metadata = [];
    private long _dataLength;

    public void AddMetadata(string key, string value) => _metadata.Add(new(key, value));

    /// <summary>Adds a tensor after those before. Those with the widest elements come first, so that each is aligned.</summary>
    /// <exception cref="ArgumentException">It has more bytes than a reader can hold.</exception>
    public void AddTensor(string name, string elementType, IEnumerable<int> shape, TensorBytes bytes)
    {
        var info = new CheckpointTensor(name, elementType, [.. shape.Select(size => (long)size)]);
        var length = SafetensorsFormat.ByteLength(elementType, info.Shape)!.Value;
        ShapeError.Require(length <= Array.MaxLength, name, $"at most {Array.MaxLength} bytes", $"{length}");
        _tensors.Add((new SafetensorsTensor(info, _dataLength, checked(_dataLength + length)), bytes));
        _dataLength += length;
    }

    /// <summary>Writes the file to <paramref name="stream"/>, which can be sought: the digest is filled in last.</summary>
    public void WriteTo(Stream stream)
    {
        SafetensorsFormat.RequireLittleEndian();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = Header(out var digestOffset);
        var length = new byte[SafetensorsFormat.LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        Write(length);
        Write(header);
        foreach (var (tensor, bytes) in _tensors)
        {
            var data = bytes();
            ShapeError.RequireLength(checked((int)(tensor.End - tensor.Begin)), data.Length, tensor.Info.Name, "bytes of a tensor");
            Write(data);
        }

        var end = stream.Position;
        stream.Position = length.Length + digestOffset;
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset())));
        stream.Position = end;

        void Write(ReadOnlySpan<byte> data)
        {
            stream.Write(data);
            hash.AppendData(data);
        }
    }

    private ReadOnlySpan<byte> Header(out int digestOffset)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            digestOffset = WriteMetadata(json);
            foreach (var (tensor, _) in _tensors)
                WriteTensor(json, tensor);
            json.WriteEndObject();
        }

        // The header ends on a multiple of 8, so that the data are aligned in a file that is mapped into memory.
        while (buffer.WrittenCount % SafetensorsFormat.LengthBytes != 0)
            buffer.Write(" "u8);
        ShapeError.Require(
            buffer.WrittenCount <= SafetensorsFormat.LongestHeader,
            "metadata",
            $"a header of at most {SafetensorsFormat.LongestHeader} bytes",
            $"{buffer.WrittenCount}");
        return buffer.WrittenSpan;
    }

    /// <summary>Writes the metadata and returns where the digits of the digest begin.</summary>
    private int WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject(SafetensorsFormat.MetadataKey);
        json.WriteString(CheckpointNames.Digest, _blankDigest);
        var digestOffset = checked((int)(json.BytesCommitted + json.BytesPending)) - 1 - SafetensorsFormat.DigestDigits;
        foreach (var (key, value) in _metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        return digestOffset;
    }

    private static void WriteTensor(Utf8JsonWriter json, SafetensorsTensor tensor)
    {
        json.WriteStartObject(tensor.Info.Name);
        json.WriteString("dtype", tensor.Info.ElementType);
        json.WriteStartArray("shape");
        foreach (var size in tensor.Info.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(tensor.Begin);
        json.WriteNumberValue(tensor.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
