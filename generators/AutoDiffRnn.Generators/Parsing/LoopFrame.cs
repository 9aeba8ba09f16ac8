using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>
/// A loop that is read as a program of its own: what it reads of the program around it becomes a parameter of it, once.
/// </summary>
/// <param name="outer">The program around the loop.</param>
/// <param name="path">The condition under which the loop is reached; null if it always is.</param>
/// <param name="taken">Names that its parameters must not have.</param>
internal sealed class LoopFrame(ProgramBuilder outer, Value? path, IEnumerable<string> taken)
{
    private readonly Dictionary<int, Value> _inside = [];
    private readonly HashSet<string> _names = new(taken, StringComparer.Ordinal);

    public ProgramBuilder Outer { get; } = outer;

    public ProgramBuilder Inner { get; } = new();

    public Value? Path { get; } = path;

    /// <summary>The parameters, each with the value that it stands for: first what the rounds hand on.</summary>
    public List<(CellParameter Parameter, Value Outside, Value Inside)> Parameters { get; } = [];

    /// <summary>Whether what steps and examples share is a state like all else: a loop over weights alone.</summary>
    public bool HasOnlyStates { get; init; }

    /// <summary>Adds a parameter for what the rounds hand on, or read.</summary>
    public Value Add(Role role, string name, Value outside)
    {
        name = Unique(name);
        var op = role switch { Role.State => Operators.Previous, Role.Weight => Operators.Weight, _ => Operators.Input };
        var inside = Inner.Leaf(op, name, outside.Shape);
        Parameters.Add((new CellParameter(role, name, outside.Shape), outside, inside));
        return inside;
    }

    /// <summary>What stands in the loop for a value of the program around it.</summary>
    public Value Import(Value outside)
    {
        if (_inside.TryGetValue(outside.Number, out var known))
            return known;
        var instruction = outside.Instruction;
        var name = instruction.Name ?? (instruction.Symbol.Length > 0 && instruction.Symbol.All(c => char.IsLetterOrDigit(c) || c == '_') ? instruction.Symbol : "value");
        return _inside[outside.Number] = instruction switch
        {
            { Op: var op } when op == Operators.Literal || op == Operators.Size || op == Operators.Ordinal => Inner.Add(instruction with { Origin = -1 }),
            { Shape.Element: Element.Index } => Add(Role.Input, name, outside),
            // A condition is handed on as a number, 1 where it holds.
            { Shape.Element: Element.Truth } => Make.Greater(
                ImportReal(Make.Where(outside, Outer.Number(1), Outer.Number(0)), name), Inner.Number(0.5)),
            _ => ImportReal(outside, name),
        };
    }

    private Value ImportReal(Value outside, string name) => Add(outside.Instruction.IsShared && !HasOnlyStates ? Role.Weight : Role.State, name, outside);

    private string Unique(string name)
    {
        var candidate = name;
        for (var number = 2; !_names.Add(candidate); number++)
            candidate = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return candidate;
    }
}
