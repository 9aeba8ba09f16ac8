namespace AutoDiffRnn;

/// <summary>What a backward pass computes beside the gradients of the weights, which it always adds up.</summary>
[Flags]
public enum GradientsOf
{
    /// <summary>The gradients of the weights and nothing else.</summary>
    WeightsOnly = 0,

    /// <summary>Also the gradient of every input at every step.</summary>
    Inputs = 1,

    /// <summary>Also the gradient of every initial state.</summary>
    InitialStates = 2,

    /// <summary>Also the norm of every state's adjoint at every step, which <see cref="Tape{T}.AdjointNorm"/> tells.</summary>
    AdjointNorms = 4,
}
