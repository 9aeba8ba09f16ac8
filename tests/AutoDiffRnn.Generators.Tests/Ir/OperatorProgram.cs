using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>One operator as a step, whose output is <c>y</c>, with inputs <c>x0</c>, <c>x1</c> …, and the program that its rule makes.</summary>
internal sealed class OperatorProgram
{
    private static readonly Dictionary<string, int> NoNames = [];

    private readonly OperatorCase _case;
    private readonly IrEvaluator _forward;
    private readonly IrEvaluator _adjoint;

    public OperatorProgram(Operator op, OperatorCase @case)
    {
        _case = @case;
        var builder = new ProgramBuilder();
        var result = builder.Apply(op, Inputs(builder), @case.Sizes);
        builder.Outputs.Add(new Binding("y", result.Number));
        Step = builder.Build();
        IrVerifier.VerifyStep(Step);

        Shape = result.Shape;
        Adjoint = AdjointOf(op);
        IrVerifier.VerifyAdjoint(Adjoint, Step);
        _forward = new IrEvaluator(Step, NoNames);
        _adjoint = new IrEvaluator(Adjoint, NoNames);
    }

    public StepProgram Step { get; }

    public StepProgram Adjoint { get; }

    /// <summary>The number of adjoints that the rule gave, the missing ones included.</summary>
    public int RuleCount { get; private set; }

    public Shape Shape { get; }

    public Tensor Value(Tensor[] operands) => _forward.Step(Leaves(operands))[Step.Outputs[0].Value];

    /// <summary>The operands' adjoints, by operand; null where the rule gives none.</summary>
    public Tensor?[] Pull(Tensor[] operands, Tensor adjoint)
    {
        var leaves = Leaves(operands);
        leaves[new LeafKey(Operators.Seed, "y")] = adjoint;
        leaves[new LeafKey(Operators.Primal, "", Step.Outputs[0].Value)] = Value(operands);
        var values = _adjoint.Step(leaves);
        return [.. operands.Select((_, i) => Adjoint.Outputs.FirstOrDefault(output => output.Name == "x" + i))
            .Select(output => output is null ? null : values[output.Value])];
    }

    private StepProgram AdjointOf(Operator op)
    {
        var builder = new ProgramBuilder { IsAdjoint = true };
        var arguments = Inputs(builder);
        // As differentiation does it: a part is taken again, which shows where it begins; anything else is a saved value.
        var result = op.Kind is OperatorKind.View or OperatorKind.Move
            ? builder.Apply(op, arguments, _case.Sizes)
            : builder.Leaf(Operators.Primal, "y", Shape, Step.Outputs[0].Value, Step[Step.Outputs[0].Value].IsShared);
        var adjoints = op.Adjoint!(new AdjointContext(Step[Step.Outputs[0].Value], builder.Leaf(Operators.Seed, "y", Shape), result, arguments));
        RuleCount = adjoints.Count;
        for (var i = 0; i < adjoints.Count; i++)
        {
            if (adjoints[i] is { } adjoint)
                builder.Outputs.Add(new Binding("x" + i, adjoint.Number));
        }

        return builder.Build();
    }

    private Value[] Inputs(ProgramBuilder builder) => [.. _case.Operands.Select((shape, i) => builder.Leaf(Operators.Input, "x" + i, shape))];

    private static Dictionary<LeafKey, Tensor> Leaves(Tensor[] operands)
        => operands.Select((operand, i) => (operand, i)).ToDictionary(pair => new LeafKey(Operators.Input, "x" + pair.i), pair => pair.operand);
}
