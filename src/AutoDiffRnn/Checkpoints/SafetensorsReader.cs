using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AutoDiffRnn;

/// <summary>Reads a safetensors file once from front to back: the header, then the data of the tensors that are wanted.</summary>
internal sealed class SafetensorsReader : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <exception cref="CheckpointException">The file is no safetensors file, or its header is damaged.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public SafetensorsReader(string path)
    {
        SafetensorsFormat.RequireLittleEndian();
        _path = path;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            Header = ReadHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SafetensorsHeader Header { get; }

    /// <summary>
    /// Reads the data of all tensors whose names are <paramref name="wanted"/>, and passes over the others. If the header has a
    /// digest, the whole file must agree with it.
    /// </summary>
    /// <exception cref="CheckpointException">The file ends too early, is damaged, or a tensor is too large for one array.</exception>
    public Dictionary<string, byte[]> ReadData(IReadOnlySet<string> wanted)
    {
        var skipped = new byte[1 << 16];
        var data = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var tensor in Header.Tensors)
        {
            var length = tensor.End - tensor.Begin;
            if (wanted.Contains(tensor.Info.Name))
            {
                Require(length <= Array.MaxLength, $"tensor '{tensor.Info.Name}' of at most {Array.MaxLength} bytes", $"{length}");
                data[tensor.Info.Name] = new byte[length];
                Read(data[tensor.Info.Name]);
            }
            else
            {
                for (var rest = length; rest > 0; rest -= Math.Min(rest, skipped.Length))
                    Read(skipped.AsSpan(0, (int)Math.Min(rest, skipped.Length)));
            }
        }

        RequireDigest();
        return data;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private SafetensorsHeader ReadHeader()
    {
        var fileLength = _stream.Length;
        Require(fileLength >= SafetensorsFormat.LengthBytes, "a safetensors file, of at least 8 bytes", $"{fileLength}");
        Span<byte> lengthBytes = stackalloc byte[SafetensorsFormat.LengthBytes];
        Read(lengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        Require(length <= SafetensorsFormat.LongestHeader, $"a header of at most {SafetensorsFormat.LongestHeader} bytes", $"one of {length}");
        var dataLength = fileLength - SafetensorsFormat.LengthBytes - (long)length;
        Require(dataLength >= 0, $"a header of {length} bytes", $"a file of {fileLength} bytes, which is cut off or no safetensors file");

        var bytes = new byte[length];
        ReadPlain(bytes);
        var header = new SafetensorsHeaderParser(_path, dataLength).Parse(bytes);
        if (header.DigestOffset >= 0)
            bytes.AsSpan(header.DigestOffset, SafetensorsFormat.DigestDigits).Fill((byte)'0'); // as the writer summed it
        _hash.AppendData(bytes);
        return header;
    }

    private void RequireDigest()
    {
        if (!Header.Metadata.TryGetValue(CheckpointNames.Digest, out var expected))
            return;
        var found = Convert.ToHexStringLower(_hash.GetHashAndReset());
        Require(found == expected, $"contents with the SHA-256 {expected}", $"{found}: the file is damaged");
    }

    private void Read(Span<byte> bytes)
    {
        ReadPlain(bytes);
        _hash.AppendData(bytes);
    }

    private void ReadPlain(Span<byte> bytes)
    {
        var read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Require(read == bytes.Length, $"{bytes.Length} bytes", $"the end of the file after {read}");
    }

    private void Require(bool holds, string expected, string found)
    {
        if (!holds)
            throw new CheckpointException(_path, expected, found);
    }
}
