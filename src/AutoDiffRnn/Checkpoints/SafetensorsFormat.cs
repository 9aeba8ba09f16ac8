namespace AutoDiffRnn;

/// <summary>A tensor and where its bytes are: [<paramref name="Begin"/>, <paramref name="End"/>) of the data that follow the header.</summary>
internal sealed record SafetensorsTensor(CheckpointTensor Info, long Begin, long End);

/// <summary>A header that was read: its tensors in the order of their bytes, and its metadata.</summary>
/// <param name="Tensors">The tensors, which cover the data without gaps.</param>
/// <param name="Metadata">The entries of <c>__metadata__</c>.</param>
/// <param name="DigestOffset">Where in the header the digits of the digest begin; −1 if it has none.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, int DigestOffset);

/// <summary>
/// The rules of the safetensors format, version 0.4 and later (https://github.com/huggingface/safetensors): eight bytes with the
/// length of the header, little-endian; the header, a JSON object that begins with <c>{</c> and may end with spaces; the data,
/// little-endian and row-major, which the tensors cover without a gap or an overlap.
/// </summary>
internal static class SafetensorsFormat
{
    public const string MetadataKey = "__metadata__";
    public const int LengthBytes = sizeof(ulong);

    /// <summary>The safetensors package refuses longer headers, and so a broken length cannot ask for much memory.</summary>
    public const int LongestHeader = 100_000_000;

    /// <summary>The digits of a SHA-256 in hexadecimal.</summary>
    public const int DigestDigits = 64;

    private static readonly Dictionary<string, int> _sizes = new()
    {
        ["BOOL"] = 1, ["U8"] = 1, ["I8"] = 1, ["F8_E5M2"] = 1, ["F8_E4M3"] = 1,
        ["U16"] = 2, ["I16"] = 2, ["F16"] = 2, ["BF16"] = 2,
        ["U32"] = 4, ["I32"] = 4, ["F32"] = 4,
        ["U64"] = 8, ["I64"] = 8, ["F64"] = 8, ["C64"] = 8,
    };

    public static IEnumerable<string> ElementTypes => _sizes.Keys;

    /// <summary>The number of bytes of a tensor; null if the type is unknown or the number is beyond all measure.</summary>
    public static long? ByteLength(string elementType, IReadOnlyList<long> shape)
    {
        if (!_sizes.TryGetValue(elementType, out var size))
            return null;
        try
        {
            return shape.Aggregate((long)size, (product, length) => checked(product * length));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Numbers are copied as they lie in memory.</summary>
    public static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Checkpoints are little-endian, and this machine is not: it can neither read nor write them.");
    }
}
