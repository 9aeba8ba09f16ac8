namespace AutoDiffRnn;

/// <summary>
/// What the generator does to make a network fast. Each can be left out of a cell (<see cref="RnnCellAttribute.Disable"/>) or of a project
/// (the MSBuild property <c>AutoDiffRnnDisable</c>), to see what it brings. The numbers that a network computes stay the same, to rounding.
/// </summary>
[Flags]
public enum Optimizations
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>What does not depend on a state leaves the loop over time. Without it, everything is computed step by step in one loop.</summary>
    Hoist = 1,

    /// <summary>The gradients of weights are summed over all steps at once, after the loop. Without it, step by step in the loop.</summary>
    Defer = 2,

    /// <summary>Products that share an operand or a result are one product. Without it, each is one of its own.</summary>
    Merge = 4,

    /// <summary>Elementwise work between two products is one pass over memory. Without it, each operation is one, and stores its result.</summary>
    Fuse = 8,

    /// <summary>The backward pass computes again what is cheap. Without it, everything that it reads is saved.</summary>
    Recompute = 16,

    /// <summary>Gradients of inputs and of initial states are computed when a call asks for them. Without it, in every backward pass.</summary>
    DeadAdjoints = 32,

    /// <summary>A value is stored in the place of one that nothing reads any more. Without it, each has a place of its own.</summary>
    InPlace = 64,

    /// <summary>Products read weights that are packed once a call. Without it, they read them as they lie, an example at a time.</summary>
    Pack = 128,

    /// <summary>All of them.</summary>
    All = Hoist | Defer | Merge | Fuse | Recompute | DeadAdjoints | InPlace | Pack,
}
