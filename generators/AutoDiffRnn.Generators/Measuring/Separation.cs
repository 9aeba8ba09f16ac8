using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiffRnn.Generators.Emission;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

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
    private readonly CellModel _cell;
    private readonly StepProgram _source;
    private readonly ProgramBuilder _builder = new();
    private readonly Dictionary<int, Override> _overrides;

    // The value that stands for each instruction: in what computes the states, and in what computes the outputs.
    private readonly Value?[] _ofStates;
    private readonly Value?[] _ofOutputs;
    private readonly bool[] _needed;
    private readonly Dictionary<int, string> _newStates = [];
    private readonly Dictionary<(int Reader, int Place), (string Input, string State)> _reads = [];
    private readonly Dictionary<string, string> _newInputs = [];
    private readonly List<Override> _newOverrides = [];

    /// <param name="cell">A cell with a program.</param>
    public Separation(CellModel cell)
    {
        _cell = cell;
        _source = cell.Program!;
        _overrides = _source.Overrides.ToDictionary(handwritten => handwritten.Value);
        _ofStates = new Value?[_source.Instructions.Count];
        _ofOutputs = new Value?[_source.Instructions.Count];
        _needed = Needed();
        FindNewStates();
        NameInputs();
    }

    /// <summary>The inputs that the step has beside those of the cell.</summary>
    public List<(string Name, Shape Shape)> Inputs { get; } = [];

    /// <summary>Where previous states are read.</summary>
    public List<ReadOfState> Reads { get; } = [];

    /// <summary>The new states that outputs read.</summary>
    public List<NewState> New { get; } = [];

    /// <summary>The step.</summary>
    public StepProgram Run()
    {
        _builder.AddStatements(_source.Statements);
        // In program order, so that deep programs do not nest calls.
        for (var number = 0; number < _needed.Length; number++)
        {
            if (_needed[number] && !IsRead(number))
                OfState(number);
        }

        var after = ReadsNewState();
        for (var number = 0; number < _needed.Length; number++)
        {
            if (_needed[number] && !IsRead(number))
                _ofOutputs[number] = NewInput(number) ?? (after[number] ? Rebuilt(number, _ofOutputs) : _ofStates[number]);
        }

        _builder.Outputs.AddRange(_source.NextStates.Select(state => new Binding(state.Name, _ofStates[state.Value]!.Value.Number)));
        _builder.Outputs.AddRange(_source.Outputs.Select(output => new Binding(output.Name, _ofOutputs[output.Value]!.Value.Number)));
        _builder.Overrides.AddRange(_newOverrides);
        return Swept(_builder.Build()) with { SizeRules = _source.SizeRules };
    }

    // Without what was made for a state and serves outputs only.
    private static StepProgram Swept(StepProgram program) => new Passes.Rewriter(program).Run();

    // Its readers read an input instead: the previous value of a state, as it is or spread over a vector.
    private bool IsRead(int number) => StateReadBy(number) is not null;

    private string? StateReadBy(int number)
    {
        var leaf = _source[number].Op == Operators.Broadcast ? _source[_source[number].Arguments[0]] : _source[number];
        return leaf.Op == Operators.Previous ? leaf.Symbol : null;
    }

    private void OfState(int number) => _ofStates[number] = Rebuilt(number, _ofStates);

    private Value Rebuilt(int number, Value?[] values)
    {
        var instruction = _source[number];
        _builder.Origin = instruction.Origin;
        var value = Applied(number, instruction, values);
        if (_overrides.TryGetValue(number, out var handwritten))
            _newOverrides.Add(handwritten with { Value = value.Number, Arguments = Arguments(handwritten, values) });
        if (instruction.Name is not { } name)
            return value;
        return _builder.Named(value, ReferenceEquals(values, _ofStates) ? name : name + NowSuffix);
    }

    private const string NowSuffix = "Now";

    private Value Applied(int number, Instruction instruction, Value?[] values)
    {
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return _builder.Add(instruction);
        var operands = instruction.Arguments.Select((argument, place) => Operand(number, place, argument, values)).ToList();
        return instruction.Op == Operators.Copy
            ? _builder.Copy(operands[0])
            : _builder.Apply(instruction.Op, operands, [.. instruction.Sizes], instruction.Loop);
    }

    // A derivative written by hand reads its arguments at places of their own, behind those of the instruction.
    private EquatableArray<Binding> Arguments(Override handwritten, Value?[] values) => handwritten.Arguments
        .Select((argument, index) => new Binding(
            argument.Name, Operand(handwritten.Value, _source[handwritten.Value].Arguments.Count + index, argument.Value, values).Number))
        .ToEquatable();

    private Value Operand(int reader, int place, int operand, Value?[] values)
    {
        if (!IsRead(operand))
            return values[operand]!.Value;
        var input = _builder.Leaf(Operators.Input, _reads[(reader, place)].Input, ShapeOf(_reads[(reader, place)].State));
        return _source[operand].Op == Operators.Broadcast ? _builder.Broadcast(input, _source[operand].Shape) : input;
    }

    // What stands for a new state where outputs read it; null for any other value, and where none does.
    private Value? NewInput(int number) => _newStates.TryGetValue(number, out var state) && _newInputs.TryGetValue(state, out var input)
        ? _builder.Leaf(Operators.Input, input, _source[number].Shape)
        : null;

    private Shape ShapeOf(string state) => _cell.States.First(parameter => parameter.Name == state).Shape;

    // The operands of an instruction, with those of a derivative that the user wrote for it.
    private IEnumerable<int> OperandsOf(int number) => _overrides.TryGetValue(number, out var handwritten)
        ? _source[number].Arguments.Concat(handwritten.Arguments.Select(argument => argument.Value))
        : _source[number].Arguments;

    private bool[] Needed()
    {
        var needed = new bool[_source.Instructions.Count];
        foreach (var root in _source.Roots)
            needed[root] = true;
        for (var number = needed.Length - 1; number >= 0; number--)
        {
            if (!needed[number])
                continue;
            foreach (var operand in OperandsOf(number))
                needed[operand] = true;
        }

        return needed;
    }

    // The instruction that makes each state's new value, the first state's where several have one value. A state that is handed an input, a
    // weight or another state's previous value as it is has none in this step.
    private void FindNewStates()
    {
        foreach (var state in _source.NextStates)
        {
            var number = state.Value;
            Take(number);
            while (_source[number].Op == Operators.Copy && !_overrides.ContainsKey(number))
                Take(number = _source[number].Arguments[0]);

            void Take(int made)
            {
                if (_source[made].Op.Kind != OperatorKind.Leaf && !_source[made].IsShared && !IsHandedOn(made) && !_newStates.ContainsKey(made))
                    _newStates.Add(made, state.Name);
            }
        }
    }

    private bool IsHandedOn(int number)
    {
        while (_source[number].Op == Operators.Copy && !_overrides.ContainsKey(number))
            number = _source[number].Arguments[0];
        return _source[number].Op.Kind == OperatorKind.Leaf;
    }

    // Whether an instruction reads a new state, itself or through others.
    private bool[] ReadsNewState()
    {
        var reads = new bool[_source.Instructions.Count];
        for (var number = 0; number < reads.Length; number++)
            reads[number] = OperandsOf(number).Any(operand => reads[operand] || _newStates.ContainsKey(operand));
        return reads;
    }

    // What outputs need, up to the new states.
    private HashSet<string> NewStatesOfOutputs()
    {
        var open = new Stack<int>(_source.Outputs.Select(output => output.Value));
        var seen = new HashSet<int>();
        var states = new HashSet<string>();
        while (open.Count > 0)
        {
            var number = open.Pop();
            if (!seen.Add(number))
                continue;
            if (_newStates.TryGetValue(number, out var state))
            {
                states.Add(state);
                continue;
            }

            foreach (var operand in OperandsOf(number))
                open.Push(operand);
        }

        return states;
    }

    private void NameInputs()
    {
        var taken = new TakenNames(_cell.Parameters.Select(parameter => parameter.Name).Concat(_cell.Outputs.Select(output => output.Name)).Concat(_cell.Dimensions));
        var places = Enumerable.Range(0, _source.Instructions.Count)
            .Where(number => _needed[number] && !IsRead(number))
            .SelectMany(number => OperandsOf(number).Select((operand, place) => (Reader: number, Place: place, State: StateReadBy(operand))))
            .Where(read => read.State is not null)
            .ToList();
        var printer = new MathPrinter(_cell, _source);
        foreach (var read in places)
        {
            var ofState = places.Where(other => other.State == read.State).ToList();
            var number = ofState.Count == 1 ? "" : (ofState.IndexOf(read) + 1).ToString(CultureInfo.InvariantCulture);
            var stem = read.State + "Prev" + number;
            var input = taken.Take(stem, stem + "_");
            _reads[(read.Reader, read.Place)] = (input, read.State!);
            Inputs.Add((input, ShapeOf(read.State!)));
            var origin = _source[read.Reader].Origin;
            Reads.Add(new ReadOfState(input, read.State!, origin < 0 ? "" : _source.Statements[origin], printer.Formula(read.Reader)));
        }

        var used = NewStatesOfOutputs();
        foreach (var state in _cell.States.Where(state => used.Contains(state.Name)))
        {
            var input = taken.Take(state.Name + NowSuffix, state.Name + NowSuffix + "_");
            _newInputs[state.Name] = input;
            Inputs.Add((input, state.Shape));
            New.Add(new NewState(input, state.Name));
        }
    }
}
