using System.Buffers.Binary;
using System.Text;

namespace AutoDiffRnn.Benchmarks.Torch.Native;

/// <summary>
/// The versions of symbols that an ELF library of 64 bits, little-endian, needs of other libraries: its section <c>.gnu.version_r</c>.
/// </summary>
/// <remarks>
/// The layout is that of the "Symbol versioning" chapter of the Linux Standard Base. Each library that is needed has an entry with a list of
/// versions; a version with the flag <c>VER_FLG_WEAK</c> may be missing, and the loader then goes on.
/// </remarks>
internal static class VersionNeeds
{
    private const int VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort Weak = 2;                     // VER_FLG_WEAK

    /// <summary>Marks the need of <paramref name="version"/> as weak.</summary>
    /// <param name="library">The bytes of the library.</param>
    /// <param name="version">For instance <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>How many needs were changed.</returns>
    /// <exception cref="InvalidDataException">These are not the bytes of such a library.</exception>
    public static int MakeWeak(Span<byte> library, string version)
    {
        if (library.Length < 64 || !library[..6].SequenceEqual("\u007FELF\u0002\u0001"u8))
            throw new InvalidDataException("Not an ELF library of 64 bits, little-endian.");

        var changed = 0;
        var (sections, size, count) = ((int)U64(library, 0x28), U16(library, 0x3A), U16(library, 0x3C));
        for (var index = 0; index < count; index++)
        {
            var section = library.Slice(sections + index * size, size);
            if (U32(section, 4) != VersionNeedSection)
                continue;
            var strings = library.Slice(sections + (int)U32(section, 0x28) * size, size);
            changed += MakeWeak(library, (int)U64(section, 0x18), (int)U64(strings, 0x18), version);
        }

        return changed;
    }

    private static int MakeWeak(Span<byte> library, int need, int strings, string version)
    {
        var changed = 0;
        while (true)
        {
            // vn_version, vn_cnt: 2 bytes each; vn_file, vn_aux, vn_next: 4 bytes each
            var at = need + (int)U32(library, need + 8);
            for (var left = U16(library, need + 2); left > 0; left--)
            {
                // vna_hash: 4 bytes; vna_flags, vna_other: 2 bytes each; vna_name, vna_next: 4 bytes each
                var flags = U16(library, at + 4);
                if (Name(library, strings + (int)U32(library, at + 8)) == version && (flags & Weak) == 0)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(library[(at + 4)..], (ushort)(flags | Weak));
                    changed++;
                }

                at += (int)U32(library, at + 12);
            }

            var next = (int)U32(library, need + 12);
            if (next == 0)
                return changed;
            need += next;
        }
    }

    private static string Name(ReadOnlySpan<byte> library, int at)
        => Encoding.ASCII.GetString(library.Slice(at, library[at..].IndexOf((byte)0)));

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
