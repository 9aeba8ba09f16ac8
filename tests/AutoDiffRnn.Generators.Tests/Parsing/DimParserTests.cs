using AutoDiffRnn.Generators.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Parsing;

public class DimParserTests
{
    [Theory]
    [InlineData("H", "H")]
    [InlineData("4*H", "4*H")]
    [InlineData(" 4 * H ", "4*H")]
    [InlineData("I+H", "H + I")]
    [InlineData("H - 1", "H - 1")]
    [InlineData("(I+1)*2", "2*I + 2")]
    [InlineData("H/2", "(H / 2)")]
    [InlineData("4*H/2", "2*H")]
    [InlineData("2*3", "6")]
    [InlineData("H/(I/2)", "(H / (I / 2))")]
    [InlineData("größe", "größe")]
    public void ASize_IsReadInCanonicalForm(string text, string canonical)
    {
        var result = DimParser.Parse(text);
        Assert.Null(result.Problem);
        Assert.Equal(canonical, result.Dim!.Text);
    }

    [Theory]
    [InlineData("", "it ends where a name or a whole number is expected")]
    [InlineData("4*", "it ends where a name or a whole number is expected")]
    [InlineData("(H", "a ')' is missing")]
    [InlineData("H)", "')' is not expected at character 2")]
    [InlineData("H I", "'I' is not expected at character 3")]
    [InlineData("H%2", "'%' is not expected at character 2")]
    [InlineData("*H", "'*' is not expected at character 1; write names, whole numbers, + - * / and parentheses")]
    [InlineData("1.5", "'.' is not expected at character 2")]
    [InlineData("T", "'T' is reserved for the number of steps; choose another name")]
    [InlineData("2*B", "'B' is reserved for the number of examples; choose another name")]
    [InlineData("int", "'int' is a keyword of C#; choose another name")]
    [InlineData("0", "it is 0, but a size is at least 1")]
    [InlineData("H-H", "it is 0, but a size is at least 1")]
    [InlineData("2-3", "it is -1, but a size is at least 1")]
    [InlineData("H/0", "it divides by 0")]
    [InlineData("99999999999", "a number in it is too large")]
    [InlineData("2000000000*2000000000*2000000000", "a number in it is too large")]
    [InlineData("2*H*2000000000", "a number in it is too large")]
    public void WhatIsNoSize_SaysWhy(string text, string problem)
    {
        var result = DimParser.Parse(text);
        Assert.Null(result.Dim);
        Assert.Equal(problem, result.Problem);
    }

    [Fact]
    public void ALongText_IsRefusedUnread()
        => Assert.Equal("it is longer than 100 characters", DimParser.Parse(new string('(', 101)).Problem);

    [Fact]
    public void Names_ComeInTheOrderOfTheText() => Assert.Equal(["Z", "A", "M"], DimParser.Parse("Z*A+M-A").Names);
}
