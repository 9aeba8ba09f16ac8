using System.Runtime.CompilerServices;

namespace VerifyTests;

/// <summary>
/// A verification that can still be given settings. It runs when it is awaited or turned into a task, and takes no settings after that.
/// </summary>
public sealed class SettingsTask
{
    private readonly VerifySettings settings;
    private readonly Func<VerifySettings, Task<VerifyResult>> run;
    private Task<VerifyResult>? task;

    internal SettingsTask(VerifySettings? settings, Func<VerifySettings, Task<VerifyResult>> run)
    {
        this.settings = settings is null ? new VerifySettings() : new VerifySettings(settings);
        this.run = run;
    }

    /// <summary>The settings of this verification.</summary>
    /// <exception cref="InvalidOperationException">The verification has already started.</exception>
    public VerifySettings CurrentSettings => task is null
        ? settings
        : throw new InvalidOperationException("This verification has already started; give it its settings before it is awaited.");

    /// <inheritdoc cref="VerifySettings.UseDirectory"/>
    /// <returns>This task.</returns>
    public SettingsTask UseDirectory(string directory) => With(own => own.UseDirectory(directory));

    /// <inheritdoc cref="VerifySettings.UseTypeName"/>
    /// <returns>This task.</returns>
    public SettingsTask UseTypeName(string name) => With(own => own.UseTypeName(name));

    /// <inheritdoc cref="VerifySettings.UseMethodName"/>
    /// <returns>This task.</returns>
    public SettingsTask UseMethodName(string name) => With(own => own.UseMethodName(name));

    /// <inheritdoc cref="VerifySettings.UseFileName"/>
    /// <returns>This task.</returns>
    public SettingsTask UseFileName(string fileName) => With(own => own.UseFileName(fileName));

    /// <inheritdoc cref="VerifySettings.UseParameters(object?[])"/>
    /// <returns>This task.</returns>
    public SettingsTask UseParameters(params object?[] parameters) => With(own => own.UseParameters(parameters));

    /// <inheritdoc cref="VerifySettings.UseParameters{T}(T)"/>
    /// <returns>This task.</returns>
    public SettingsTask UseParameters<T>(T parameter) => With(own => own.UseParameters(parameter));

    /// <inheritdoc cref="VerifySettings.UseParameters{T}(T[])"/>
    /// <returns>This task.</returns>
    public SettingsTask UseParameters<T>(T[] parameters) => With(own => own.UseParameters(parameters));

    /// <inheritdoc cref="VerifySettings.UseTextForParameters"/>
    /// <returns>This task.</returns>
    public SettingsTask UseTextForParameters(string parametersText) => With(own => own.UseTextForParameters(parametersText));

    /// <inheritdoc cref="VerifySettings.ScrubLines"/>
    /// <returns>This task.</returns>
    public SettingsTask ScrubLines(Func<string, bool> removeLine) => With(own => own.ScrubLines(removeLine));

    /// <inheritdoc cref="VerifySettings.AutoVerify"/>
    /// <returns>This task.</returns>
    public SettingsTask AutoVerify(bool includeBuildServer = true, bool throwException = false)
        => With(own => own.AutoVerify(includeBuildServer, throwException));

    /// <summary>Starts the verification, or gives the one that has started.</summary>
    /// <returns>The running verification.</returns>
    public Task<VerifyResult> ToTask() => task ??= run(settings);

    /// <summary>Lets the verification be awaited.</summary>
    /// <returns>The awaiter of the running verification.</returns>
    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>Starts the verification, as <see cref="ToTask"/> does: a test can return what <c>Verify</c> gives.</summary>
    /// <param name="settingsTask">The verification.</param>
    public static implicit operator Task<VerifyResult>(SettingsTask settingsTask)
    {
        ArgumentNullException.ThrowIfNull(settingsTask);
        return settingsTask.ToTask();
    }

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(CurrentSettings);
        return this;
    }
}
