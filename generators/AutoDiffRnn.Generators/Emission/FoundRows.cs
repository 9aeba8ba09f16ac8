using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Where a value's rows at a step lie: alone in a buffer, or from some column on beside others.</summary>
/// <param name="Name">The identifier that the rows have as a local: that of the value, or of all that lie there together.</param>
/// <param name="Type">The type of an element.</param>
/// <param name="Buffer">The identifier of the buffer of the tape.</param>
/// <param name="Step">The step's number, as C#: that of the step before for what a state was.</param>
/// <param name="Column">The column at which the value starts.</param>
internal sealed record FoundRows(string Name, string Type, string Buffer, string Step, Dim Column)
{
    /// <summary>The rows as C#, from the value's column on.</summary>
    /// <param name="rows">The rows of the buffer.</param>
    public string From(string rows) => Column.Equals(Dim.Zero) ? rows : $"{rows}.From({Column})";
}
