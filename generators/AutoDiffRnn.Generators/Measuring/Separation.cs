using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Passes;

namespace AutoDiffRnn.Generators.Measuring;

/// <summary>
/// Takes one step of a cell out of time. Each place that reads a previous state reads an input of its own, the new states are outputs, and
/// what belongs to the cell's own outputs reads the new states through inputs as well.
/// </summary>
/// <remarks>
/// So no path goes from a state to an output within the step: the gradient of such an input is that of the loss with respect to the new state,
/// the other states held fixed. An instruction that serves a state and an output is there twice.
/// <code>
/// h' = tanh(Wx·x + Wh·h + b)        h = tanh(Wx·x + Wh·hPrev + b)
/// y  = Wy·h' + c                    y = Wy·hNow + c
/// </code>
/// </remarks>
internal sealed class Separation
{
    private readonly StepProgram _source;
    private readonly StepInputs _inputs;
    private readonly ProgramBuilder _builder = new();
    private readonly Dictionary<string, Shape> _shapes;

    // The value that stands for each instruction: in what computes the states, and in what computes the outputs.
    private readonly Value?[] _ofStates;
    private readonly Value?[] _ofOutputs;

    private Separation(StepProgram source, StepInputs inputs)
    {
        _source = source;
        _inputs = inputs;
        _shapes = inputs.All.ToDictionary(input => input.Name, input => input.Shape);
        _ofStates = new Value?[source.Instructions.Count];
        _ofOutputs = new Value?[source.Instructions.Count];
    }

    /// <summary>The step of a cell's program, with these inputs.</summary>
    public static StepProgram Run(StepProgram source, StepInputs inputs) => new Separation(source, inputs).Run();

    private StepProgram Run()
    {
        _builder.AddStatements(_source.Statements);
        // In program order, so that deep programs do not nest calls.
        var wanted = Enumerable.Range(0, _source.Instructions.Count).Where(_inputs.IsWanted).ToList();
        foreach (var number in wanted)
            _ofStates[number] = Rebuilt(number, _ofStates);
        var isAfter = ReadsNewState();
        foreach (var number in wanted)
        {
            _ofOutputs[number] = _inputs.OfNewState(number) is { } input ? Input(input)
                : isAfter[number] ? Rebuilt(number, _ofOutputs)
                : _ofStates[number];
        }

        _builder.Outputs.AddRange(_source.NextStates.Select(state => new Binding(state.Name, _ofStates[state.Value]!.Value.Number)));
        _builder.Outputs.AddRange(_source.Outputs.Select(output => new Binding(output.Name, _ofOutputs[output.Value]!.Value.Number)));
        // Without what was made as for a state, and serves outputs only.
        return new Rewriter(_builder.Build()).Run() with { SizeRules = _source.SizeRules };
    }

    private Value Input(string name) => _builder.Leaf(Operators.Input, name, _shapes[name]);

    private Value Rebuilt(int number, Value?[] values)
    {
        var instruction = _source[number];
        _builder.Origin = instruction.Origin;
        var value = Applied(number, instruction, values);
        if (_inputs.HandwrittenOf(number) is { } handwritten)
            _builder.Overrides.Add(handwritten with { Value = value.Number, Arguments = Arguments(handwritten, values) });
        if (instruction.Name is not { } name)
            return value;
        return _builder.Named(value, ReferenceEquals(values, _ofStates) ? name : name + StepInputs.Now);
    }

    private Value Applied(int number, Instruction instruction, Value?[] values)
    {
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return _builder.Add(instruction);
        var operands = instruction.Arguments.Select((argument, place) => Operand(number, place, argument, values)).ToList();
        return instruction.Op == Operators.Copy
            ? _builder.Copy(operands[0])
            : _builder.Apply(instruction.Op, operands, [.. instruction.Sizes], instruction.Loop);
    }

    private EquatableArray<Binding> Arguments(Override handwritten, Value?[] values)
    {
        var first = _source[handwritten.Value].Arguments.Count;
        return handwritten.Arguments
            .Select((argument, index) => new Binding(argument.Name, Operand(handwritten.Value, first + index, argument.Value, values).Number))
            .ToEquatable();
    }

    private Value Operand(int reader, int place, int operand, Value?[] values)
    {
        if (!_inputs.IsPrevious(operand))
            return values[operand]!.Value;
        var input = Input(_inputs.At(reader, place));
        return _source[operand].Op == Operators.Broadcast ? _builder.Broadcast(input, _source[operand].Shape) : input;
    }

    // Whether an instruction reads a new state, itself or through others.
    private bool[] ReadsNewState()
    {
        var reads = new bool[_source.Instructions.Count];
        for (var number = 0; number < reads.Length; number++)
            reads[number] = _inputs.OperandsOf(number).Any(operand => reads[operand] || _inputs.IsNewState(operand));
        return reads;
    }
}
