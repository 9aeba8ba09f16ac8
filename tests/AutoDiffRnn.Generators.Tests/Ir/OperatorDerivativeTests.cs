using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>Every rule against central differences of its operator's own value: ⟨v, Jᵀu⟩ against the slope of ⟨u, f(x + εv)⟩.</summary>
public class OperatorDerivativeTests
{
    // Directions have elements up to 1, so that no operand crosses a kink that is farther away.
    private const double KinkMargin = 10 * Differences.Reach;

    [Theory]
    [MemberData(nameof(OperatorCases.Names), MemberType = typeof(OperatorCases))]
    public void AnOperator_HasADerivative_OrAReasonToHaveNone(string name)
    {
        var op = Operators.All[name];
        Assert.Equal(name, op.Name);
        Assert.Equal(OperatorCases.WithoutDerivative.Contains(name), op.Adjoint is null);
    }

    [Theory]
    [MemberData(nameof(OperatorCases.DifferentiatedByOperand), MemberType = typeof(OperatorCases))]
    public void ARule_AgreesWithCentralDifferences_InEachOperand(string name)
    {
        var op = Operators.All[name];
        var random = new Random(name.Sum(letter => letter));
        var (directions, excluded) = (0, 0);
        foreach (var @case in OperatorCases.Of(op))
        {
            var program = new OperatorProgram(op, @case);
            Assert.Equal(@case.Operands.Length, program.RuleCount);
            for (var repetition = 0; repetition < 3; repetition++)
            {
                Tensor[] operands = [.. @case.Operands.Select(shape => Random(random, shape, @case))];
                var u = Random(random, program.Shape, new OperatorCase([], [], -1, 1));
                var adjoints = program.Pull(operands, u);
                for (var operand = 0; operand < operands.Length; operand++)
                {
                    if (@case.Operands[operand].Element == Element.Real)
                        Check(operand, operands, adjoints[operand], u);
                    else
                        Assert.Null(adjoints[operand]);
                }
            }

            void Check(int operand, Tensor[] operands, Tensor? adjoint, Tensor u)
            {
                var v = Random(random, @case.Operands[operand], new OperatorCase([], [], -1, 1));
                for (var i = 0; i < v.Data.Length; i++)
                {
                    directions++;
                    if (OperatorCases.DistanceToKink(op, [.. operands.Select(x => x.Data[Math.Min(i, x.Data.Length - 1)])]) >= KinkMargin)
                        continue;
                    excluded++;
                    v.Data[i] = 0;
                }

                var analytic = adjoint is null ? 0 : Dot(v, adjoint);
                Tensor[] Moved(double e) => [.. operands.Select((x, k) => k == operand ? x.Zip(v, (a, b) => a + e * b) : x)];
                var numeric = Differences.Slope(e => Dot(u, program.Value(Moved(e))));
                Assert.True(
                    Math.Abs(analytic - numeric) <= 1e-8 * (1 + Math.Abs(numeric)),
                    $"{name} of {string.Join(", ", @case.Operands.Select(shape => shape.ToString()))}, operand {operand}: "
                    + $"the rule gives {analytic:R}, differences give {numeric:R}");
            }
        }

        Assert.True(excluded * 20 <= directions, $"{excluded} of {directions} elements lie next to a kink");
    }

    [Theory]
    [InlineData("Relu", 0, 0)]
    [InlineData("Relu", -0.0, 0)]
    [InlineData("Abs", 0, 0)]
    [InlineData("Sign", 0, 0)]
    [InlineData("Elu", 0, 1)]
    [InlineData("Elu", -1e-9, 1 - 1e-9)]
    [InlineData("Elu", -40, 4.248354255291589e-18)]
    [InlineData("Selu", 0, 1.7580993408473766)]
    [InlineData("Selu", 1e-300, 1.0507009873554805)]
    [InlineData("HardTanh", 1, 0)]
    [InlineData("HardTanh", -1, 0)]
    [InlineData("HardSigmoid", 3, 0)]
    [InlineData("HardSigmoid", -3, 0)]
    public void AtAKink_TheDerivative_IsPyTorchs(string name, double x, double expected)
        => Assert.Equal(expected, Assert.Single(Pull(name, x)), 1e-15);

