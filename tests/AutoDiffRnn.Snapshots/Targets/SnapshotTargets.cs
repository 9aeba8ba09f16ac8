using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>Turns what a test passes to <c>Verify</c> into targets.</summary>
internal static class SnapshotTargets
{
    /// <exception cref="ArgumentException">The target is of a type that this engine does not write.</exception>
    /// <exception cref="InvalidOperationException">Roslyn's results need <see cref="VerifySourceGenerators.Initialize"/> first.</exception>
    public static IReadOnlyList<SnapshotTarget> Of(object? target, VerifySettings settings, ModuleSettings module)
    {
        if (target is null or string)
            return [OfText((string?)target)];
        if (target is GeneratorRunResult)
        {
            throw new ArgumentException(
                "target: a GeneratorRunResult would become one text of everything; verify the GeneratorDriver or its GetRunResult().",
                nameof(target));
        }

        var lines = LineFilter.Of(settings, module);
        Func<IReadOnlyList<SnapshotTarget>> targets = target switch
        {
            GeneratorDriver driver => () => DriverTargets.Of(driver.GetRunResult(), settings, lines),
            GeneratorDriverRunResult result => () => DriverTargets.Of(result, settings, lines),
            IEnumerable<Diagnostic> diagnostics => () => [OfInfo(lines, writer => DiagnosticText.WriteAll(writer, diagnostics))],
            Diagnostic diagnostic => () => [OfInfo(lines, writer => DiagnosticText.Write(writer, diagnostic))],
            Location location => () => [OfInfo(lines, writer => LocationText.Write(writer, location))],
            _ => throw new ArgumentException(
                $"target: expected a text, a generator driver, its run result, diagnostics or a location, but got a {target.GetType().FullName}.",
                nameof(target)),
        };
        return module.KnowsSourceGenerators
            ? targets()
            : throw new InvalidOperationException(
                $"Call VerifySourceGenerators.Initialize() in a module initializer before a {target.GetType().Name} is verified.");
    }

    public static SnapshotTarget OfText(string? text)
    {
        var content = (text ?? "null").TrimStart('\uFEFF');
        return new SnapshotTarget(null, "txt", content.Length == 0 ? "emptyString" : content);
    }

    public static SnapshotTarget OfInfo(LineFilter lines, Action<InfoWriter> write)
    {
        var writer = new InfoWriter(lines);
        write(writer);
        return new SnapshotTarget(null, "txt", writer.ToString());
    }
}
