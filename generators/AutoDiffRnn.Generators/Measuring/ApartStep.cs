using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Measuring;

/// <summary>One place where a step reads a state's previous value.</summary>
/// <param name="Input">The input that stands for the value at this place.</param>
/// <param name="State">The state.</param>
/// <param name="Statement">The statement that reads it, as the user wrote it; empty for none.</param>
/// <param name="Formula">What is computed from it, as mathematics: <c>U·h</c>.</param>
internal sealed record ReadOfState(string Input, string State, string Statement, string Formula);

/// <summary>A state's new value where the cell's outputs read it.</summary>
/// <param name="Input">The input that stands for it.</param>
/// <param name="State">The state.</param>
internal sealed record NewState(string Input, string State);

/// <summary>In which regions of a run the cell uses a weight.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Regions">Names of the runtime's <c>WeightRegion</c>, in the order in which they run.</param>
internal sealed record UseOfWeight(string Weight, EquatableArray<string> Regions);

/// <summary>What the step of a cell apart tells of the cell.</summary>
/// <param name="Cell">The name of the cell's method.</param>
/// <param name="Reads">Where previous states are read, in the order of the program.</param>
/// <param name="New">The new states that outputs read, in the order of the states.</param>
/// <param name="Uses">The weights, in the order of the cell's method.</param>
internal sealed record ApartStep(
    string Cell, EquatableArray<ReadOfState> Reads, EquatableArray<NewState> New, EquatableArray<UseOfWeight> Uses);
