using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>Makes Roslyn's results verifiable: generator drivers, their run results, diagnostics and locations.</summary>
public static class VerifySourceGenerators
{
    /// <summary>Whether <see cref="Initialize"/> has been called.</summary>
    public static bool Initialized => ModuleSettings.Shared.KnowsSourceGenerators;

    /// <summary>Call once, in a module initializer of the test assembly.</summary>
    /// <exception cref="InvalidOperationException">It has been called before, or a verification has already run.</exception>
    public static void Initialize() => ModuleSettings.Shared.AddSourceGenerators();

    /// <summary>Leaves generated sources out of a verification.</summary>
    /// <param name="settings">The verification.</param>
    /// <param name="shouldIgnore">Says of a source whether it is left out.</param>
    /// <returns>The verification.</returns>
    public static SettingsTask IgnoreGeneratedResult(this SettingsTask settings, Func<GeneratedSourceResult, bool> shouldIgnore)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.CurrentSettings.IgnoreSources(shouldIgnore);
        return settings;
    }

    /// <summary>Leaves generated sources out of the verifications that use these settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="shouldIgnore">Says of a source whether it is left out.</param>
    public static void IgnoreGeneratedResult(this VerifySettings settings, Func<GeneratedSourceResult, bool> shouldIgnore)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.IgnoreSources(shouldIgnore);
    }
}
