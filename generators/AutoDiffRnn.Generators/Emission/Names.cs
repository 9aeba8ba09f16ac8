using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Passes;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>The identifier of every value, buffer and weight of a cell in its generated code: the user's names first.</summary>
internal sealed class Names
{
    /// <summary>The worker of what one does alone, as C#.</summary>
    public const string NoWorker = "global::AutoDiffRnn.Kernels.Worker.Alone";

    private readonly Namer _namer;
    private readonly Dictionary<(bool IsAdjoint, int Number), string> _values = [];
    private readonly Dictionary<string, string> _others = [];

    public Names(CellPlan plan)
    {
        var cell = plan.Cell;
        _namer = new Namer(cell.Dimensions);
        // Sizes are written with them.
        foreach (var constant in cell.Constants.Where(constant => constant.ConstantType == ConstantType.Int))
            _others[constant.Name] = _namer.Exactly(ReservedNames.OfConstant(constant.Name));
        foreach (var parameter in cell.Inputs.Concat(cell.Weights).Concat(cell.Constants.Where(constant => constant.ConstantType != ConstantType.Int)))
            _others[parameter.Name] = _namer.Unique(parameter.Name);
        NameResults(plan.Forward.Program, plan.Forward.Program.Outputs, "");
        // The norms among an adjoint's outputs are named with their states.
        var inputs = new HashSet<string>(cell.Inputs.Select(input => input.Name));
        var gradients = plan.Adjoint.Program.Outputs.Where(output => inputs.Contains(output.Name));
        NameResults(plan.Adjoint.Program, gradients, "d");
        NameValues(plan.Forward.Program);
        ShareNames(plan.Adjoint.Program);
        NameValues(plan.Adjoint.Program);
    }

    /// <summary>The identifier of an input, weight or constant.</summary>
    public string Parameter(string name) => _others[name];

    /// <summary>The identifier of a computed value, and of the buffer where it is stored if it is.</summary>
    public string Value(StepProgram program, int number) => _values[(program.IsAdjoint, number)];

    /// <summary>The identifier of the value that a state had one step before.</summary>
    public string Previous(string state) => Other("previous " + state, state + "Prev");

    /// <summary>The identifier of what the step after hands back to a state.</summary>
    public string Following(string state) => Other("following " + state, "d" + state + "Next");

    /// <summary>The identifier of the gradient that comes from outside for an output or state.</summary>
    public string Seed(string name) => Other("seed " + name, "seed_" + name);

    /// <summary>The identifier of the squared norms of a state's adjoint.</summary>
    public string Squares(string state) => Other("squares " + state, "d" + state + "Squares");

    /// <summary>The identifier of the network of a loop inside the step, and of its tapes.</summary>
    public string Loop(LoopBody loop) => Other("loop " + loop.Name, loop.Name);

    /// <summary>The identifier for something else, the same each time that it is asked for.</summary>
    public string Other(string key, string wish) => Other(key, () => wish);

    /// <summary>The same where the wish is long to make.</summary>
    public string Other(string key, Func<string> wish)
    {
        if (!_others.TryGetValue(key, out var name))
            _others[key] = name = _namer.Unique(wish());
        return name;
    }

    // The next value of a state bears the state's name; what an adjoint hands to the step before is named after where it goes.
    private void NameResults(StepProgram program, IEnumerable<Binding> outputs, string prefix)
    {
        var isAdjoint = program.IsAdjoint;
        foreach (var state in program.NextStates.Where(state => !_values.ContainsKey((isAdjoint, state.Value))))
            _values[(isAdjoint, state.Value)] = _namer.Unique(prefix + state.Name + (isAdjoint ? "Prev" : ""));
        foreach (var output in outputs.Where(output => !_values.ContainsKey((isAdjoint, output.Value))))
            _values[(isAdjoint, output.Value)] = _namer.Unique(prefix + output.Name);
    }

    private void NameValues(StepProgram program)
    {
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number].Op.Kind != OperatorKind.Leaf)
                NameOf(program, number);
        }
    }

    private string NameOf(StepProgram program, int number)
    {
        var key = (program.IsAdjoint, number);
        if (!_values.TryGetValue(key, out var name))
            _values[key] = name = _namer.Unique(program[number].Name ?? Described(program, number));
        return name;
    }

    // A sum that is made in place has the name of the place from its first term on.
    private void ShareNames(StepProgram program)
    {
        for (var number = 0; number < program.Instructions.Count; number++)
        {
            if (program[number].Op == Operators.Affine && AffineTerms.StartOf(program, program[number]) is { } start)
                _values[(true, start)] = NameOf(program, number);
            else if (program[number].Op == Operators.SquaredNorm)
            {
                var norm = program.OutputOf(number)!;
                _values[(true, number)] = Squares(ReverseMode.StateOfNorm(norm)) + "Norm";
            }
        }
    }

    // After what it is made of, as far as that has names; else after the operator.
    private static string Described(StepProgram program, int number)
    {
        var op = program[number].Op.Name;
        return Naming.Described(program.Instructions, program[number])
            ?? (program.IsAdjoint ? "d_" : "") + char.ToLowerInvariant(op[0]) + op.Substring(1);
    }
}
