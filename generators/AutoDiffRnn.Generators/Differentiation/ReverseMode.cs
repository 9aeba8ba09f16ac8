using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Differentiation;

/// <summary>
/// Reverse-mode differentiation of one step: a program over reversed time whose states are the adjoints of the cell's states.
/// It visits the instructions backwards, adds up each one's adjoint, and asks its operator's rule for those of its operands.
/// </summary>
/// <remarks>
/// The adjoint of a state's next value is what comes from outside (<c>Seed</c>), plus what the step after hands back
/// (<c>Following</c>), plus what this step's own statements add. The adjoint of a value that all rows share is the sum over them.
/// </remarks>
internal sealed class ReverseMode
{
    private readonly StepProgram _forward;
    private readonly ProgramBuilder _builder = new();
    private readonly LinkedList<Value>[] _contributions;
    private readonly bool[] _isActive;
    private readonly ForwardValues _values;
    private readonly Branches _branches;
    private readonly Dictionary<int, Value> _totals = [];

    private readonly Dictionary<int, Override> _overrides;

    // The values of the adjoint that are results already.
    private readonly HashSet<int> _taken = [];

    // The states to which the step after hands something back.
    private readonly HashSet<string> _carried;

    private ReverseMode(StepProgram forward, HashSet<string> carried, Optimizations passes)
    {
        _forward = forward;
        _carried = carried;
        _contributions = [.. forward.Instructions.Select(_ => new LinkedList<Value>())];
        _overrides = forward.Overrides.ToDictionary(handwritten => handwritten.Value);
        _isActive = ActiveValues(forward, _overrides);
        _values = new ForwardValues(forward, _builder, passes.Has(Optimizations.Recompute));
        _branches = new Branches(forward);
    }

    /// <summary>The name of the output that holds the squared norm of a state's adjoint.</summary>
    public static string NormOf(string state) => "‖d" + state + "‖²";

    /// <summary>The state whose adjoint's norm an output holds.</summary>
    public static string StateOfNorm(string output) => output.Substring(2, output.Length - 4);

    /// <summary>The adjoint of one step.</summary>
    public static StepProgram Differentiate(StepProgram forward, Optimizations passes = Optimizations.All)
    {
        var carried = new HashSet<string>(forward.NextStates.Select(state => state.Name));
        while (true)
        {
            var adjoint = new ReverseMode(forward, carried, passes).Run();
            // A state whose previous value has no adjoint hands nothing back; that may leave another one with nothing.
            if (carried.RemoveWhere(state => !ProgramIndex.Of(adjoint).NextStates.ContainsKey(state)) == 0)
                return adjoint;
        }
    }

    private StepProgram Run()
    {
        _builder.IsAdjoint = true;
        _builder.AddStatements(_forward.Statements);
        foreach (var state in _forward.NextStates)
        {
            Contribute(state.Value, Leaf(Operators.Seed, state));
            if (_carried.Contains(state.Name))
                Contribute(state.Value, Leaf(Operators.Following, state));
        }

        foreach (var output in _forward.Outputs)
            Contribute(output.Value, Leaf(Operators.Seed, output));
        var states = _forward.NextStates.ToDictionary(state => state.Value, state => state.Name);
        for (var number = _forward.Instructions.Count - 1; number >= 0; number--)
        {
            if (_contributions[number].Count == 0)
                continue;
            _builder.Origin = _forward[number].Origin;
            var adjoint = _totals[number] = Total(number);
            if (states.TryGetValue(number, out var state))
            {
                var norm = _builder.Apply(Operators.SquaredNorm, adjoint);
                _builder.Outputs.Add(new Binding(NormOf(state), norm.Number));
                _taken.Add(norm.Number);
            }

            if (_forward[number].Op.Kind == OperatorKind.Leaf)
                Bind(_forward[number], adjoint);
            else
                PassOn(number, adjoint);
        }

        return _builder.Build();
    }

    private Value Leaf(Operator op, Binding binding) => _builder.Leaf(op, binding.Name, _forward[binding.Value].Shape);

    private void Contribute(int number, Value adjoint)
    {
        if (_isActive[number] && !Make.IsZero(adjoint))
            _contributions[number].AddLast(adjoint);
    }

    // The adjoint of a value, once all that read it have had their turn.
    private Value Total(int number)
    {
        var sum = _contributions[number].Aggregate((a, b) => a + b);
        return _forward[number] switch
        {
            { Op.Kind: OperatorKind.Leaf, Symbol: var symbol } => _builder.Named(sum, "d" + symbol),
            { Name: { } name } => _builder.Named(sum, "d" + name),
            _ => sum,
        };
    }

