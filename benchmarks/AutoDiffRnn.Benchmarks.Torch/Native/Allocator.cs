using System.Runtime.InteropServices;

namespace AutoDiffRnn.Benchmarks.Torch.Native;

/// <summary>The allocator of the GNU C library, which libtorch takes the memory of its tensors from.</summary>
internal static partial class Allocator
{
    private const int TrimThreshold = -1; // M_TRIM_THRESHOLD
    private const int MostMappings = -4;  // M_MMAP_MAX
    private const int MostArenas = -8;    // M_ARENA_MAX

    /// <summary>
    /// Lets the allocator keep what is freed. By default it maps each large block anew and gives it back to the system when it is freed, so that
    /// a training pays for each page in each call: the backward pass of <c>nn.LSTM</c> then takes up to five times as long as its arithmetic.
    /// </summary>
    /// <remarks>Where the C library is another one, nothing is changed.</remarks>
    public static void KeepMemory()
    {
        try
        {
            _ = SetOption(MostMappings, 0);
            _ = SetOption(TrimThreshold, -1);
            _ = SetOption(MostArenas, 1);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
