using AutoDiffRnn.Lab.Explain;

namespace AutoDiffRnn.Lab.Tests.Explain;

public sealed class ExplainTests
{
    public static TheoryData<string> BuiltIn => [.. CellReader.BuiltInNames];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void ABuiltInCell_IsTold_OnANarrowTerminal_AndAsAPage(string name)
    {
        var told = CellReader.Read(name, null, []);
        Assert.Equal(name, told.Cell.Name);
        var formulas = told.Cell.Statements.SelectMany(statement => statement.Forward.Concat(statement.Backward))
            .SelectMany(work => work.Formula.Split('\n'))
            .ToList();

        var text = TextPage.Plain(told, 80);
        Assert.DoesNotContain(text.Split('\n'), line => line.Length > 80 || line.EndsWith(' '));
        // A line is broken where it is too long; what is on it stays.
        var solid = Solid(text);
        Assert.All(formulas, formula => Assert.Contains(Solid(formula), solid, StringComparison.Ordinal));
        Assert.All(told.Cell.Statements, statement => Assert.Contains(Solid(statement.Text), solid, StringComparison.Ordinal));
        var page = HtmlPage.Write(told);
        Assert.All(formulas, formula => Assert.Contains(Escaped(formula), page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Elman")]
    [InlineData("Lstm")]
    public void ABuiltInCell_IsToldAsItsFileHere(string name)
    {
        var text = TextPage.Plain(CellReader.Read(name, null, []), 100);
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Explain", name + ".txt"));

        // Where what is generated has changed: lab explain NAME --width 100 > tests/AutoDiffRnn.Lab.Tests/Explain/NAME.txt
        Assert.Equal(expected, text, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void TheAdjoint_StandsBesideItsStatement_OnAWideTerminalOnly()
    {
        var told = CellReader.Read("GruResetBefore", null, []);
        var wide = TextPage.Plain(told, 200).Split('\n');

        Assert.Contains(wide, IsBeside);
        Assert.DoesNotContain(wide, line => line.Length > 200);
        Assert.DoesNotContain(TextPage.Plain(told, 149).Split('\n'), IsBeside);

        static bool IsBeside(string line)
            => line.Contains("forward  ", StringComparison.Ordinal) && line.Contains("its adjoint, backward", StringComparison.Ordinal);
    }

    [Fact]
    public void APage_NeedsNothingElse_AndSuitsScreensAndPaper()
    {
        var page = HtmlPage.Write(CellReader.Read("Lstm", null, []));

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        foreach (var needed in new[] { "<html lang=\"en\">", "name=\"viewport\"", "prefers-color-scheme: dark", "@media print", "<title>Lstm" })
            Assert.Contains(needed, page, StringComparison.Ordinal);
        foreach (var foreign in new[] { "http:", "https:", "<script", "<link", "url(", "@import" })
            Assert.DoesNotContain(foreign, page, StringComparison.Ordinal);
    }

    [Fact]
    public void ACellOfTheUsers_IsReadFromItsFile_WithHelpersAndPartsOfItsClass()
    {
        using var folder = new TempFolder();
        folder.Write("own.cs", Own.Whole);

        var told = CellReader.Read(folder.File("own.cs"), null, []);

        Assert.Equal("Leaky", told.Cell.Name);
        Assert.Equal("A leaky unit.", told.Cell.Summary);
        var lines = told.Cell.Statements.Select(statement => (statement.Line, statement.Text)).ToList();
        Assert.Contains((12, "var drive = Squash(W * x)"), lines);
        Assert.Contains((20, "2 * Tanh(v)"), lines);
        var formulas = told.Cell.Statements.SelectMany(statement => statement.Backward).Select(work => work.Formula);
        Assert.Contains(formulas, formula => formula.StartsWith("dW += ", StringComparison.Ordinal));
    }

    [Fact]
    public void ACellWhoseProjectHasTheUsingsElsewhere_IsReadAllTheSame()
    {
        using var folder = new TempFolder();
        folder.Write("bare.cs", Own.Bare);

        Assert.Equal("Bare", CellReader.Read(folder.File("bare.cs"), null, []).Cell.Name);
    }

    [Fact]
    public void OtherFilesOfTheProject_AreReadWithIt()
    {
        using var folder = new TempFolder();
        folder.Write("half.cs", Own.Half);
        folder.Write("other.cs", Own.OtherHalf);

        LabProcess.Run(folder, "explain", "half.cs").AssertError(1, "LAB084", "half.cs(7,", "CS0103", "'Mixed'");
        var result = LabProcess.Run(folder, "explain", "half.cs", "--with", "other.cs");
        result.AssertSuccess();
        Assert.Contains("CellMath.Tanh(x - h)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AmongSeveralCells_OneIsChosen()
    {
        using var folder = new TempFolder();
        folder.Write("two.cs", Own.Two);

        LabProcess.Run(folder, "explain", "two.cs").AssertError(2, "LAB083", "two.cs has 2 cells", "--cell", "First, Second");
        LabProcess.Run(folder, "explain", "two.cs", "--cell", "Third").AssertError(2, "LAB083", "First, Second", "'Third'");
        Assert.Equal("Second", CellReader.Read(folder.File("two.cs"), "Second", []).Cell.Name);
    }

    [Theory]
    [InlineData("missing.cs", 1, "LAB081", "there is no missing.cs")]
    [InlineData("./", 1, "LAB081", "./ is a folder")]
    [InlineData("Transformer", 2, "LAB080", "'Transformer'", "Elman", "CharLstm")]
    [InlineData("empty.cs", 1, "LAB082", "empty.cs has no cells", "[RnnCell]")]
    [InlineData("text.cs", 1, "LAB084", "text.cs(1,", "error CS")]
    [InlineData("wrong.cs", 1, "LAB084", "1 error.", "wrong.cs(9,9): error ADR0013: 'while'", "write a for loop")]
    public void WhatCannotBeExplained_IsNamedWithTheReason(string given, int exitCode, string id, params string[] reasons)
    {
        using var folder = new TempFolder();
        folder.Write("empty.cs", "namespace Nothing;");
        folder.Write("text.cs", "This is no C#.");
        folder.Write("wrong.cs", Own.Wrong);

        LabProcess.Run(folder, "explain", given).AssertError(exitCode, id, reasons);
    }

    [Fact]
    public void TheCommand_WritesAPage_OrSaysWhyItCannot()
    {
        using var folder = new TempFolder();
        folder.Write("file", "x");

        LabProcess.Run(folder, "explain", "elman", "--html", "pages/elman.html").AssertSuccess();
        Assert.Contains("</html>", File.ReadAllText(folder.File("pages/elman.html")), StringComparison.Ordinal);
        LabProcess.Run(folder, "explain", "Elman", "--html", "file/page.html").AssertError(1, "LAB085", "--html", "file/page.html");
    }

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
