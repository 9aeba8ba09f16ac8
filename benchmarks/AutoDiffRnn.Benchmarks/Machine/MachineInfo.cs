using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn.Benchmarks.Machine;

/// <summary>What a table was measured on.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">How many of its cores there are here.</param>
/// <param name="VectorBits">The widest vectors that run in hardware.</param>
/// <param name="Runtime">.NET's version.</param>
/// <param name="System">The operating system.</param>
internal sealed record MachineInfo(string Processor, int Cores, int VectorBits, string Runtime, string System)
{
    /// <summary>This machine.</summary>
    public static MachineInfo Read() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription);

    private static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file))
            return $"{RuntimeInformation.ProcessArchitecture}";
        var lines = File.ReadLines(file).TakeWhile(line => line.Length > 0).Select(line => line.Split(':')).Where(parts => parts.Length == 2);
        var values = lines.ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim());
        return $"{Value("model name")} (family {Value("cpu family")}, model {Value("model")})";

        string Value(string name) => values.GetValueOrDefault(name, "unknown");
    }
}
