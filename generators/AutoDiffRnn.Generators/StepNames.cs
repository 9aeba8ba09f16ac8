namespace AutoDiffRnn.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what ran again and what was cached.</summary>
internal static class StepNames
{
    public const string Parse = nameof(Parse);

    public const string Emit = nameof(Emit);

    /// <summary>A cell's step apart.</summary>
    public const string EmitStep = nameof(EmitStep);

    /// <summary>The program of a cell, for other assemblies.</summary>
    public const string EmitProgram = nameof(EmitProgram);

    /// <summary>A <c>[Differentiable]</c> method.</summary>
    public const string ParseFunction = nameof(ParseFunction);

    /// <summary>The program of a <c>[Differentiable]</c> method, for other assemblies.</summary>
    public const string EmitFunction = nameof(EmitFunction);
}
