using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>What a <see cref="SizeRule"/> asks of its sizes.</summary>
internal enum SizeRuleKind
{
    /// <summary>Of a whole and a number of parts: the parts are equal.</summary>
    Divides,

    /// <summary>Of a start, an end and a whole: the part lies within the whole and has an element.</summary>
    LiesWithin,
}

/// <summary>
/// What has to hold for the sizes that a network is created with, where the compiler could not tell: that a length divides, that a
/// part lies within its whole.
/// </summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Where">The user's expression.</param>
/// <param name="Sizes">The sizes that it is asked of, in the order that the kind names.</param>
internal sealed record SizeRule(SizeRuleKind Kind, string Where, EquatableArray<Dim> Sizes)
{
    /// <summary>The condition, as C# over the dimensions' names.</summary>
    public string Condition => Kind == SizeRuleKind.Divides
        ? $"{Sizes[0].Operand} % {Sizes[1].Operand} == 0"
        : string.Join(" && ", Conditions(Sizes[0], Sizes[1], Sizes[2]));

    /// <summary>What the expression needs, in words.</summary>
    public string Expected => Kind == SizeRuleKind.Divides
        ? $"a length of {Sizes[0]} that {Sizes[1]} divides"
        : $"a part from {Sizes[0]} to {Sizes[1]} within {Sizes[2]} elements";

    /// <summary>The size that is at fault if the condition does not hold.</summary>
    public Dim Size => Sizes[Kind == SizeRuleKind.Divides ? 0 : 2];

    /// <summary>Whether no sizes can keep the rule, as far as its form shows.</summary>
    public bool IsBroken => Kind == SizeRuleKind.Divides
        ? Sizes[1].Value is 0 || (Sizes[0].Value is { } whole && Sizes[1].Value is { } parts && whole % parts != 0)
        : Sizes[0].Value < 0 || (Sizes[1] - Sizes[0]).Value < 1 || (Sizes[2] - Sizes[1]).Value < 0;

    /// <summary>A vector is cut into equal parts.</summary>
    public static SizeRule? Divides(string where, Dim whole, Dim parts)
        => (parts * (whole / parts)).Equals(whole) ? null : new SizeRule(SizeRuleKind.Divides, where, EquatableArray.Of(whole, parts));

    /// <summary>A part starts within a vector, has an element, and ends within it.</summary>
    public static SizeRule? LiesWithin(string where, Dim start, Dim end, Dim whole)
        => Conditions(start, end, whole).Any() ? new SizeRule(SizeRuleKind.LiesWithin, where, EquatableArray.Of(start, end, whole)) : null;

    /// <summary>The rule of other sizes; null if they keep it.</summary>
    public SizeRule? With(EquatableArray<Dim> sizes)
        => Kind == SizeRuleKind.Divides ? Divides(Where, sizes[0], sizes[1]) : LiesWithin(Where, sizes[0], sizes[1], sizes[2]);

    private static IEnumerable<string> Conditions(Dim start, Dim end, Dim whole)
    {
        if (!start.IsNeverNegative)
            yield return $"{start} >= 0";
        if (!(end - start).IsSurelyPositive)
            yield return $"{start} < {end}";
        if (!(whole - end).IsNeverNegative)
            yield return $"{end} <= {whole}";
    }
}
