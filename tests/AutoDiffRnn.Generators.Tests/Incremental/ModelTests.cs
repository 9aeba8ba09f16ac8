using System.Collections;
using System.Reflection;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Incremental;

/// <summary>A model is values: compared by value, and holding nothing of the compiler's.</summary>
public class ModelTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Cells() => [Zoo.Elman, Zoo.LstmOfSlices, Zoo.CharModel, Zoo.GruResetBefore, Zoo.GruResetAfter];

    [Theory]
    [MemberData(nameof(Cells))]
    public void TheSameSource_GivesEqualModels(string cell)
    {
        var (first, second) = (Read.Cell(cell), Read.Cell(cell));
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void DifferentSource_GivesDifferentModels()
    {
        var cell = Read.Cell(Zoo.Elman);
        (string, string)[] edits =
        [
            ("Elman(", "Other("), ("public static", "internal static"), ("\"I\"", "\"J\""), ("Vector c)", "Vector c, [Constant] int n)"),
            ("Vector y) ", "Vector z) "), ("Tanh(Wx", "Relu(Wx"), ("Elman's", "His"), ("+ b)", "+ b * 2)"),
        ];
        Assert.All(edits, edit => Assert.NotEqual(cell, Read.Cell(Zoo.Elman.Replace(edit.Item1, edit.Item2))));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void NothingOfTheCompilers_IsReachable(string cell)
    {
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Walk(Read.Cell(cell), "model", visited);
        Assert.Contains(visited, value => value is Instruction);
        Assert.Contains(visited, value => value is Dim);
        Assert.Contains(visited, value => value is CellParameter);
    }

    // Operators are the generator's own, the same for all models; their rules are code.
    private static void Walk(object? value, string path, HashSet<object> visited)
    {
        if (value is null or string or Operator || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !visited.Add(value))
            return;
        var type = value.GetType();
        Assert.False(type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{path} is a {type}");
        Assert.False(value is ISymbol or SyntaxNode or Compilation or Delegate, $"{path} is a {type}");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, path + "[]", visited);
        }

        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(Fields))
                Walk(field.GetValue(value), $"{path}.{field.Name}", visited);
        }
    }
}
