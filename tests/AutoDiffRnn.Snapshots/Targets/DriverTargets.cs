using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>The targets of a generator run: its diagnostics as one text, then each source as a file of its own.</summary>
internal static class DriverTargets
{
    public static IReadOnlyList<SnapshotTarget> Of(GeneratorDriverRunResult run, VerifySettings settings, LineFilter lines)
    {
        ThrowIfAGeneratorDid(run);
        var sources = run.Results.SelectMany(result => SourcesOf(result, settings));
        return run.Diagnostics.IsEmpty
            ? [.. sources]
            : [SnapshotTargets.OfInfo(lines, writer => DiagnosticText.WriteRun(writer, run.Diagnostics)), .. sources];
    }

    private static void ThrowIfAGeneratorDid(GeneratorDriverRunResult run)
    {
        var exceptions = run.Results.Select(result => result.Exception).OfType<Exception>().ToList();
        if (exceptions.Count == 1)
            ExceptionDispatchInfo.Throw(exceptions[0]);
        if (exceptions.Count > 1)
            throw new AggregateException(exceptions);
    }

    // The order decides the numbers of sources that share a name, so it may not depend on a culture.
    private static IEnumerable<SnapshotTarget> SourcesOf(GeneratorRunResult result, VerifySettings settings)
        => result.GeneratedSources.IsDefault
            ? []
            : result.GeneratedSources
                .Where(source => !settings.Ignores(source))
                .OrderBy(source => source.HintName, StringComparer.Ordinal)
                .Select(TargetOf);

    private static SnapshotTarget TargetOf(GeneratedSourceResult source)
    {
        // The tree's path is the hint with the folders of the generator before it; a driver that sets no path leaves the hint alone.
        var path = source.SyntaxTree.FilePath is { Length: > 0 } file ? file : source.HintName;
        return new SnapshotTarget(
            FileNameRules.CleanPath(Path.GetFileNameWithoutExtension(path)),
            Path.GetExtension(path).TrimStart('.'),
            $"//HintName: {source.HintName}\n{source.SourceText}");
    }
}