    // The adjoint of a value that was met before; zero for one that none flows to.
    private Value AdjointOf(int number)
        => _totals.TryGetValue(number, out var total) ? total : _builder.Broadcast(_builder.Number(0), _forward[number].Shape);

    // Adds to the operands' adjoints, by the operator's rule.
    private void PassOn(int number, Value adjoint)
    {
        if (_overrides.TryGetValue(number, out var handwritten))
        {
            PassOn(number, handwritten, _branches.Entering(number, adjoint, _values.Read, AdjointOf));
            return;
        }

        var instruction = _forward[number];
        var rule = instruction.Op.Adjoint
            ?? throw new System.InvalidOperationException($"The operator {instruction.Op.Name} has no derivative.");
        var arguments = instruction.Arguments.Select(_values.Read).ToList();
        adjoint = _branches.Entering(number, adjoint, _values.Read, AdjointOf);
        var adjoints = rule(new AdjointContext(instruction, adjoint, _values.Read(number), arguments));
        for (var i = 0; i < instruction.Arguments.Count; i++)
            PassOn(number, instruction.Arguments[i], adjoints[i]);
    }

    // Adds to the arguments' adjoints, by the derivative that the user wrote.
    private void PassOn(int number, Override handwritten, Value adjoint)
    {
        var program = handwritten.Derivative;
        var arguments = handwritten.Arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
        var values = new Value[program.Instructions.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var instruction = program[i];
            values[i] = instruction.Op == Operators.Input
                ? instruction.Symbol == Override.Adjoint ? adjoint
                    : _values.Read(instruction.Symbol == Override.Result ? number : arguments[instruction.Symbol])
                : instruction.Op.Kind == OperatorKind.Leaf ? _builder.Add(instruction with { Origin = _builder.Origin })
                : _builder.Apply(instruction.Op, [.. instruction.Arguments.Select(argument => values[argument])], [.. instruction.Sizes]);
        }

        foreach (var output in program.Outputs)
            PassOn(number, arguments[output.Name], values[output.Value]);
    }

    // Adds a share to an operand's adjoint.
    private void PassOn(int number, int argument, Value? share)
    {
        if (share is not { } contribution || !_isActive[argument] || Make.IsZero(contribution))
            return;
        // What a loop has summed over all rows began with adjoints that are 0 where its side was not taken.
        if (contribution.Instruction.Op.Kind != OperatorKind.Reduction)
            contribution = _branches.Leaving(number, argument, contribution, _values.Read, AdjointOf);
        // A derivative that the user wrote may give what depends on no row.
        if (contribution.Instruction.IsShared && !_forward[argument].IsShared)
            contribution = _builder.Apply(Operators.Repeat, contribution);
        var meetsManyRows = _forward[argument].IsShared && !contribution.Instruction.IsShared;
        var adjointOfArgument = meetsManyRows ? Make.SumRows(contribution) : contribution;
        // Readers are met last to first; their shares are written first to last.
        _contributions[argument].AddFirst(adjointOfArgument);
    }

    // What reaches a leaf is a result: of a state, an input or a weight.
    private void Bind(Instruction leaf, Value adjoint)
    {
        var bindings = leaf.Op == Operators.Previous ? _builder.NextStates
            : leaf.Op == Operators.Input ? _builder.Outputs
            : _builder.Gradients;
        // Two names for one value need a place each: the sum of two states, say, hands both the same adjoint.
        var isTaken = _taken.Contains(adjoint.Number);
        var isLeaf = adjoint.Instruction.Op.Kind == OperatorKind.Leaf;
        var binding = new Binding(leaf.Symbol, (isTaken || isLeaf ? _builder.Copy(adjoint) : adjoint).Number);
        bindings.Add(binding);
        if (bindings != _builder.Gradients)
            _taken.Add(binding.Value);
    }

    // Whether a real-valued input, state or weight has an influence on the value.
    private static bool[] ActiveValues(StepProgram program, Dictionary<int, Override> overrides)
    {
        var active = new bool[program.Instructions.Count];
        for (var number = 0; number < active.Length; number++)
        {
            var instruction = program[number];
            active[number] = instruction.Shape.Element == Element.Real && instruction.Op != Operators.StopGradient
                && (instruction.Op == Operators.Input || instruction.Op == Operators.Previous || instruction.Op == Operators.Weight
                    || (overrides.TryGetValue(number, out var handwritten)
                        ? handwritten.Arguments.Any(argument => active[argument.Value])
                        : instruction.Arguments.Any(argument => active[argument])));
        }

        return active;
    }
}
