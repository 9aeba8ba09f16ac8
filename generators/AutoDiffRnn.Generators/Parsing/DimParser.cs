using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Ir.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>A size that was read, or what is wrong with its text.</summary>
/// <param name="Dim">The size; null if there is a problem.</param>
/// <param name="Names">The names in the order in which the text has them first.</param>
/// <param name="Problem">What is wrong, as the end of a sentence; null if nothing is.</param>
internal sealed record DimResult(Dim? Dim, EquatableArray<string> Names, string? Problem);

/// <summary>Reads the size that a role's attribute names: <c>H</c>, <c>4*H</c>, <c>I+H</c>, <c>(I+1)*2</c>, <c>H/2</c>.</summary>
internal static class DimParser
{
    /// <summary>The longest text that is read: expressions of a size are small, and their products must stay small too.</summary>
    public const int MaxLength = 100;

    public static DimResult Parse(string text)
    {
        if (text.Length > MaxLength)
            return Wrong($"it is longer than {MaxLength} characters");
        var names = new List<string>();
        try
        {
            var dim = new SizeGrammar(text, name => Note(name, names)).Read();
            RequireFits(dim, names);
            return dim.Value < 1 ? Wrong($"it is {dim.Text}, but a size is at least 1") : new DimResult(dim, names.ToEquatable(), null);
        }
        catch (FormatException wrong)
        {
            return Wrong(wrong.Message);
        }
        catch (OverflowException)
        {
            return Wrong("a number in it is too large");
        }
    }

    // The least that a size can be, that of dimensions of 1, is a number of elements that memory can hold.
    private static void RequireFits(Dim dim, List<string> names)
    {
        try
        {
            _ = dim.Evaluate(names.ToDictionary(name => name, _ => 1));
        }
        catch (DivideByZeroException)
        {
            // H/(I/2) is one of larger dimensions.
        }
    }

    private static DimResult Wrong(string problem) => new(null, EquatableArray<string>.Empty, problem);

    // The parameters and locals of generated methods, which would hide a dimension's field.
    private static readonly HashSet<string> UsedByGeneratedCode =
        ["tape", "t", "j", "row", "rows", "examples", "worker", "all", "steps", "batch", "also", "of", "network", "training"];

    private static void Note(string name, List<string> names)
    {
        if (name == "T")
            throw new FormatException("'T' is reserved for the number of steps; choose another name");
        if (name == "B")
            throw new FormatException("'B' is reserved for the number of examples; choose another name");
        if (UsedByGeneratedCode.Contains(name))
            throw new FormatException($"'{name}' is a name that generated code uses itself; choose another name");
        if (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
            throw new FormatException($"'{name}' is a keyword of C#; choose another name");
        if (!names.Contains(name))
            names.Add(name);
    }
}
