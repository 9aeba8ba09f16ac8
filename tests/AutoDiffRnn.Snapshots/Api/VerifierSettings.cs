namespace VerifyTests;

/// <summary>Settings of every verification of an assembly; set them in a module initializer, before any verification runs.</summary>
public static class VerifierSettings
{
    /// <summary>Leaves lines out of every target before the comparison.</summary>
    /// <param name="removeLine">Says of a line, without its line break, whether it goes.</param>
    /// <exception cref="InvalidOperationException">A verification has already run.</exception>
    public static void ScrubLines(Func<string, bool> removeLine) => ModuleSettings.Shared.RemoveLines(removeLine);

    /// <summary>Accepts whatever any verification receives.</summary>
    /// <param name="includeBuildServer">Whether that holds on a build server (where <c>CI</c> is set) too.</param>
    /// <param name="throwException">Whether a verification fails all the same after it has accepted.</param>
    /// <exception cref="InvalidOperationException">A verification has already run.</exception>
    public static void AutoVerify(bool includeBuildServer = true, bool throwException = false)
        => ModuleSettings.Shared.AcceptAll(new AutoAcceptance(includeBuildServer, throwException));
}
