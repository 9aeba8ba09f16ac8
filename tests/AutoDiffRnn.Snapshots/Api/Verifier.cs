using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>
/// Compares what a test produced with its verified files. The names, the settings and the files are those of the package
/// <c>Verify.Xunit</c>, which can take this engine's place (see <c>docs/snapshots.md</c>).
/// </summary>
public static class Verifier
{
    /// <summary>
    /// Compares a <c>GeneratorDriver</c> that has run, a <c>GeneratorDriverRunResult</c>, a <c>Diagnostic</c>, a sequence of them,
    /// or a <c>Location</c>.
    /// </summary>
    /// <param name="target">What the test produced.</param>
    /// <param name="settings">Settings shared by several tests; this verification works on a copy.</param>
    /// <param name="sourceFile">The calling file, filled in by the compiler.</param>
    /// <returns>A task that fails if the target differs from the verified files.</returns>
    public static SettingsTask Verify(object? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
        => Start(own => SnapshotTargets.Of(target, own, ModuleSettings.Shared), settings, sourceFile);

    /// <summary>Compares a text with <c>….verified.txt</c>; an empty text is written as <c>emptyString</c>, null as <c>null</c>.</summary>
    /// <param name="target">The text.</param>
    /// <param name="settings">Settings shared by several tests; this verification works on a copy.</param>
    /// <param name="sourceFile">The calling file, filled in by the compiler.</param>
    /// <returns>A task that fails if the text differs from the verified file.</returns>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
        => Start(_ => [SnapshotTargets.OfText(target)], settings, sourceFile);

    /// <summary>Compares a text with <c>….verified.{extension}</c>, exactly as it is.</summary>
    /// <param name="target">The text; null is written as <c>null</c>.</param>
    /// <param name="extension">The extension of the file, without a dot.</param>
    /// <param name="settings">Settings shared by several tests; this verification works on a copy.</param>
    /// <param name="sourceFile">The calling file, filled in by the compiler.</param>
    /// <returns>A task that fails if the text differs from the verified file.</returns>
    /// <exception cref="ArgumentException"><paramref name="extension"/> is empty or begins with a dot.</exception>
    public static SettingsTask Verify(
        string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
    {
        FileNameRules.RequireExtension(extension, nameof(extension));
        return Start(_ => [new SnapshotTarget(null, extension, target ?? "null")], settings, sourceFile);
    }

    /// <summary>Sets, for the whole assembly, where snapshots live and how their names begin.</summary>
    /// <param name="derivePathInfo">Called once for each verification.</param>
    /// <exception cref="InvalidOperationException">A verification has already run.</exception>
    public static void DerivePathInfo(DerivePathInfo derivePathInfo) => ModuleSettings.Shared.UsePaths(derivePathInfo);

    /// <summary>Puts, for the whole assembly, snapshots into a directory beside each test's source file.</summary>
    /// <param name="directory">The directory, relative to the source file's.</param>
    /// <exception cref="InvalidOperationException">A verification has already run.</exception>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is empty.</exception>
    public static void UseSourceFileRelativeDirectory(string directory)
    {
        FileNameRules.RequireDirectory(directory, nameof(directory));
        ModuleSettings.Shared.UsePaths((sourceFile, _, _, _) => new PathInfo(Path.Combine(SnapshotName.DirectoryOf(sourceFile), directory)));
    }

    private static SettingsTask Start(
        Func<VerifySettings, IReadOnlyList<SnapshotTarget>> targets, VerifySettings? settings, string sourceFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sourceFile);
        return new SettingsTask(settings, own => Verification.RunAsync(
            new TestCall(RecordCurrentTestAttribute.Current, sourceFile), targets, own, ModuleSettings.Shared, AcceptPolicy.FromEnvironment()));
    }
}
