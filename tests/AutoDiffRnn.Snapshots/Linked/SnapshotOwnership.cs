using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace AutoDiffRnn.Snapshots;

/// <summary>
/// Finds snapshots that a renamed or deleted test left behind: no test compares them, so no test notices them.
/// Test projects compile this file themselves; it knows the names of snapshots but no engine, and works with either.
/// </summary>
internal static class SnapshotOwnership
{
    private const string Verified = ".verified.";
    private const string Received = ".received.";

    /// <summary>Lists the files in a directory of snapshots, and below it, that no test method owns.</summary>
    /// <param name="tests">The assembly of the tests.</param>
    /// <param name="directory">The directory, relative to the calling source file's.</param>
    /// <param name="otherStems">
    /// Stems (the part of a name before <c>#</c> or <c>.verified.</c>) of tests that name their files themselves, with <c>UseFileName</c>,
    /// <c>UseTypeName</c>, <c>UseMethodName</c> or <c>UseTextForParameters</c>.
    /// </param>
    /// <param name="sourceFile">The calling file, filled in by the compiler.</param>
    /// <returns>Paths relative to the directory, in ordinal order; received files are left out.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such directory: a misspelt name must not look like a clean one.</exception>
    public static IReadOnlyList<string> FindOrphans(
        Assembly tests, string directory = "_snapshots", IEnumerable<string>? otherStems = null, [CallerFilePath] string sourceFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(sourceFile)!, directory);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"directory: expected a directory of snapshots, but there is none at {path}.");

        var owners = tests.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }).SelectMany(OwnersIn).ToList();
        var stems = otherStems?.ToHashSet(StringComparer.Ordinal) ?? [];
        return
        [
            .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => !Path.GetFileName(file).Contains(Received, StringComparison.Ordinal))
                .Where(file => StemOf(Path.GetFileName(file)) is not { } stem || !(stems.Contains(stem) || owners.Exists(owner => owner.Owns(stem))))
                .Select(file => Path.GetRelativePath(path, file))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Owner> OwnersIn(Type type)
    {
        var typeName = type.DeclaringType is { } outer ? $"{outer.Name}.{type.Name}" : type.Name;
        return type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method.IsDefined(typeof(FactAttribute), inherit: true))
            .Select(method => new Owner($"{typeName}.{method.Name}", method.GetParameters().FirstOrDefault()?.Name));
    }

    private static string? StemOf(string fileName)
    {
        var kind = fileName.LastIndexOf(Verified, StringComparison.Ordinal);
        if (kind < 0)
            return null;
        var target = fileName.IndexOf('#', StringComparison.Ordinal);
        return fileName[..(target >= 0 && target < kind ? target : kind)];
    }

    // A theory writes `Type.Method_firstParameter=value…`, whatever the values are.
    private sealed record Owner(string Stem, string? FirstParameter)
    {
        public bool Owns(string stem)
            => stem == Stem || (FirstParameter is not null && stem.StartsWith($"{Stem}_{FirstParameter}=", StringComparison.Ordinal));
    }
}