    [Theory]
    [InlineData("Max", 2, 2, 0.5, 0.5)]
    [InlineData("Min", 2, 2, 0.5, 0.5)]
    [InlineData("Max", 0.0, -0.0, 0.5, 0.5)]
    [InlineData("Max", 1, 2, 0, 1)]
    [InlineData("Min", 1, 2, 1, 0)]
    [InlineData("Max", double.NegativeInfinity, double.NegativeInfinity, 0.5, 0.5)]
    public void OnATie_EachOperand_GetsHalf(string name, double x, double y, double dx, double dy)
        => Assert.Equal([dx, dy], Pull(name, x, y));

    [Theory]
    [InlineData("Sigmoid", 800, 0)]
    [InlineData("Sigmoid", -800, 0)]
    [InlineData("Softplus", 800, 1)]
    [InlineData("Softplus", -800, 0)]
    [InlineData("LogSigmoid", -800, 1)]
    [InlineData("Tanh", 800, 0)]
    [InlineData("Silu", 800, 1)]
    [InlineData("Silu", -800, 0)]
    [InlineData("Gelu", 40, 1)]
    [InlineData("Gelu", -40, 0)]
    [InlineData("Elu", 800, 1)]
    [InlineData("Selu", -800, 0)]
    public void FarOut_TheDerivative_IsFiniteAndItsLimit(string name, double x, double expected)
        => Assert.Equal(expected, Assert.Single(Pull(name, x)), 1e-15);

    [Fact]
    public void AChoiceNotTaken_GetsExactlyNothing_EvenWhenTheAdjointIsNotFinite()
    {
        var vector = Shape.Vector(Dim.Constant(3));
        var program = new OperatorProgram(Operators.Where, new OperatorCase([vector.Of(Element.Truth), vector, vector], []));
        Tensor[] operands = [Tensor.Vector([1, 0, 1]), Tensor.Vector([1, double.NaN, 3]), Tensor.Vector([double.PositiveInfinity, 5, double.NaN])];

        Assert.Equal([1, 5, 3], program.Value(operands).Data);
        var adjoints = program.Pull(operands, Tensor.Vector([double.NaN, double.PositiveInfinity, 7]));
        Assert.Equal([double.NaN, 0, 7], adjoints[1]!.Data);
        Assert.Equal([0, double.PositiveInfinity, 0], adjoints[2]!.Data);
    }

    [Theory]
    [MemberData(nameof(OperatorCases.Differentiable), MemberType = typeof(OperatorCases))]
    public void WhatARuleEmits_HasARuleItself(string name)
    {
        foreach (var @case in OperatorCases.Of(Operators.All[name]))
        {
            foreach (var instruction in new OperatorProgram(Operators.All[name], @case).Adjoint.Instructions)
            {
                Assert.True(
                    instruction.Op.Adjoint is not null || instruction.Op.Kind == OperatorKind.Leaf || instruction.Op == Operators.SumRows
                        || instruction.Shape.Element == Element.Truth,
                    $"The rule of {name} emits {instruction.Op.Name}, which has none.");
            }
        }
    }

    private static double[] Pull(string name, params double[] operands)
    {
        var program = new OperatorProgram(Operators.All[name], new OperatorCase([.. operands.Select(_ => Shape.Scalar)], []));
        return [.. program.Pull([.. operands.Select(Tensor.Scalar)], Tensor.Scalar(1)).Select(adjoint => adjoint!.Number)];
    }

    private static double Dot(Tensor a, Tensor b) => a.Zip(b, (x, y) => x * y).Data.Sum();

    private static Tensor Random(Random random, Shape shape, OperatorCase @case) => new Tensor([.. shape.Sizes.Select(size => (int)size.Value!)])
        .Map(_ => shape.Element switch
        {
            Element.Index => random.Next(@case.IndexBound),
            Element.Truth => random.Next(2),
            _ => @case.Low + (@case.High - @case.Low) * random.NextDouble(),
        });
}
