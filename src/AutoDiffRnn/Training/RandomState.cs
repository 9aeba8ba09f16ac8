namespace AutoDiffRnn;

/// <summary>Where a <see cref="RandomSource"/> is in its sequence: the four words of xoshiro256**, not all zero.</summary>
/// <param name="S0">The first word.</param>
/// <param name="S1">The second word.</param>
/// <param name="S2">The third word.</param>
/// <param name="S3">The fourth word.</param>
public readonly record struct RandomState(ulong S0, ulong S1, ulong S2, ulong S3)
{
    /// <summary>Whether a generator can be in this state: xoshiro256** never leaves all zeros.</summary>
    public bool IsValid => (S0 | S1 | S2 | S3) != 0;
}
