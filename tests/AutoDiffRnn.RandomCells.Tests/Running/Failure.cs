namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>What is wrong with what was generated for a cell. Shrinking keeps the kind, so that a fault does not turn into another one.</summary>
/// <param name="Kind">What was violated: see <see cref="FailureKinds"/>; with the id of a diagnostic or the type of an exception.</param>
/// <param name="Message">The numbers, the diagnostic or the exception.</param>
internal sealed record Failure(string Kind, string Message);

/// <summary>What can be violated, with where to look for the fault.</summary>
internal static class FailureKinds
{
    public const string Diagnostic = "a valid cell gets a diagnostic";
    public const string Compiler = "the code does not compile without warnings";
    public const string Throws = "it throws";
    public const string NotDeterministic = "a second run of the generator writes something else";
    public const string ForwardMeaning = "values: the program means something else than the method (parsing, or an operator's evaluation)";
    public const string ForwardSchedule = "values: the scheduled code differs from its program (scheduling, emission, kernels)";
    public const string BackwardRule = "gradients: the adjoint is not the derivative (derivative rules)";
    public const string BackwardSchedule = "gradients: the scheduled code differs from its program (scheduling, emission, kernels)";
    public const string Precision = "float differs from double by more than its precision";
    public const string PartialGradients = "asked for the weights' gradients alone, they are other bits";
    public const string Segments = "run in segments without a tape, the values are other bits";
}

/// <summary>What came of a cell.</summary>
/// <param name="Failure">What is wrong; null if nothing is.</param>
/// <param name="Checked">How many derivatives were compared with differences.</param>
/// <param name="Kinks">How many were not, because they lie beside a kink.</param>
internal sealed record Outcome(Failure? Failure, int Checked = 0, int Kinks = 0)
{
    /// <summary>Whether the values of the method itself are too large, or no numbers at all, so that there is nothing to compare with.</summary>
    public bool IsUnusable { get; init; }
}
