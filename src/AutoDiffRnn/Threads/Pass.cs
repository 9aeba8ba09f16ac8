namespace AutoDiffRnn.Kernels;

/// <summary>What the workers of a call run, or one alone.</summary>
internal enum Pass
{
    /// <summary>The weights are packed, and the forward pass.</summary>
    Forward,

    /// <summary>The weights are packed, and the backward pass.</summary>
    Backward,

    /// <summary>The forward pass, with weights that were packed before.</summary>
    Run,

    /// <summary>The backward pass, with weights that were packed before.</summary>
    RunBack,

    /// <summary>The weights are packed for a forward pass.</summary>
    Pack,

    /// <summary>The weights are packed for a backward pass.</summary>
    PackBack,
}
