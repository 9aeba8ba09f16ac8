using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiffRnn.Generators.Emission;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Measuring;

/// <summary>The inputs that the step of a cell has in the place of states: where previous states are read, and which new ones outputs read.</summary>
internal sealed class StepInputs
{
    /// <summary>What the name of a new state's input ends with.</summary>
    public const string Now = "Now";

    private const string Previous = "Prev";

    private readonly CellModel _cell;
    private readonly StepProgram _source;
    private readonly Dictionary<int, Override> _overrides;
    private readonly Dictionary<(int Reader, int Place), string> _reads = [];
    private readonly Dictionary<int, string> _newStates = [];
    private readonly Dictionary<string, string> _ofNewStates = [];
    private readonly bool[] _isNeeded;

    /// <param name="cell">A cell with a program.</param>
    public StepInputs(CellModel cell)
    {
        _cell = cell;
        _source = cell.Program!;
        _overrides = _source.Overrides.ToDictionary(handwritten => handwritten.Value);
        _isNeeded = Needed();
        FindNewStates();
        var taken = new TakenNames(cell.Parameters.Select(parameter => parameter.Name)
            .Concat(cell.Outputs.Select(output => output.Name))
            .Concat(cell.Dimensions));
        NameReads(taken);
        NameNewStates(taken);
    }

    /// <summary>All of them, with their shapes.</summary>
    public List<(string Name, Shape Shape)> All { get; } = [];

    /// <summary>Where previous states are read, in the order of the program.</summary>
    public List<ReadOfState> Reads { get; } = [];

    /// <summary>The new states that outputs read, in the order of the states.</summary>
    public List<NewState> New { get; } = [];

    /// <summary>
    /// Whether an instruction has a value of its own in the step: some result needs it, and it is not just a previous state, as it is or spread over a
    /// vector, whose readers read inputs.
    /// </summary>
    public bool IsWanted(int number) => _isNeeded[number] && StateReadBy(number) is null;

    /// <summary>Whether an instruction is a previous state, as it is or spread over a vector.</summary>
    public bool IsPrevious(int number) => StateReadBy(number) is not null;

    /// <summary>The input that an instruction reads at one of its operands, which is a previous state.</summary>
    /// <param name="reader">The instruction.</param>
    /// <param name="place">The place of the operand; those of a derivative written by hand come behind the instruction's own.</param>
    public string At(int reader, int place) => _reads[(reader, place)];

    /// <summary>Whether an instruction makes a state's new value.</summary>
    public bool IsNewState(int number) => _newStates.ContainsKey(number);

    /// <summary>The input that outputs read in the place of an instruction that makes a new state; null for any other.</summary>
    public string? OfNewState(int number)
        => _newStates.TryGetValue(number, out var state) && _ofNewStates.TryGetValue(state, out var input) ? input : null;

    /// <summary>The derivative that the user wrote for an instruction; null for none.</summary>
    public Override? HandwrittenOf(int number) => _overrides.TryGetValue(number, out var handwritten) ? handwritten : null;

    /// <summary>The operands of an instruction, then those of a derivative that the user wrote for it.</summary>
    public IEnumerable<int> OperandsOf(int number) => HandwrittenOf(number) is { } handwritten
        ? _source[number].Arguments.Concat(handwritten.Arguments.Select(argument => argument.Value))
        : _source[number].Arguments;

    private string? StateReadBy(int number)
    {
        var leaf = _source[number].Op == Operators.Broadcast ? _source[_source[number].Arguments[0]] : _source[number];
        return leaf.Op == Operators.Previous ? leaf.Symbol : null;
    }

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
    // weight or another state's previous value as it is has none in this step. What is bound may be a copy, which no output reads.
    private void FindNewStates()
    {
        foreach (var state in _source.NextStates)
        {
            var made = new List<int> { state.Value };
            while (IsCopy(made[made.Count - 1]))
                made.Add(_source[made[made.Count - 1]].Arguments[0]);
            var origin = _source[made[made.Count - 1]];
            if (origin.Op.Kind == OperatorKind.Leaf || origin.IsShared)
                continue;
            foreach (var number in made.Where(number => !_newStates.ContainsKey(number)))
                _newStates.Add(number, state.Name);
        }
    }

    private bool IsCopy(int number) => _source[number].Op == Operators.Copy && HandwrittenOf(number) is null;

    private void NameReads(TakenNames taken)
    {
        var places = Enumerable.Range(0, _source.Instructions.Count)
            .Where(IsWanted)
            .SelectMany(number => OperandsOf(number).Select((operand, place) => (Reader: number, Place: place, State: StateReadBy(operand))))
            .Where(read => read.State is not null)
            .ToList();
        var printer = new MathPrinter(_cell, _source);
        foreach (var (reader, place, state) in places)
        {
            var ofState = places.Where(read => read.State == state).ToList();
            var number = ofState.Count == 1 ? "" : (ofState.IndexOf((reader, place, state)) + 1).ToString(CultureInfo.InvariantCulture);
            var stem = state + Previous + number;
            var input = taken.Take(stem, stem + "_");
            _reads[(reader, place)] = input;
            All.Add((input, ShapeOf(state!)));
            var origin = _source[reader].Origin;
            Reads.Add(new ReadOfState(input, state!, origin < 0 ? "" : _source.Statements[origin], printer.Formula(reader)));
        }
    }

    private void NameNewStates(TakenNames taken)
    {
        var read = NewStatesOfOutputs();
        foreach (var state in _cell.States.Where(state => read.Contains(state.Name)))
        {
            var input = taken.Take(state.Name + Now, state.Name + Now + "_");
            _ofNewStates[state.Name] = input;
            All.Add((input, state.Shape));
            New.Add(new NewState(input, state.Name));
        }
    }

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

    private Shape ShapeOf(string state) => _cell.States.First(parameter => parameter.Name == state).Shape;
}
