using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>What one verification does differently from the default.</summary>
public sealed class VerifySettings
{
    private readonly List<Func<string, bool>> removedLines = [];
    private readonly List<Func<GeneratedSourceResult, bool>> ignoredSources = [];

    /// <summary>Makes settings that change nothing.</summary>
    public VerifySettings()
    {
    }

    internal VerifySettings(VerifySettings other)
    {
        (Directory, TypeName, MethodName, FileName) = (other.Directory, other.TypeName, other.MethodName, other.FileName);
        (Parameters, ParametersText, Acceptance) = (other.Parameters, other.ParametersText, other.Acceptance);
        removedLines.AddRange(other.removedLines);
        ignoredSources.AddRange(other.ignoredSources);
    }

    internal string? Directory { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal string? FileName { get; private set; }

    internal object?[]? Parameters { get; private set; }

    internal string? ParametersText { get; private set; }

    internal AutoAcceptance? Acceptance { get; private set; }

    internal IReadOnlyList<Func<string, bool>> RemovedLines => removedLines;

    /// <summary>Uses another directory for the snapshots.</summary>
    /// <param name="directory">The directory, absolute or relative to the test's source file.</param>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is empty.</exception>
    public void UseDirectory(string directory)
    {
        FileNameRules.RequireDirectory(directory, nameof(directory));
        Directory = directory;
    }

    /// <summary>Replaces the name of the test class in the file names.</summary>
    /// <param name="name">The replacement.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has a character that no file name may have.</exception>
    /// <exception cref="InvalidOperationException">A whole file name is set already.</exception>
    public void UseTypeName(string name)
    {
        FileNameRules.RequireName(name, nameof(name));
        RefuseTogether(FileName is not null, nameof(UseTypeName), nameof(UseFileName));
        TypeName = name;
    }

    /// <summary>Replaces the name of the test method in the file names.</summary>
    /// <param name="name">The replacement.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or has a character that no file name may have.</exception>
    /// <exception cref="InvalidOperationException">A whole file name is set already.</exception>
    public void UseMethodName(string name)
    {
        FileNameRules.RequireName(name, nameof(name));
        RefuseTogether(FileName is not null, nameof(UseMethodName), nameof(UseFileName));
        MethodName = name;
    }

    /// <summary>Replaces class, method and parameters in the file names.</summary>
    /// <param name="fileName">The replacement.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty or has a character that no file name may have.</exception>
    /// <exception cref="InvalidOperationException">A part of the name is set already.</exception>
    public void UseFileName(string fileName)
    {
        FileNameRules.RequireName(fileName, nameof(fileName));
        RefuseTogether(TypeName is not null, nameof(UseFileName), nameof(UseTypeName));
        RefuseTogether(MethodName is not null, nameof(UseFileName), nameof(UseMethodName));
        RefuseTogether(Parameters is not null, nameof(UseFileName), nameof(UseParameters));
        RefuseTogether(ParametersText is not null, nameof(UseFileName), nameof(UseTextForParameters));
        FileName = fileName;
    }

    /// <summary>Gives the arguments of a theory, which xunit 2 does not tell: each becomes <c>_name=value</c> in the file names.</summary>
    /// <param name="parameters">The arguments, in the order of the method's parameters; trailing ones may be left out.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    /// <exception cref="InvalidOperationException">A file name or a text for the parameters is set already.</exception>
    public void UseParameters(params object?[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Length == 0)
            throw new ArgumentException("parameters: expected the theory's arguments, but got none.", nameof(parameters));
        RefuseTogether(FileName is not null, nameof(UseParameters), nameof(UseFileName));
        RefuseTogether(ParametersText is not null, nameof(UseParameters), nameof(UseTextForParameters));
        Parameters = [.. parameters];
    }

    /// <summary>Gives the only argument of a theory; see <see cref="UseParameters(object?[])"/>.</summary>
    /// <typeparam name="T">The argument's type.</typeparam>
    /// <param name="parameter">The argument.</param>
    public void UseParameters<T>(T parameter) => UseParameters([(object?)parameter]);

    /// <summary>Gives the only argument of a theory, which is an array; see <see cref="UseParameters(object?[])"/>.</summary>
    /// <typeparam name="T">The type of the array's elements.</typeparam>
    /// <param name="parameters">The argument.</param>
    public void UseParameters<T>(T[] parameters) => UseParameters([(object?)parameters]);

    /// <summary>Sets the text that stands for the parameters in the file names: <c>_text</c>.</summary>
    /// <param name="parametersText">The text.</param>
    /// <exception cref="ArgumentException"><paramref name="parametersText"/> is empty or has a character that no file name may have.</exception>
    /// <exception cref="InvalidOperationException">A file name or the arguments are set already.</exception>
    public void UseTextForParameters(string parametersText)
    {
        FileNameRules.RequireName(parametersText, nameof(parametersText));
        RefuseTogether(FileName is not null, nameof(UseTextForParameters), nameof(UseFileName));
        RefuseTogether(Parameters is not null, nameof(UseTextForParameters), nameof(UseParameters));
        ParametersText = parametersText;
    }

    /// <summary>Leaves lines out before the comparison, such as one that names a version.</summary>
    /// <param name="removeLine">Says of a line, without its line break, whether it goes.</param>
    public void ScrubLines(Func<string, bool> removeLine)
    {
        ArgumentNullException.ThrowIfNull(removeLine);
        removedLines.Add(removeLine);
    }

    /// <summary>Accepts whatever this verification receives: it overwrites and deletes verified files, and passes.</summary>
    /// <param name="includeBuildServer">Whether that holds on a build server (where <c>CI</c> is set) too.</param>
    /// <param name="throwException">Whether the verification fails all the same after it has accepted.</param>
    public void AutoVerify(bool includeBuildServer = true, bool throwException = false)
        => Acceptance = new AutoAcceptance(includeBuildServer, throwException);

    internal void IgnoreSources(Func<GeneratedSourceResult, bool> shouldIgnore)
    {
        ArgumentNullException.ThrowIfNull(shouldIgnore);
        ignoredSources.Add(shouldIgnore);
    }

    internal bool Ignores(GeneratedSourceResult source) => ignoredSources.Exists(ignores => ignores(source));

    private static void RefuseTogether(bool isSet, string wanted, string set)
    {
        if (isSet)
            throw new InvalidOperationException($"{wanted} cannot be used with {set}.");
    }
}
