using System.ComponentModel;

namespace AutoDiffRnn.Kernels;

/// <summary>What a buffer of a tape is to the user.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum TapeGroup
{
    /// <summary>Written before the forward pass.</summary>
    Input,

    /// <summary>Read after the forward pass, with the initial value before the first step.</summary>
    State,

    /// <summary>Read after the forward pass.</summary>
    Output,

    /// <summary>Written before the backward pass.</summary>
    Seed,

    /// <summary>Read after a backward pass that was asked for it.</summary>
    InputGradient,

    /// <summary>Read after a backward pass that was asked for it.</summary>
    InitialGradient,
}
