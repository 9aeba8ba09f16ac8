using System.Globalization;
using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Mutation;

/// <summary>
/// Mutants of every cell of the zoo and of the test cells. A few in each run of the tests; <c>MUTANTS=20000 dotnet test</c> takes as many
/// as it says, <c>MUTANTS=7000-7100</c> those of these numbers.
/// </summary>
public class MutantTests
{
    private const int Usually = 300;

    private static readonly MutationSeed[] Seeds =
    [
        .. new[] { "Cells", "TestCells" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.cs"))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => MutationSeed.Of(File.ReadAllText(file))),
    ];

    private static readonly MutantJudge Judge = new(CellCompilation.OfFiles(
        "global using System.Collections.Generic;\nglobal using AutoDiffRnn;\n"));

    [Fact]
    public void MostSeeds_AreCellsThatCompile()
    {
        Assert.InRange(Seeds.Length, 100, 1000);
        var verdicts = Seeds.Where((_, number) => number % 8 == 0).Select(seed => Judge.Judge(MutationSeed.File(seed.Tokens))).ToList();
        Assert.All(verdicts, verdict => Assert.Null(verdict.Problem));
        // Cells that call those of other files are none alone.
        Assert.InRange(verdicts.Count(verdict => verdict.IsCell), verdicts.Count * 9 / 10, verdicts.Count);
    }

    [Fact]
    public void Mutants_AreRefusedOrCompile()
    {
        var (first, count) = Numbers();
        var mutator = new Mutator(Seeds);
        var faults = new List<string>();
        var cells = 0;
        foreach (var number in Enumerable.Range(first, count))
        {
            var (seed, file) = mutator.Make(number);
            var verdict = Judge.Judge(file);
            cells += verdict.IsCell ? 1 : 0;
            if (verdict.Problem is { } problem)
                faults.Add($"Mutant {number} of {seed}: {problem}\n{file}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {count} mutants:\n{string.Join("\n\n", faults.Take(10))}");
        // Otherwise the mutants test the compiler, not us.
        Assert.True(count < 100 || cells > count / 20, $"only {cells} of {count} mutants are still cells");
    }

    [Theory]
    [InlineData("[RnnCell] public static Vector Step([State(\"H\")] Vector h) { h = h > 0.5; return Softmax(h); }")]
    [InlineData("[RnnCell] public static Matrix Step([State(\"H\", \"H\")] Matrix S) { S = 0.5; return S.T; }")]
    [InlineData("[RnnCell] public static Vector Other.Vector([State(\"H\")] Vector h) => h;")]
    [InlineData("[Differentiable] public static Vector Other.Vector(Vector h) => h;")]
    [InlineData("} [RnnCell] public static Vector Step([State(\"H\")] Vector h) => h; static class Rest {")]
    [InlineData("} [Differentiable] public static Vector Step(Vector h) => h; static class Rest {")]
    public void WhatAMutantFound_IsRefused(string members)
    {
        var verdict = Judge.Judge(CellCompilation.File(members));
        Assert.Null(verdict.Problem);
        Assert.False(verdict.IsCSharp);
    }

    private static (int First, int Count) Numbers()
    {
        var asked = Environment.GetEnvironmentVariable("MUTANTS");
        if (string.IsNullOrEmpty(asked))
            return (0, Usually);
        var bounds = asked.Split('-').Select(bound => int.Parse(bound, CultureInfo.InvariantCulture)).ToList();
        return bounds.Count == 2 ? (bounds[0], bounds[1] - bounds[0]) : (0, bounds[0]);
    }
}
