using AutoDiffRnn.Generators.Scheduling;
using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <summary>Elementwise work that is too much for one method: beyond a number of locals, the JIT inlines nothing more.</summary>
public sealed class LongKernelTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(16, 2)]
    [InlineData(40, 4)]
    public void AKernel_IsCutIntoAsManyPartsAsItNeeds(int lines, int expected)
        => Assert.Equal(expected, KernelsOf(CellPlan.Make(Read.Cell(Chain(lines))).Forward).Count);

    [Theory]
    [InlineData(4)]
    [InlineData(17)]
    [InlineData(60)]
    public void EveryPart_FitsAMethod(int lines)
    {
        var plan = CellPlan.Make(Read.Cell(Chain(lines)));
        foreach (var schedule in new[] { plan.Forward, plan.Adjoint })
        {
            var kernels = KernelsOf(schedule);
            Assert.All(kernels, kernel => Assert.True(KernelSize.FitOneMethod(schedule.Program, [kernel])));
            Assert.Equal(lines <= 4, KernelSize.FitOneMethod(schedule.Program, kernels));
        }
    }

    [Fact]
    public void TheCuts_AreWhereOneStateGoesOn()
    {
        var schedule = CellPlan.Make(Read.Cell(Chain(40))).Forward;
        var kernels = KernelsOf(schedule);
        for (var cut = 1; cut < kernels.Count; cut++)
        {
            var before = kernels.Take(cut).SelectMany(kernel => kernel.Vectors).ToHashSet();
            var goOn = kernels.Skip(cut).SelectMany(kernel => kernel.Vectors).SelectMany(number => schedule.Program[number].Arguments).Where(before.Contains);
            Assert.Single(goOn.Distinct());
        }
    }

    [Fact]
    public void Numbers_AreCutToo()
    {
        var lines = string.Concat(Enumerable.Repeat("s = s + 0.1 * (Tanh(s * u + 0.2) - s);", 30));
        var schedule = CellPlan.Make(Read.Cell($$"""
            [RnnCell]
            public static double Chain([Input] double u, [State] double s)
            {
                {{lines}}
                return s;
            }
            """)).Forward;
        var kernels = KernelsOf(schedule);
        Assert.True(kernels.Count >= 3);
        Assert.All(kernels, kernel => Assert.True(KernelSize.FitOneMethod(schedule.Program, [kernel])));
    }

    private static List<Kernel> KernelsOf(Schedule schedule)
        => [.. schedule.Steps.Where(region => region.IsLoop).SelectMany(region => region.Work).OfType<Kernel>()];

    private static string Chain(int lines) => $$"""
        [RnnCell]
        public static Vector Chain([Input("N")] Vector u, [State("N")] Vector h, [Weight("N")] Vector w)
        {
            {{string.Concat(Enumerable.Repeat("h = h + 0.05 * (Tanh(w * h + u) - h);\n", lines))}}
            return h;
        }
        """;
}
