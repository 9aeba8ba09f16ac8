using System.Numerics;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>The values of the generated forward pass against the user's own method, run as plain C#.</summary>
public sealed class ForwardTests
{
    public static TheoryData<string, string> Cases => CellShapes.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void InDouble_StatesAndOutputsAreThoseOfThePlainMethod(string cell, string sizes) => AgreesWithPlain<double>(cell, sizes, 1e-12);

    [Theory]
    [MemberData(nameof(Cases))]
    public void InFloat_StatesAndOutputsAreThoseOfThePlainMethod(string cell, string sizes) => AgreesWithPlain<float>(cell, sizes, 2e-5);

    private static void AgreesWithPlain<T>(string cell, string sizes, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var problem = CellShapes.Problem(cell, sizes);
        var expected = new PlainRun(problem).Values();
        var network = NetworkRun.Create<T>(problem);
        var tape = network.CreateTape(problem.Sizes.Steps, problem.Sizes.Batch);
        NetworkRun.WriteInputs(tape, problem);
        network.Forward(tape);
        Assert.NotEmpty(expected);
        foreach (var (name, values) in NetworkRun.Read(network, tape, problem, GradientsOf.WeightsOnly).Values)
            Close.ToLargest(expected[name], values, tolerance, name);
    }
}
