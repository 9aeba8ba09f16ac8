namespace AutoDiffRnn;

/// <summary>One place where the step of a cell reads what a state was before.</summary>
/// <param name="Input">The input of the step network that stands for the value at this place.</param>
/// <param name="State">The state.</param>
/// <param name="Statement">The statement that reads it, as the user wrote it; empty where it is no statement's.</param>
/// <param name="Formula">What is computed from it, as mathematics: <c>U·h</c>, <c>f ⊙ c</c>.</param>
public sealed record StateRead(string Input, string State, string Statement, string Formula);

/// <summary>A state's new value where the outputs of a cell read it.</summary>
/// <param name="Input">The input of the step network that stands for it.</param>
/// <param name="State">The state.</param>
public sealed record NewStateInput(string Input, string State);

/// <summary>The regions of a run over time, in the order in which they run.</summary>
public enum WeightRegion
{
    /// <summary>Once a call, from weights and constants alone.</summary>
    Once,

    /// <summary>For all steps at once, before any state is known.</summary>
    Before,

    /// <summary>Step by step: in what a state needs of the step before.</summary>
    Loop,

    /// <summary>For all steps at once, between two loops.</summary>
    Between,

    /// <summary>For all steps at once, when all states are known.</summary>
    After,
}

/// <summary>In which regions a cell uses a weight, or what it computes from it alone.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Regions">The regions; none for a weight that the cell does not use.</param>
public sealed record WeightUse(string Weight, IReadOnlyList<WeightRegion> Regions);

/// <summary>What a step network tells of its cell.</summary>
/// <param name="Cell">The name of the cell.</param>
/// <param name="Reads">Where the cell reads previous states, in the order of its program.</param>
/// <param name="NewStates">The new states that its outputs read, in the order of the states.</param>
/// <param name="Weights">Where it uses its weights, in the order of its method.</param>
public sealed record StepDescription(
    string Cell, IReadOnlyList<StateRead> Reads, IReadOnlyList<NewStateInput> NewStates, IReadOnlyList<WeightUse> Weights);
