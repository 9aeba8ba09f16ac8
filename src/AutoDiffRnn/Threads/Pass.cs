namespace AutoDiffRnn.Kernels;

/// <summary>What the workers of a call run.</summary>
internal enum Pass
{
    /// <summary>The weights are packed, and the forward pass.</summary>
    Forward,

    /// <summary>The weights are packed, and the backward pass.</summary>
    Backward,

    /// <summary>The forward pass, with weights that were packed before.</summary>
    Run,
}
