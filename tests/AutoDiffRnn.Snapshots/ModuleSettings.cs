using VerifyXunit;

namespace VerifyTests;

/// <summary>
/// The settings that hold for a whole test assembly. They are sealed by the first verification, so that no test depends on which one ran before it.
/// </summary>
internal sealed class ModuleSettings
{
    private readonly Lock gate = new();
    private readonly List<Func<string, bool>> removedLines = [];
    private readonly HashSet<string> usedPrefixes = new(StringComparer.Ordinal);
    private string? firstVerification;

    public static ModuleSettings Shared { get; } = new();

    public DerivePathInfo? Paths { get; private set; }

    public AutoAcceptance? Acceptance { get; private set; }

    public bool KnowsSourceGenerators { get; private set; }

    public IReadOnlyList<Func<string, bool>> RemovedLines => removedLines;

    public void UsePaths(DerivePathInfo paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        Change("DerivePathInfo", () => Paths = paths);
    }

    public void RemoveLines(Func<string, bool> removeLine)
    {
        ArgumentNullException.ThrowIfNull(removeLine);
        Change("VerifierSettings.ScrubLines", () => removedLines.Add(removeLine));
    }

    public void AcceptAll(AutoAcceptance acceptance) => Change("VerifierSettings.AutoVerify", () => Acceptance = acceptance);

    public void AddSourceGenerators() => Change("VerifySourceGenerators.Initialize", () =>
    {
        if (KnowsSourceGenerators)
            throw new InvalidOperationException("VerifySourceGenerators.Initialize: call it once, in a module initializer; it has been called.");
        KnowsSourceGenerators = true;
    });

    /// <summary>Ends the time in which settings can change.</summary>
    public void Seal(string verification)
    {
        lock (gate)
            firstVerification ??= verification;
    }

    /// <summary>Two verifications that write the same files would each find the other's.</summary>
    public void Claim(SnapshotName name)
    {
        lock (gate)
        {
            if (!usedPrefixes.Add(Path.Combine(name.Directory, name.Stem)))
            {
                throw new InvalidOperationException(
                    $"The prefix has already been used: {name.Stem} in {name.Directory}. A theory must give its arguments with UseParameters, "
                    + "and a second verification in one test needs a name of its own (UseMethodName or UseTextForParameters).");
            }
        }
    }

    private void Change(string setting, Action change)
    {
        lock (gate)
        {
            if (firstVerification is not null)
            {
                throw new InvalidOperationException(
                    $"{setting}: call it in a module initializer, before any verification; {firstVerification} has run already.");
            }

            change();
        }
    }
}
