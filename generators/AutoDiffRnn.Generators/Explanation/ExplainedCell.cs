using System.Collections.Generic;
using AutoDiffRnn.Generators.Cost;

namespace AutoDiffRnn.Generators.Explanation;

/// <summary>A cell beside the code that is generated for it: text for a reader, in the order of the user's statements.</summary>
/// <param name="Name">The name of the method; of a loop inside a step, its head.</param>
/// <param name="Summary">The method's summary; empty for none.</param>
/// <param name="Parameters">What goes into a step, in the method's order.</param>
/// <param name="Results">What comes out of it: next states and outputs.</param>
/// <param name="Regions">The parts of both passes in the order in which they run.</param>
/// <param name="Statements">The statements of the method, with those of the methods that it calls.</param>
/// <param name="Loops">The loops inside the step that the network runs as networks of their own.</param>
/// <param name="KeptForTheWayBack">The elements that the forward pass keeps for the backward pass.</param>
public sealed record ExplainedCell(
    string Name,
    string Summary,
    IReadOnlyList<ExplainedParameter> Parameters,
    IReadOnlyList<ExplainedParameter> Results,
    IReadOnlyList<ExplainedRegion> Regions,
    IReadOnlyList<ExplainedStatement> Statements,
    IReadOnlyList<ExplainedCell> Loops,
    string KeptForTheWayBack);

/// <summary>A parameter of a cell, or a result.</summary>
/// <param name="Role">What it is to the cell: input, state, weight, constant, output.</param>
/// <param name="Name">The user's name for it.</param>
/// <param name="Shape">Its shape for one step and one example, or for all of them.</param>
public sealed record ExplainedParameter(string Role, string Name, string Shape);

/// <summary>A part of a pass over the sequences.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Why">What runs in it, and why there.</param>
/// <param name="Cost">What it costs by the cell's cost sheet; empty for nothing.</param>
public sealed record ExplainedRegion(string Name, string Why, string Cost);

/// <summary>A statement of the user's and what is generated for it.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Text">The statement on one line.</param>
/// <param name="Line">The line of the file that it begins in, from 1 on; null in a loop that is a network of its own.</param>
/// <param name="Note">Why nothing is computed for it; empty where something is.</param>
/// <param name="Forward">What computes it, in the order in which it runs.</param>
/// <param name="Backward">What computes its adjoint, in the order in which it runs.</param>
public sealed record ExplainedStatement(
    int Number, string Text, int? Line, string Note, IReadOnlyList<ExplainedWork> Forward, IReadOnlyList<ExplainedWork> Backward);

/// <summary>One value that is computed, or one sum that is added to a gradient.</summary>
/// <param name="Formula">The mathematics.</param>
/// <param name="Shape">The shape of the value, for one row unless it says otherwise.</param>
/// <param name="Region">The name of the region that it is computed in.</param>
/// <param name="Why">Why there.</param>
/// <param name="Memory">Where the value is until it is read: what is saved for the way back, what is made again, and why.</param>
/// <param name="Method">The generated method that the code stands in; empty for the pass itself.</param>
/// <param name="Code">The generated statements.</param>
/// <param name="Together">The values that the same statement computes beside this one; empty for none.</param>
/// <param name="IsOnRequest">Whether it is only done when a call asks for the gradients of inputs, so that the cost sheet leaves it out.</param>
public sealed record ExplainedWork(
    string Formula,
    string Shape,
    string Region,
    string Why,
    string Memory,
    string Method,
    IReadOnlyList<string> Code,
    string Together,
    bool IsOnRequest)
{
    /// <summary>What it costs in a pass; empty for nothing.</summary>
    public string Cost => Operations.IsNone ? "" : CostText.Of(Operations, Times);

    /// <summary>The operations each time.</summary>
    internal Operations Operations { get; init; } = Operations.None;

    /// <summary>How often, as a factor.</summary>
    internal string Times { get; init; } = "";
}
