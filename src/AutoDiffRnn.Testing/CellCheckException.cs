namespace AutoDiffRnn.Testing;

/// <summary>
/// A cell failed its check. The message names each wrong parameter, the coordinate, both numbers, the sizes, the seed, the statement whose
/// adjoint is most likely wrong, and the line that repeats the check.
/// </summary>
public sealed class CellCheckException : Exception
{
    /// <summary>Made without details.</summary>
    public CellCheckException()
        : this("A cell failed its check.")
    {
    }

    /// <summary>Made with a message alone.</summary>
    public CellCheckException(string message)
        : base(message)
    {
    }

    /// <summary>Made with a message and the exception behind it.</summary>
    public CellCheckException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal CellCheckException(string message, IReadOnlyList<CellFailure> failures, string? statement, Exception? inner)
        : base(message, inner)
    {
        Failures = failures;
        Statement = statement;
    }

    /// <summary>Everything that is wrong for the shape that failed.</summary>
    public IReadOnlyList<CellFailure> Failures { get; } = [];

    /// <summary>The statement whose adjoint is most likely wrong, as the user wrote it; null if no gradient is wrong, or none can be named.</summary>
    public string? Statement { get; }
}
