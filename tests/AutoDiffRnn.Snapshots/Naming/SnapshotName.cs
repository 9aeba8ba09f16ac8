using System.Reflection;
using VerifyXunit;

namespace VerifyTests;

/// <summary>
/// Where the files of one verification are, and the stem that their names share:
/// <c>{Directory}/{Stem}[#{target}[.{NN}]].{verified|received}.{extension}</c>.
/// </summary>
internal sealed record SnapshotName(string Directory, string Stem)
{
    private const string Received = "received";
    private const string Verified = "verified";

    /// <exception cref="InvalidOperationException">The source file's directory is not there, or the project's is not known.</exception>
    public static SnapshotName Resolve(TestCall call, VerifySettings settings, DerivePathInfo? paths)
    {
        var type = call.Method.ReflectedType!;
        var info = paths?.Invoke(call.SourceFile, ProjectDirectoryOf(type.Assembly), type, call.Method) ?? default;
        var directory = Path.Combine(DirectoryOf(call.SourceFile), settings.Directory ?? info.Directory ?? "");
        return new SnapshotName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)), StemOf(call.Method, settings, info));
    }

    /// <summary>The directory of a source file, which must be on this machine.</summary>
    public static string DirectoryOf(string sourceFile)
    {
        var directory = Path.GetDirectoryName(sourceFile);
        if (!Path.IsPathFullyQualified(sourceFile) || !System.IO.Directory.Exists(directory))
        {
            throw new InvalidOperationException(
                $"sourceFile: expected the path of a test's source file, but the directory of '{sourceFile}' is not there. "
                + "Paths that the compiler maps (deterministic builds) cannot be followed: import tests/Snapshots.props.");
        }

        return directory;
    }

    /// <summary>The verified file of a target; <paramref name="index"/> counts targets of one name and extension, if there are several.</summary>
    public string VerifiedPath(SnapshotTarget target, int? index) => PathOf(target, index, Verified);

    /// <summary>The received file of a target, beside the verified one.</summary>
    public string ReceivedPath(SnapshotTarget target, int? index) => PathOf(target, index, Received);

    /// <summary>The verified files of this verification, in ordinal order.</summary>
    public IReadOnlyList<string> FindVerifiedFiles() => Find(Verified);

    /// <summary>Removes what an earlier run of this verification left.</summary>
    public void DeleteReceivedFiles()
    {
        foreach (var file in Find(Received))
            File.Delete(file);
    }

    private static string StemOf(MethodInfo method, VerifySettings settings, PathInfo info)
    {
        if (settings.FileName is not null)
            return settings.FileName;
        var type = settings.TypeName ?? info.TypeName ?? NameOf(method.ReflectedType!);
        var parameters = settings switch
        {
            { ParametersText: { } text } => $"_{text}",
            { Parameters: { } values } => ParameterText.Of(method, values),
            _ => "",
        };
        return $"{type}.{settings.MethodName ?? info.MethodName ?? method.Name}{parameters}";
    }

    // One level of nesting only, because that is how the format is.
    private static string NameOf(Type type) => type.DeclaringType is { } outer ? $"{outer.Name}.{type.Name}" : type.Name;

    private static string ProjectDirectoryOf(Assembly assembly)
        => assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(item => item.Key == "Verify.ProjectDirectory")?.Value
            ?? throw new InvalidOperationException(
                $"The assembly {assembly.GetName().Name} does not say where its project is; import tests/Snapshots.props in the project.");

    private string PathOf(SnapshotTarget target, int? index, string kind)
    {
        var number = index is { } value ? value.ToString("D2", System.Globalization.CultureInfo.InvariantCulture) : null;
        var parts = new[] { target.Name, number }.Where(part => part is not null).ToArray();
        var suffix = parts.Length == 0 ? "" : $"#{string.Join('.', parts)}";
        return Path.Combine(Directory, $"{Stem}{suffix}.{kind}.{target.Extension}");
    }

    private List<string> Find(string kind)
    {
        if (!System.IO.Directory.Exists(Directory))
            return [];
        return [.. System.IO.Directory.EnumerateFiles(Directory).Where(path => Owns(Path.GetFileName(path), kind)).Order(StringComparer.Ordinal)];
    }

    private bool Owns(string fileName, string kind)
        => fileName.StartsWith($"{Stem}.{kind}.", StringComparison.Ordinal)
            || (fileName.StartsWith($"{Stem}#", StringComparison.Ordinal) && fileName.Contains($".{kind}.", StringComparison.Ordinal));
}
