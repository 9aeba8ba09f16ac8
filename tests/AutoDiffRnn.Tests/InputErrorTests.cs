using AutoDiffRnn.Cells;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>Wrong sizes, spans, names, tapes and tokens: messages that name the argument, what was expected and what was given.</summary>
public sealed class InputErrorTests
{
    private readonly ElmanNetwork<float> _elman = new(I: 3, H: 5, O: 2);

    [Fact]
    public void ASizeThatIsNotPositive_IsNamed()
        => Says(Assert.Throws<ArgumentException>(() => new ElmanNetwork<float>(I: 3, H: 0, O: 2)), "H", "at least 1", "0");

    [Fact]
    public void AHalfPrecisionNetwork_IsRefused()
        => Says(Assert.Throws<NotSupportedException>(() => new ElmanNetwork<Half>(I: 3, H: 5, O: 2)), "float or double", "Half");

    [Theory]
    [InlineData(0, 1, "steps")]
    [InlineData(1, -2, "batch")]
    public void ATapeOfNothing_IsRefused(int steps, int batch, string argument)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => _elman.CreateTape(steps, batch));
        Assert.Contains(argument, error.Message, StringComparison.OrdinalIgnoreCase);
        Says(error, "at least 1", $"{Math.Min(steps, batch)}");
    }

    [Fact]
    public void ATapeMadeLargerThanItsRoom_IsRefused()
    {
        var tape = _elman.CreateTape(steps: 4, batch: 2);
        Says(Assert.Throws<ArgumentException>(() => tape.Resize(5, 2)), "steps", "1 to 4", "5");
        Says(Assert.Throws<ArgumentException>(() => tape.Resize(4, 3)), "batch", "1 to 2", "3");
        Says(Assert.Throws<ArgumentException>(() => tape.Resize(0, 2)), "steps", "1 to 4", "0");
    }

    [Fact]
    public void ASpanOfAnotherLength_IsNamedWithBothShapes()
    {
        var tape = _elman.CreateTape(steps: 4, batch: 2);
        Says(Assert.Throws<ArgumentException>(() => tape.Inputs.x.CopyFrom(new float[23])), "x", "T = 4", "B = 2", "3", "24", "23");
        Says(Assert.Throws<ArgumentException>(() => tape.Seeds.y.CopyFrom(new float[15])), "y", "16", "15");
        Says(Assert.Throws<ArgumentException>(() => tape.InitialStates.h.CopyFrom(new float[40])), "h", "T = 1", "10", "40");
        Says(Assert.Throws<ArgumentException>(() => tape.States.h.CopyTo(new float[39])), "h", "40", "39");
        Says(Assert.Throws<ArgumentException>(() => _elman.Weights.Wx.CopyFrom(new float[14])), "Wx", "[5, 3]", "15", "14");
    }

    [Fact]
    public void ASmallerTape_TakesSpansOfItsNewShape()
    {
        var tape = _elman.CreateTape(steps: 4, batch: 2);
        tape.Resize(2, 1);
        Says(Assert.Throws<ArgumentException>(() => tape.Inputs.x.CopyFrom(new float[24])), "T = 2", "B = 1", "6", "24");
    }

    [Fact]
    public void AnElementThatDoesNotExist_IsNamedWithItsRange()
    {
        var tape = _elman.CreateTape(steps: 4, batch: 2);
        Says(Assert.Throws<ArgumentOutOfRangeException>(() => _ = tape.Inputs.x[4, 0].Length), "step", "0 to 3", "4");
        Says(Assert.Throws<ArgumentOutOfRangeException>(() => _ = tape.Inputs.x[0, 2].Length), "example", "0 to 1", "2");
        Says(Assert.Throws<ArgumentOutOfRangeException>(() => _ = tape.AdjointNorm("h", -1)), "step", "0 to 3", "-1");
        Says(Assert.Throws<ArgumentOutOfRangeException>(() => _ = _elman.Weights.Wh[5, 0]), "row", "Wh", "0 to 4", "5");
        Says(Assert.Throws<ArgumentOutOfRangeException>(() => _ = _elman.Weights.Wh[0, 5]), "column", "Wh", "0 to 4", "5");
    }

    [Fact]
    public void ANameThatTheCellDoesNotHave_IsAnsweredWithThoseThatItHas()
    {
        Tape<float> tape = _elman.CreateTape(steps: 4, batch: 2);
        WeightSet<float> weights = _elman.Weights;
        Says(Assert.Throws<ArgumentException>(() => _ = tape.Input("X").Steps), "Elman", "input", "X", "x");
        Says(Assert.Throws<ArgumentException>(() => _ = tape.State("y").Steps), "Elman", "state", "y", "h");
        Says(Assert.Throws<ArgumentException>(() => _ = tape.Index("x").Steps), "Elman", "token", "x", "none");
        Says(Assert.Throws<ArgumentException>(() => _ = tape.AdjointNorm("c", 0)), "Elman", "state", "c", "h");
        Says(Assert.Throws<KeyNotFoundException>(() => _ = weights["W"]), "W", "Wx, Wh, b, Wy, c");
    }

    [Fact]
    public void TheTapeOfAnotherNetwork_IsRefused()
    {
        var other = new ElmanNetwork<float>(I: 3, H: 5, O: 2).CreateTape(steps: 4, batch: 2);
        Says(Assert.Throws<ArgumentException>(() => _elman.Forward(other)), "tape", "this network", "another network");
        Says(Assert.Throws<ArgumentException>(() => _elman.Backward(other)), "tape", "this network", "another network");
        Assert.Equal("tape", Assert.Throws<ArgumentNullException>(() => _elman.Forward(null!)).ParamName);
    }

    [Fact]
    public void TheWindowOfARunner_IsNoTapeForTraining()
    {
        var window = _elman.CreateRunner(batch: 2).Window;
        Says(Assert.Throws<ArgumentException>(() => _elman.Forward(window)), "tape", "CreateTape", "runner");
        Says(Assert.Throws<ArgumentException>(() => _elman.Backward(window)), "tape", "CreateTape", "runner");
        Says(Assert.ThrowsAny<InvalidOperationException>(() => _ = window.Seeds.h.Steps), "h", "CreateTape");
    }

    [Theory]
    [InlineData("token", 7)]
    [InlineData("token", -1)]
    [InlineData("next", 7)]
    [InlineData("next", int.MinValue)]
    public void ATokenOutOfRange_IsNamedWithStepAndExample(string input, int token)
    {
        var network = new CharElmanNetwork<float>(H: 4, V: 7, D: 3);
        var tape = network.CreateTape(steps: 4, batch: 3);
        network.Forward(tape);
        ((Tape<float>)tape).Index(input)[2, 1][0] = token;
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => network.Forward(tape));
        Says(error, input, "step 2", "example 1", $"{token}", "6");
    }

    [Theory]
    [InlineData("Picked")]
    [InlineData("Embedded")]
    [InlineData("LossInLoop")]
    [InlineData("TwoTables")]
    [InlineData("ScoredRows")]
    [InlineData("PickedFromWeight")]
    public void ATokenOutOfRange_IsAnErrorWhereverItIsUsed(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        foreach (var input in problem.Tokens.Keys)
        {
            var network = NetworkRun.Create<double>(problem);
            var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
            NetworkRun.WriteInputs(tape, problem);
            tape.Index(input)[3, 2][0] = 1000;
            Says(Assert.Throws<ArgumentOutOfRangeException>(() => network.Forward(tape)), input, "step 3", "example 2", "1000");
        }
    }

    [Fact]
    public void ASizeThatDoesNotDivide_IsRefusedWhenTheNetworkIsMade()
        => Says(Assert.ThrowsAny<ArgumentException>(() => new TestCells.PartsAndTheWholeNetwork<float>(Even: 5)), "Even", "5");

    [Fact]
    public void ASliceThatReachesOutside_IsRefusedWhenTheNetworkIsMade()
        => Says(Assert.ThrowsAny<ArgumentException>(() => new TestCells.OverlappingSlicesNetwork<float>(Long: 3)), "Long", "3");

    private static void Says(Exception error, params string[] words)
        => Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
}
