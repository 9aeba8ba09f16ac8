using AutoDiffRnn.Cells;
using AutoDiffRnn.Testing.Tests.Faulty;

namespace AutoDiffRnn.Testing.Tests;

/// <summary>What a user may set, and what is answered to what cannot be.</summary>
public sealed class OptionTests
{
    private static readonly CellShape[] Few = [new(2, 2, 3)];

    [Fact]
    public void AMethodThatIsNoCell_IsRefused()
    {
        Says(Assert.Throws<ArgumentException>(() => CellCheck.Run(AwkwardCells.NotACell)), "[RnnCell]", "AwkwardCells.NotACell");
        var lambda = (Vector x, Vector h, Vector w) => AwkwardCells.Kinked(x, h, w);
        Says(Assert.Throws<ArgumentException>(() => CellCheck.Run(lambda)), "[RnnCell]", "lambda");
        Assert.Throws<ArgumentNullException>(() => CellCheck.Run(null!));
    }

    [Fact]
    public void ANameThatIsNoCell_IsAnsweredWithThoseThatAre()
        => Says(Assert.Throws<ArgumentException>(() => CellCheck.Run(typeof(RecurrentCells), "Lsmt")), "'Lsmt'", "Elman", "Lstm");

    [Fact]
    public void ByTypeAndName_IsTheSameCheck()
        => Assert.Equal(CellCheck.Run(RecurrentCells.Gru).ToString(), CellCheck.Run(typeof(RecurrentCells), nameof(RecurrentCells.Gru)).ToString());

    [Fact]
    public void SizesThatDoNotFit_AreMadeMultiplesOfThemselves()
        => Assert.Contains("Even = 6", Assert.Single(CellCheck.Run(AwkwardCells.Halved, new() { Shapes = Few }).Shapes), StringComparison.Ordinal);

    [Fact]
    public void SizesOfWhichNoMultipleFits_AreToBeGiven()
    {
        Says(Assert.Throws<ArgumentException>(() => CellCheck.Run(AwkwardCells.Wide, new() { Shapes = [new(1, 1, 1)] })),
            "T = 1, B = 1, sizes 1", "Wide", "Dimensions = { [\"W\"] =");
        var report = CellCheck.Run(AwkwardCells.Wide, new() { Dimensions = { ["W"] = [31, 40] }, Shapes = [.. Few, .. Few, .. Few] });
        Assert.Equal(["T = 2, B = 2, W = 31", "T = 2, B = 2, W = 40", "T = 2, B = 2, W = 31"], report.Shapes);
    }

    [Fact]
    public void Constants_TakeTheirValuesInTurn()
    {
        var shapes = new CellCheckOptions { Shapes = [.. Few, .. Few] };
        Assert.Equal(
            ["T = 2, B = 2, H = 3, leak = 0.3, factor = 2", "T = 2, B = 2, H = 3, leak = 0.3, factor = 3"],
            CellCheck.Run(AwkwardCells.Leaky, shapes).Shapes);
        var given = new CellCheckOptions { Shapes = Few, Constants = { ["leak"] = [0.9], ["factor"] = [7] } };
        Assert.Equal(["T = 2, B = 2, H = 3, leak = 0.9, factor = 7"], CellCheck.Run(AwkwardCells.Leaky, given).Shapes);
    }

    [Theory]
    [InlineData("leak", 1)]
    [InlineData("factor", 0.5)]
    public void AConstantOfAnotherType_IsRefused(string constant, object value)
        => Says(Assert.ThrowsAny<ArgumentException>(() => CellCheck.Run(AwkwardCells.Leaky, new() { Constants = { [constant] = [value] } })),
            $"options.Constants[\"{constant}\"]", value.GetType().Name);

    [Fact]
    public void NamesThatTheCellDoesNotHave_AreRefusedWithThoseThatItHas()
    {
        Refuses(new() { Dimensions = { ["h"] = [3] } }, "options.Dimensions", "'h'", "H");
        Refuses(new() { Constants = { ["Leak"] = [0.3] } }, "options.Constants", "'Leak'", "leak, factor");
        Refuses(new() { Tokens = { ["x"] = 3 } }, "options.Tokens", "'x'", "none");
        Refuses(new() { WithoutDifferences = { "y" } }, "options.WithoutDifferences", "'y'", "x, h");
        Refuses(new() { Arrange = numbers => numbers.Weight("w").Clear() }, "no weight 'w'", "none");
        Refuses(new() { Arrange = numbers => numbers.Input("x")[0] = double.NaN }, "options.Arrange", "element 0 of x", "NaN");
    }

