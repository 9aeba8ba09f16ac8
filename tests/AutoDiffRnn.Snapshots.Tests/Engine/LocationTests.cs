using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using VerifyTests;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

/// <summary>Where a diagnostic is, as text: the marked lines, then path and span.</summary>
public class LocationTests
{
    [Fact]
    public void SingleLine_IsMarkedBetweenItsNeighbours() => Assert.Equal(
        """
        /*
        one
        two three
            ^^^^^
        four
        */
        dir\Cell.cs: (1,4)-(1,9)
        """,
        Text(At("one\ntwo three\nfour\nfive", "three")));

    [Fact]
    public void SeveralLines_AreMarkedWithTheirLeadingSpace() => Assert.Equal(
        """
        /*
        one
          two
          ^^^
          three
        ^^^^^^^
        four
        ^^^^
        five
        */
        dir\Cell.cs: (1,2)-(3,4)
        """,
        Text(At("one\n  two\n  three\nfour\nfive\nsix", "two\n  three\nfour")));

    [Fact]
    public void FirstLine_HasNoneBeforeIt() => Assert.Equal(
        "/*\none\n^^^\ntwo\n*/\ndir\\Cell.cs: (0,0)-(0,3)", Text(At("one\ntwo\nthree", "one")));

    [Fact]
    public void LastLine_HasNoneAfterIt() => Assert.Equal(
        "/*\ntwo\nthree\n  ^^^\n*/\ndir\\Cell.cs: (2,2)-(2,5)", Text(At("one\ntwo\nthree", "ree")));

    [Fact]
    public void LinesThatEndWithCarriageReturns_ReadTheSame() => Assert.Equal(
        "/*\none\n^^^\ntwo\n^^\nthree\n*/\ndir\\Cell.cs: (0,0)-(1,2)", Text(At("one\r\ntwo\r\nthree", "one\r\ntw")));

    [Fact]
    public void EmptySpan_LeavesALineOfSpaces()
    {
        var tree = CSharpSyntaxTree.ParseText("one\ntwo", path: "Cell.cs");

        Assert.Equal("/*\none\n  \ntwo\n*/\nCell.cs: (0,2)-(0,2)", Text(Location.Create(tree, new TextSpan(2, 0))));
    }

    [Fact]
    public void TreeWithoutAPath_LeavesTheColon()
    {
        var tree = CSharpSyntaxTree.ParseText("one");

        Assert.Equal("/*\none\n^^^\n*/\n: (0,0)-(0,3)", Text(Location.Create(tree, new TextSpan(0, 3))));
    }

    [Fact]
    public void LineDirective_MovesPathAndSpan()
    {
        var location = At("#line 2 \"Other.cs\"\none\ntwo", "one");

        Assert.Equal("/*\n#line 2 \"Other.cs\"\none\n^^^\ntwo\n*/\nOther.cs: (1,0)-(1,3)", Text(location));
    }

    [Fact]
    public void NoTree_IsPathAndSpanAlone()
    {
        var location = Location.Create("dir/theFile.cs", new TextSpan(0, 1), new LinePositionSpan(new(1, 2), new(3, 4)));

        Assert.Equal(@"dir\theFile.cs: (1,2)-(3,4)", Text(location));
    }

    [Fact]
    public void NoSpanAtAll_IsEmpty() => Assert.Equal("", Text(Location.None));

    private static Location At(string source, string part)
    {
        var tree = CSharpSyntaxTree.ParseText(source, path: "dir/Cell.cs");
        return Location.Create(tree, new TextSpan(source.IndexOf(part, StringComparison.Ordinal), part.Length));
    }

    private static string Text(Location location) => SnapshotTargets.OfInfo(new LineFilter([]), writer => LocationText.Write(writer, location)).Text;
}
