using System.Reflection;
using Xunit;

namespace AutoDiffRnn.Language.Tests;

public class AttributeTests
{
    [Fact]
    public void Dimensions_AreKeptAsWritten()
    {
        var parameters = typeof(PlainCells).GetMethod(nameof(PlainCells.LstmWithSplit))!.GetParameters();

        Assert.Equal(["I"], parameters[0].GetCustomAttribute<InputAttribute>()!.Dimensions);
        Assert.Equal(["H"], parameters[1].GetCustomAttribute<StateAttribute>()!.Dimensions);
        Assert.Equal(["4*H", "I"], parameters[3].GetCustomAttribute<WeightAttribute>()!.Dimensions);
    }

    [Fact]
    public void NumberOrToken_NeedsNoDimensions()
    {
        var parameters = typeof(PlainCells).GetMethod(nameof(PlainCells.CharModel))!.GetParameters();

        Assert.Empty(parameters[0].GetCustomAttribute<InputAttribute>()!.Dimensions);
    }

    [Fact]
    public void Derivative_NamesItsFunctionAndRunsAsPlainCSharp()
    {
        var derivative = typeof(AttributeTests).GetMethod(nameof(CubeAdjoint), BindingFlags.NonPublic | BindingFlags.Static)!;

        Assert.Equal(nameof(Cube), derivative.GetCustomAttribute<DerivativeOfAttribute>()!.Method);
        Assert.Equal(8 * 0.75 + 12 * 0.5, Leaky(0.25, 8) + CubeAdjoint(2, Cube(2), 0.5));
    }

    [RnnCell]
    private static double Leaky([Constant] double leak, [State] double s) => (1 - leak) * s;

    [Differentiable]
    private static double Cube(double x) => x * x * x;

    [DerivativeOf(nameof(Cube))]
    private static double CubeAdjoint(double x, double y, double dy) => 3 * x * x * dy;
}
