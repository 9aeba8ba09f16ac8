using System.Globalization;
using AutoDiffRnn.Cells;
using AutoDiffRnn.Testing.Subjects;
using AutoDiffRnn.Testing.Tests.Faulty;

namespace AutoDiffRnn.Testing.Tests;

/// <summary>Each way in which a network can be wrong is caught, and the message says where.</summary>
public sealed class SabotageTests
{
    [Fact]
    public void AWrongCoordinate_IsNamedWithBothNumbersSizesAndSeed()
    {
        var error = Fails(new()
        {
            OnRead = (results, numbers, passes) => Change(results, numbers, "Wh", row: 2, column: 0, value => value + passes * 1e-3),
        });

        var failure = Assert.Single(error.Failures);
        Assert.Equal((CheckKind.Gradients, "Wh", "Wh[2, 0]"), (failure.Check, failure.Name, failure.Coordinate));
        Assert.Equal(1e-3, failure.Actual - failure.Expected, 1e-9);
        Says(error, "weight Wh [3, 3]", "Wh[2, 0]", Text(failure.Expected), Text(failure.Actual));
        Says(error, "1 of 9 elements", "T = 3, B = 1", "H = 3", "seed 5");
    }

    [Fact]
    public void TheMessage_HasTheLineThatRepeatsTheCheck()
        => Says(Fails(new() { OnRead = (results, _, _) => results.Gradients["b"][0] *= -1 }),
            "CellCheck.Run(RecurrentCells.Elman, new() { Seed = 5, Shapes = [new(1, 1, 1, 1, 1)] })");

    [Theory]
    [InlineData("Wx", "Wx[0, 0]")]
    [InlineData("c", "c[0]")]
    [InlineData("x", "x[t = 0, b = 0][0]")]
    [InlineData("h", "h[b = 0][0]")]
    public void AWrongSign_IsCaughtInWeightsInputsAndInitialStates(string parameter, string coordinate)
    {
        var error = Fails(new()
        {
            OnRead = (results, _, _) => results.Gradients[parameter] = [.. results.Gradients[parameter].Select(value => -value)],
        });

        Assert.Equal((parameter, coordinate), (error.Failures[0].Name, error.Failures[0].Coordinate));
    }

