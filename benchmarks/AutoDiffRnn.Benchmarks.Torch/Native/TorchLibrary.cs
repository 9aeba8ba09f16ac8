using System.Runtime.InteropServices;

namespace AutoDiffRnn.Benchmarks.Torch.Native;

/// <summary>Loads libtorch before TorchSharp does, which would only say that something could not be loaded.</summary>
internal static class TorchLibrary
{
    /// <summary>The version of symbols that GCC 13 brought. Of its symbols, TorchSharp's library names one that it never calls.</summary>
    private const string NewestVersion = "GLIBCXX_3.4.32";

    /// <summary>Loads it, if this machine can.</summary>
    /// <param name="tell">Receives what is done that one would not expect.</param>
    /// <returns>Null, or why it could not be loaded.</returns>
    public static string? Load(Action<string> tell)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        var path = Path.Combine(folder, "libLibTorchSharp.so");
        if (!File.Exists(path))
            return $"{path} does not exist: this project refers to libtorch for Linux on x64 only.";
        if (TryLoad(path) is not { } error)
            return null;
        if (!error.Contains(NewestVersion, StringComparison.Ordinal))
            return error;

        tell($"TorchSharp's library asks for symbols of the version {NewestVersion} (GCC 13), which this system's libstdc++ does not have.");
        tell($"It uses none of them, so the copy {path} is changed: that version may be missing.");
        if (!MakeWeak(path))
            return $"{path}: the need of {NewestVersion} was not found. {error}";
        return TryLoad(path);
    }

    private static string? TryLoad(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            return error.Message;
        }
    }

    /// <summary>Writes a changed copy in the place of the file, which may be a link into the cache of packages.</summary>
    private static bool MakeWeak(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (VersionNeeds.MakeWeak(bytes, NewestVersion) == 0)
            return false;
        var changed = path + ".changed";
        File.WriteAllBytes(changed, bytes);
        File.Move(changed, path, overwrite: true);
        return true;
    }
}
