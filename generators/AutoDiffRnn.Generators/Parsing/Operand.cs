using System.Collections.Generic;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>What an expression of a cell's body is, while the body is read.</summary>
internal abstract record Operand
{
    /// <summary>The result of an expression with an error: nothing more is said about what is made of it.</summary>
    public static Operand Unknown { get; } = new NotKnown();

    /// <summary>What a call of a method without a result gives.</summary>
    public static Operand Nothing { get; } = new NoResult();

    private sealed record NotKnown : Operand;

    private sealed record NoResult : Operand;
}

/// <summary>A value of the program: a number, vector, matrix, token or comparison.</summary>
internal sealed record Computed(Value Value) : Operand
{
    public Shape Shape => Value.Shape;

    public bool IsReal => Shape.Element == Element.Real;

    public bool IsToken => Shape.Element == Element.Index;

    /// <summary>Whether it is a condition for a whole example.</summary>
    public bool IsCondition => Shape is { Element: Element.Truth, IsScalar: true };
}

/// <summary>A whole number that is known when a network is created: a literal, a constant, a length, or made of them.</summary>
/// <param name="Size">Its value.</param>
/// <param name="Literal">The user's text if it is a literal; else null.</param>
/// <param name="Constant">The name if it is a <c>[Constant]</c>; else null.</param>
internal sealed record Whole(Dim Size, string? Literal = null, string? Constant = null) : Operand;

/// <summary>A whole number that changes from round to round of a loop whose rounds are known only when a network is created.</summary>
internal sealed record Counter(Value Number) : Operand;

/// <summary>A condition that is known while compiling: what it decides is decided then.</summary>
internal sealed record Known(bool Holds) : Operand;

/// <summary>Several operands: a tuple, or what <c>Split</c> gives.</summary>
internal sealed record Several(IReadOnlyList<Operand> Items) : Operand;

/// <summary>A variable that two sides of a branch leave with what cannot be one value: an error where it is read.</summary>
/// <param name="At">The branch.</param>
/// <param name="What">What the sides leave, as the middle of a sentence.</param>
internal sealed record Undecided(SyntaxNodeOrToken At, Misfit What) : Operand;
