using System.Collections.Generic;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// What has to hold for the sizes that a network is created with, where the compiler could not tell: that a length divides, that a
/// part lies within its whole.
/// </summary>
/// <param name="Condition">The condition, as C# over the dimensions' names.</param>
/// <param name="Where">The user's expression.</param>
/// <param name="Expected">What it needs, in words.</param>
/// <param name="Size">The size that is at fault if the condition does not hold.</param>
internal sealed record SizeRule(string Condition, string Where, string Expected, Dim Size)
{
    /// <summary>A vector is cut into equal parts.</summary>
    public static SizeRule? Divides(string where, Dim whole, Dim parts)
        => (parts * (whole / parts)).Equals(whole) ? null
            : new SizeRule($"{whole.Operand} % {parts.Operand} == 0", where, $"a length of {whole} that {parts} divides", whole);

    /// <summary>A part starts within a vector, has an element, and ends within it.</summary>
    public static SizeRule? LiesWithin(string where, Dim start, Dim end, Dim whole)
    {
        var conditions = new List<string>();
        if (!start.IsNeverNegative)
            conditions.Add($"{start} >= 0");
        if (!(end - start).IsSurelyPositive)
            conditions.Add($"{start} < {end}");
        if (!(whole - end).IsNeverNegative)
            conditions.Add($"{end} <= {whole}");
        return conditions.Count == 0
            ? null
            : new SizeRule(string.Join(" && ", conditions), where, $"a part from {start} to {end} within {whole} elements", whole);
    }
}
