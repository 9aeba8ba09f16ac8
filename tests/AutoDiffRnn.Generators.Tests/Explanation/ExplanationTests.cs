using System.Text.RegularExpressions;
using AutoDiffRnn.Generators.Cost;
using AutoDiffRnn.Generators.Explanation;
using AutoDiffRnn.Generators.Parsing;
using AutoDiffRnn.Generators.Scheduling;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Explanation;

/// <summary>An explanation leaves nothing of a cell out, and says nothing of it that is not so.</summary>
public partial class ExplanationTests
{
    public static TheoryData<string> Zoo => [.. ExplainedCells.Zoo];

    public static TheoryData<string> AllCells => [.. ExplainedCells.Names];

    [Theory]
    [MemberData(nameof(Zoo))]
    public void EachStatementOfTheCell_Appears_AtItsLine(string name)
    {
        var explained = ExplainedCells.Of(name);
        var written = explained.Method.DescendantNodes()
            .Where(node => node is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax)
            .Concat(explained.Method.ExpressionBody is { } body ? [body.Expression] : Array.Empty<Microsoft.CodeAnalysis.SyntaxNode>())
            .ToList();

        Assert.NotEmpty(written);
        foreach (var statement in written)
        {
            var line = statement.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            Assert.Contains(explained.Cell.Statements, told => told.Line == line && told.Text.Split("   (")[0] == UserText.OneLine(statement));
        }
    }

    [Theory]
    [MemberData(nameof(AllCells))]
    public void EachStatement_HasCode_OrANoteThatSaysWhyNot(string name)
    {
        foreach (var statement in ExplainedCells.Of(name).Networks.SelectMany(network => network.Cell.Statements))
            Assert.True((statement.Forward.Count > 0) ^ (statement.Note.Length > 0), statement.Text);
    }

    [Theory]
    [MemberData(nameof(AllCells))]
    public void EachGradientThatThereIs_IsTheAdjointOfAStatement(string name)
    {
        foreach (var (cell, model) in ExplainedCells.Of(name).Networks)
        {
            var formulas = cell.Statements.SelectMany(statement => statement.Backward).SelectMany(work => work.Formula.Split('\n')).ToList();
            foreach (var gradient in CellPlan.Make(model).Adjoint.Program.Gradients)
                Assert.Contains(formulas, formula => Regex.IsMatch(formula, $@"^d{Regex.Escape(gradient.Name)}(\[.*\])? \+= "));
        }
    }

    [Theory]
    [MemberData(nameof(AllCells))]
    public void WhatTheStatementsCost_AddsUpToTheCostSheet(string name)
    {
        foreach (var (cell, model) in ExplainedCells.Of(name).Networks)
        {
            var plan = CellPlan.Make(model);
            Assert.Equal(OfSheet(plan, plan.Forward), OfStatements(cell.Statements.SelectMany(statement => statement.Forward)));
            Assert.Equal(OfSheet(plan, plan.Adjoint), OfStatements(cell.Statements.SelectMany(statement => statement.Backward)));
        }
    }

    [Theory]
    [MemberData(nameof(AllCells))]
    public void EachGeneratedLineThatComputes_BelongsToAStatement(string name)
    {
        var explained = ExplainedCells.Of(name);
        var works = explained.Networks.SelectMany(network => network.Cell.Statements)
            .SelectMany(statement => statement.Forward.Concat(statement.Backward)).ToList();
        var known = works.SelectMany(work => work.Code).SelectMany(code => code.Split('\n')).Select(line => line.Trim()).ToHashSet();
        known.UnionWith(works.Select(work => work.Method));
        var computing = Computing(explained.Generated).ToList();

        Assert.NotEmpty(computing);
        Assert.DoesNotContain(computing, line => !known.Contains(line));
    }

    [Theory]
    [MemberData(nameof(AllCells))]
    public void EachLineOfTheExplanation_IsInTheGeneratedFile(string name)
    {
        var explained = ExplainedCells.Of(name);
        var lines = explained.Generated.Split('\n').Select(line => line.Trim()).ToHashSet();
        var told = explained.Networks.SelectMany(network => network.Cell.Statements)
            .SelectMany(statement => statement.Forward.Concat(statement.Backward))
            .SelectMany(work => work.Code)
            .Select(line => line.Trim());

        Assert.DoesNotContain(told, line => !lines.Contains(line));
    }

    [Theory]
    [MemberData(nameof(AllCells))]
    public void EachPieceOfWork_SaysWhereItRuns_WhyThere_AndWhatBecomesOfIt(string name)
    {
        foreach (var network in ExplainedCells.Of(name).Networks)
        {
            var regions = network.Cell.Regions.Select(region => region.Name).ToList();
            foreach (var work in network.Cell.Statements.SelectMany(statement => statement.Forward.Concat(statement.Backward)))
            {
                Assert.Contains(work.Region, regions);
                Assert.All(new[] { work.Formula, work.Shape, work.Why, work.Memory }, Assert.NotEmpty);
                Assert.NotEmpty(work.Code);
            }
        }
    }

    // What computes in the generated passes: every line but those that find rows, open blocks, and let workers meet.
    private static IEnumerable<string> Computing(string generated)
    {
        var passes = PassMethod().Matches(generated).Select(match => match.Value);
        return passes.SelectMany(pass => pass.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.EndsWith(';') && !Plumbing().IsMatch(line))
            .Select(line => Call().Match(line) is { Success: true } call ? call.Groups["method"].Value : line);
    }

    private static string OfSheet(CellPlan plan, Schedule schedule)
    {
        var (regions, once) = RegionCost.OfPass(plan, schedule);
        return Text(
            regions.Aggregate(Operations.None, (sum, region) => sum + region.EachRow),
            regions.Aggregate(Operations.None, (sum, region) => sum + region.EachRowHandedBack),
            once);
    }

    private static string OfStatements(IEnumerable<ExplainedWork> works)
    {
        var always = works.Where(work => !work.IsOnRequest).ToList();
        return Text(Sum(Times.EachRow), Sum(Times.EachRowHandedBack), Sum(Times.Once));

        Operations Sum(string times) => always.Where(work => work.Times == times).Aggregate(Operations.None, (sum, work) => sum + work.Operations);
    }

    private static string Text(params Operations[] costs)
        => string.Join("; ", costs.Select(cost => $"{cost.Products} | {cost.Elementwise} | {cost.Functions}"));

    [GeneratedRegex(
        @"^( +)(protected override void Run(Forward|Backward)<TLanes>|private void Compute_\w+<TLanes>)\(.*?\n\1\}",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex PassMethod();

    [GeneratedRegex(@"^(?<method>Compute_\w+)<TLanes>\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"^(where |FillRows\(tape\.\w+\.Rows\((steps|0, (examples|whole)\))|worker\.Meet(InStep)?\(\)|RequireIndices\(|var tape = |var (norms|whole) = |var \(|Clear\(|" +
        @"var \w+ = (tape\.|Row(Part)?<|Column<|\w+Column\[part\.|Number<|Spread<|default\(|TLanes\.Zero|\w+Steps|\w+Rows\.From|Scalar\()|" +
        @"(\w+Next\d*|\w+Prev\d*|\w+Prev\d*Row\[j\]) = \w+;$|\w+Column\[0\] \+= \w+Sum;$|" + // what a vector takes with it from step to step
        @"(\w+Steps\[[^]]*\]|Units\(.*, worker\)|norms)\);$)")] // the last argument of a call that has a line for each
    private static partial Regex Plumbing();
}
