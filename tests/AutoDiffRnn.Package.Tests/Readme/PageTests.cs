namespace AutoDiffRnn.Package.Tests.Readme;

public sealed class PageTests
{
    private const string Elman = "tests/AutoDiffRnn.Package.Tests/Readme/Elman.cs";

    [Fact]
    public void AStaleBlock_IsRenewed_AndTheTextAroundItStays()
    {
        var page = $"before\n<!-- excerpt \"{Elman}\" from \"h = Tanh\" to \"var y\" -->\n```csharp\nold\n```\nafter";

        var expected = $"before\n<!-- excerpt \"{Elman}\" from \"h = Tanh\" to \"var y\" -->\n```csharp\nh = Tanh(Wx * x + Wh * h + b);\nvar y = Wy * h + c;\n```\nafter";
        Assert.Equal(expected, Page.Renew(page));
    }

    [Fact]
    public void WithoutAnEnd_TheExcerptRunsToTheBraceThatClosesIt()
    {
        var lines = new Excerpt(Elman, "public static class Cells", null).Lines();

        Assert.Equal("{", lines[1]);
        Assert.Equal("    [RnnCell]", lines[3]);
        Assert.Equal("}", lines[^1]);
    }

    [Fact]
    public void CodeWithoutAMarker_IsFound() => Assert.Equal([2], Page.UnmarkedBlocks("text\n```csharp\nx\n```"));
}
