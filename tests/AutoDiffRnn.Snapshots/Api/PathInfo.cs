namespace VerifyTests;

/// <summary>Where the snapshots of a test live and how their names begin; a null part keeps its default.</summary>
public readonly record struct PathInfo
{
    /// <summary>Makes the parts of a snapshot's path.</summary>
    /// <param name="directory">The directory, absolute or relative to the test's source file; null is the source file's own.</param>
    /// <param name="typeName">What replaces the name of the test class.</param>
    /// <param name="methodName">What replaces the name of the test method.</param>
    /// <exception cref="ArgumentException">A part is empty, or a name has a character that no file name may have.</exception>
    public PathInfo(string? directory = null, string? typeName = null, string? methodName = null)
    {
        if (directory is not null)
            FileNameRules.RequireDirectory(directory, nameof(directory));
        if (typeName is not null)
            FileNameRules.RequireName(typeName, nameof(typeName));
        if (methodName is not null)
            FileNameRules.RequireName(methodName, nameof(methodName));
        (Directory, TypeName, MethodName) = (directory, typeName, methodName);
    }

    /// <summary>The directory, absolute or relative to the test's source file; null is the source file's own.</summary>
    public string? Directory { get; }

    /// <summary>What replaces the name of the test class, or null.</summary>
    public string? TypeName { get; }

    /// <summary>What replaces the name of the test method, or null.</summary>
    public string? MethodName { get; }
}
