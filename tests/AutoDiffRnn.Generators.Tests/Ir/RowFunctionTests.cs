using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>
/// Functions of a whole row that have a derivative of their own, against central differences: the derivative, and what differentiation makes of
/// the derivative in its turn.
/// </summary>
public class RowFunctionTests
{
    private static readonly Dictionary<string, int> NoNames = [];

    private static readonly int[] Widths = [2, 5, 17];

    private static readonly Dictionary<string, Func<Value, Value>> Functions = new()
    {
        ["LayerNorm"] = v => Composites.LayerNorm(v, One(v), v.Builder.Broadcast(v.Builder.Literal("0.25"), v.Shape), v.Builder.Literal("0.1")),
        ["LayerNorm without epsilon"] = v => Composites.LayerNorm(v, One(v), One(v), v.Builder.Literal("0")),
        ["LayerNorm with an epsilon of its own"] = v => Composites.LayerNorm(v, One(v), One(v), Make.Sum(v * v)),
        ["Softmax"] = Composites.Softmax,
        ["LogSoftmax"] = Composites.LogSoftmax,
    };

    public static TheoryData<string> Cases => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheDerivative_IsThatOfTheValue(string name)
    {
        foreach (var width in Widths)
            CheckGradient(ProgramOf(name, width, order: 0), width, seed: 3);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheDerivative_HasADerivative_WhichIsThatOfItsValue(string name)
    {
        foreach (var width in Widths)
            CheckGradient(ProgramOf(name, width, order: 1), width, seed: 5);
    }

    // The function of an input; or the adjoint of its input, as a step of its own whose inputs are the input and the function's adjoint.
    private static StepProgram ProgramOf(string name, int width, int order)
    {
        var builder = new ProgramBuilder();
        var shape = Shape.Vector(Dim.Constant(width));
        var v = builder.Leaf(Operators.Input, "v", shape);
        var y = Functions[name](v);
        if (order > 0)
            y = Backward(builder, v, y, builder.Leaf(Operators.Input, "dy", shape));
        builder.Outputs.Add(new Binding("y", y.Number));
        return builder.Build();
    }

    // Reverse mode as a textbook has it, in the program itself, so that it can be differentiated once more.
    private static Value Backward(ProgramBuilder builder, Value v, Value y, Value dy)
    {
        var count = y.Number + 1;
        var adjoints = new Value?[count];
        adjoints[y.Number] = dy;
        for (var number = count - 1; number > v.Number; number--)
        {
            var instruction = builder[number];
            if (adjoints[number] is not { } adjoint || instruction.Op.Kind == OperatorKind.Leaf)
                continue;
            var operands = instruction.Arguments.Select(operand => new Value(builder, operand)).ToList();
            var shares = instruction.Op.Adjoint!(new AdjointContext(instruction, adjoint, new Value(builder, number), operands));
            for (var i = 0; i < operands.Count; i++)
            {
                if (shares[i] is { } share)
                    adjoints[operands[i].Number] = adjoints[operands[i].Number] is { } soFar ? soFar + share : share;
            }
        }

        return adjoints[v.Number]!.Value;
    }

    private static void CheckGradient(StepProgram program, int width, int seed)
    {
        var random = new Random(seed);
        var inputs = program.Instructions.Where(leaf => leaf.Op == Operators.Input).Select(leaf => leaf.Symbol).ToList();
        var values = inputs.ToDictionary(input => input, _ => new[] { new[] { Vector() } });
        var (u, directions) = (Vector(), inputs.ToDictionary(input => input, _ => Vector()));
        var forward = Run(values);
        var backward = BackwardRun.Of(
            ReverseMode.Differentiate(program), forward, new Dictionary<string, Tensor[][]> { ["y"] = [[u]] });
        foreach (var input in inputs)
        {
            var analytic = Dot(backward.Outputs[input][0][0], directions[input]);
            var numeric = Differences.Slope(e => Dot(u, Run(Moved(input, e)).Outputs["y"][0][0]));
            Assert.True(
                Math.Abs(analytic - numeric) <= 1e-7 * (1 + Math.Abs(numeric)), $"d{input}: the rules give {analytic:R}, differences give {numeric:R}");
        }

        Tensor Vector() => Tensor.Vector(Enumerable.Range(0, width).Select(_ => 2 * random.NextDouble() - 1));

        Dictionary<string, Tensor[][]> Moved(string input, double e) => new(values)
        {
            [input] = [[values[input][0][0].Zip(directions[input], (x, d) => x + e * d)]],
        };

        ForwardRun Run(Dictionary<string, Tensor[][]> of) => ForwardRun.Of(program, NoNames, new SequenceData
        {
            Steps = 1,
            Examples = 1,
            Inputs = of,
        });
    }

    private static double Dot(Tensor a, Tensor b) => a.Zip(b, (x, y) => x * y).Data.Sum();

    private static Value One(Value v) => Make.One(v);
}
