using System.ComponentModel;

namespace AutoDiffRnn;

/// <summary>
/// The program of a cell or a <see cref="DifferentiableAttribute"/> method, written by the generator into the assembly that declares it, so
/// that the cells of other assemblies can call it: the generator puts the program in the place of the call.
/// </summary>
/// <param name="version">The version of the program's text.</param>
/// <param name="method">The documentation comment id of the method, <c>M:Cells.Step(AutoDiffRnn.Vector)</c>.</param>
/// <param name="program">The program's text.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CellProgramAttribute(int version, string method, string program) : Attribute
{
    /// <summary>The version of the program's text.</summary>
    public int Version { get; } = version;

    /// <summary>The documentation comment id of the method.</summary>
    public string Method { get; } = method;

    /// <summary>The program's text.</summary>
    public string Program { get; } = program;
}
