namespace VerifyTests;

/// <summary>
/// A verification that did not pass. It is not public because the package's is not either; its stack trace is empty because
/// it would only show the engine, under a message that is long already.
/// </summary>
internal sealed class VerifyException(string message) : Exception(message)
{
    public override string StackTrace => "";
}