    [Fact]
    public void NumbersThatMakeNoSense_AreRefused()
    {
        Refuses(new() { Shapes = [] }, "options.Shapes", "none");
        Refuses(new() { Shapes = [new(0, 1, 1)] }, "options.Shapes", "T = 0");
        Refuses(new() { Shapes = [new(1, 1)] }, "options.Shapes", "at least 1");
        Refuses(new() { Dimensions = { ["H"] = [] } }, "options.Dimensions[\"H\"]", "none");
        Refuses(new() { Magnitude = 0 }, "options.Magnitude", "0");
        Refuses(new() { GradientTolerance = double.NaN }, "options.GradientTolerance", "NaN");
        Refuses(new() { MaxCoordinates = 0 }, "options.MaxCoordinates", "0");
    }

    [Fact]
    public void OutsideItsDomain_TheMethodItselfIsBlamed_AndOtherNumbersHelp()
    {
        var error = Assert.Throws<CellCheckException>(() => CellCheck.Run(AwkwardCells.Logarithm));
        Assert.Equal(CheckKind.Numbers, Assert.Single(error.Failures).Check);
        Says(error, "the C# method itself", "NaN", "options.Arrange");

        CellCheck.Run(AwkwardCells.Logarithm, new() { Arrange = numbers => MakePositive(numbers.Input("x")) });
    }

    [Fact]
    public void TokensInRange_AreDrawnFromTheSmallestSizeUnlessGiven()
    {
        var highest = 0;
        var options = new CellCheckOptions
        {
            Dimensions = { ["V"] = [9], ["H"] = [4] },
            Shapes = [new(9, 9, 1)],
            Arrange = numbers => highest = Highest(numbers.Tokens("next")),
        };
        CellCheck.Run(AwkwardCells.Scored, options);
        Assert.Equal(3, highest);
        options.Tokens["next"] = 9;
        CellCheck.Run(AwkwardCells.Scored, options);
        Assert.Equal(8, highest);
    }

    [Fact]
    public void TooManyKinks_AreAFailureThatSaysWhatToDo()
    {
        var options = new CellCheckOptions { Dimensions = { ["H"] = [8] }, Shapes = Few, Arrange = numbers => numbers.Weight("w").Clear() };
        var error = Assert.Throws<CellCheckException>(() => CellCheck.Run(AwkwardCells.Kinked, options));
        Assert.Equal(CheckKind.Kinks, Assert.Single(error.Failures).Check);
        Says(error, "8 of 56 coordinates", "options.Arrange", "options.MaxKinks");

        options.MaxKinks = 0.2;
        Assert.Equal(8, CellCheck.Run(AwkwardCells.Kinked, options).Kinks);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameReport_AndAnotherOneOtherNumbers()
    {
        var seen = new List<double>();
        foreach (var seed in new[] { 1, 1, 2 })
            CellCheck.Run(AwkwardCells.Kinked, new() { Seed = seed, Shapes = Few, Arrange = numbers => seen.Add(numbers.Weight("w")[0]) });
        Assert.Equal(seen[0], seen[seen.Count / 3]);
        Assert.NotEqual(seen[0], seen[^1]);
    }

    private static void Refuses(CellCheckOptions options, params string[] words)
        => Says(Assert.ThrowsAny<ArgumentException>(() => CellCheck.Run(AwkwardCells.Leaky, options)), words);

    private static void MakePositive(Span<double> values)
    {
        foreach (ref var value in values)
            value = Math.Abs(value);
    }

    private static int Highest(Span<int> values)
    {
        var highest = 0;
        foreach (var value in values)
            highest = Math.Max(highest, value);
        return highest;
    }

    private static void Says(Exception error, params string[] words)
        => Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
}