    [Fact]
    public void ATermDroppedAtTheLastStepOnly_IsNamedWithStepAndExample()
    {
        var error = Fails(new()
        {
            OnRead = (results, numbers, _) =>
            {
                if (numbers is { Steps: 5, Batch: 3 })
                    results.Gradients["x"][^1] = 0;
            },
        });

        Assert.Equal("x[t = 4, b = 2][2]", Assert.Single(error.Failures).Coordinate);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AGradientThatIsNoNumber_IsCaught(double value)
    {
        var error = Fails(new() { OnRead = (results, numbers, _) => Change(results, numbers, "Wh", 1, 1, _ => value) });

        Assert.Equal("Wh[1, 1]", error.Failures[0].Coordinate);
        Says(error, value.ToString("R", CultureInfo.InvariantCulture));
    }

    // Too many coordinates to look at one by one: the fault is found by halving.
    [Fact]
    public void AWrongCoordinateOfALargeTensor_IsFound()
    {
        var error = Fails(new()
        {
            OnRead = (results, numbers, passes) =>
            {
                if (numbers.Weight("Wh").Length == 15 * 15)
                    results.Gradients["Wh"][13 * 15 + 14] += passes * 1e-3;
            },
        });

        Assert.Equal("Wh[13, 14]", Assert.Single(error.Failures).Coordinate);
        Assert.Equal(1e-3, error.Failures[0].Actual - error.Failures[0].Expected, 1e-9);
    }

    [Fact]
    public void AWrongValue_IsCaughtBeforeGradients()
    {
        var error = Fails(new() { OnRead = (results, _, _) => results.Values["y"][^1] += 1e-9 });

        Assert.Equal((CheckKind.Values, "y", "y[t = 0, b = 0][0]"), (error.Failures[0].Check, error.Failures[0].Name, error.Failures[0].Coordinate));
        Assert.DoesNotContain(error.Failures, failure => failure.Check == CheckKind.Gradients);
    }

    [Fact]
    public void WrongInFloatAlone_IsCaught()
    {
        var value = Fails(new() { Only = Precision.Float, OnRead = (results, _, _) => results.Values["h"][0] *= 1 + 1e-4 });
        var gradient = Fails(new() { Only = Precision.Float, OnRead = (results, _, _) => results.Gradients["Wy"][0] *= 1 + 1e-4 });

        Assert.Equal((CheckKind.FloatValues, "h"), (Assert.Single(value.Failures).Check, value.Failures[0].Name));
        Assert.Equal((CheckKind.FloatGradients, "Wy"), (Assert.Single(gradient.Failures).Check, gradient.Failures[0].Name));
    }

    [Fact]
    public void GradientsThatAreOverwritten_DoNotAccumulate()
    {
        var error = Fails(new() { BeforeBackward = run => run.ClearGradients() });

        Assert.All(error.Failures, failure => Assert.Equal(CheckKind.Accumulation, failure.Check));
        Assert.Equal(["Wx", "Wh", "b", "Wy", "c"], error.Failures.Select(failure => failure.Name));
    }

    [Fact]
    public void GradientsThatAreNeverCleared_AreCaught()
        => Assert.All(Fails(new() { NeverClears = true }).Failures, failure => Assert.Equal(CheckKind.Repetition, failure.Check));

    [Fact]
    public void ATapeThatRemembersAnotherSize_IsCaught()
        => Assert.Equal(CheckKind.Repetition, Assert.Single(Fails(new() { RemembersSizes = true }).Failures).Check);

    [Fact]
    public void AnAllocation_IsCaughtWithItsBytes()
    {
        var error = Fails(new() { BeforeBackward = _ => GC.KeepAlive(new byte[1000]) });

        Assert.Equal([CheckKind.Allocation, CheckKind.Allocation], error.Failures.Select(failure => failure.Check));
        Says(error, "in double allocate 1024 bytes", "in float allocate 1024 bytes");
    }

    [Fact]
    public void AnException_IsTheInnerOne()
    {
        var error = Fails(new() { BeforeBackward = _ => throw new InvalidOperationException("no tape") });

        Assert.IsType<InvalidOperationException>(error.InnerException);
        Says(error, "InvalidOperationException: no tape", "T = 1, B = 1");
    }

    [Fact]
    public void ACellWithoutAProgram_IsSaidToHaveNone()
    {
        var error = Fails(new() { OnRead = (results, _, _) => results.Gradients["b"][0] *= 2 });

        Assert.Null(error.Statement);
        Says(error, "cannot be named", "AutoDiffRnn.Cells");
    }

    [Fact]
    public void AGradientThatIsMeantToDiffer_IsNotComparedWithDifferences()
    {
        var subject = new SabotagedCell(GeneratedCell.Of(RecurrentCells.Elman), new() { OnRead = (results, _, _) => results.Gradients["b"][0] *= 2 });

        CellCheck.Run(subject, new() { WithoutDifferences = { "b" }, Shapes = [new(1, 1, 1)] });
        Assert.Throws<CellCheckException>(() => CellCheck.Run(subject, new() { WithoutDifferences = { "c" }, Shapes = [new(1, 1, 1)] }));
    }

    private static CellCheckException Fails(Sabotage sabotage)
    {
        var subject = new SabotagedCell(GeneratedCell.Of(RecurrentCells.Elman), sabotage);
        return Assert.Throws<CellCheckException>(() => CellCheck.Run(subject, new() { Seed = 5 }));
    }

    private static void Change(CellResults results, CellNumbers numbers, string weight, int row, int column, Func<double, double> change)
    {
        var sizes = numbers.Cell.Weights.Single(item => item.Name == weight).Sizes;
        if (row < sizes[0] && column < sizes[1])
            results.Gradients[weight][row * sizes[1] + column] = change(results.Gradients[weight][row * sizes[1] + column]);
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static void Says(CellCheckException error, params string[] words)
        => Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
}
