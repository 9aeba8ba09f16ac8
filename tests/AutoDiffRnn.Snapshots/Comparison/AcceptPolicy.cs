namespace VerifyTests;

/// <summary>A call of <c>AutoVerify</c>.</summary>
internal sealed record AutoAcceptance(bool IncludeBuildServer, bool ThrowException);

/// <summary>
/// Whether what was received becomes what is verified. On a build server only the test's own code can say so, never the environment.
/// </summary>
internal sealed record AcceptPolicy(bool IsAsked, bool IsBuildServer)
{
    private const string Variable = "ACCEPT_SNAPSHOTS";

    /// <exception cref="InvalidOperationException">The variable has a value that means nothing.</exception>
    public static AcceptPolicy FromEnvironment() => From(Environment.GetEnvironmentVariable);

    public static AcceptPolicy From(Func<string, string?> read)
    {
        var asked = read(Variable) switch
        {
            null or "" or "0" => false,
            "1" => true,
            var other => throw new InvalidOperationException($"{Variable}: expected 1 (accept) or 0, but got '{other}'."),
        };
        return new AcceptPolicy(asked, IsBuildServer: !string.IsNullOrEmpty(read("CI")));
    }

    public bool Accepts(AutoAcceptance? acceptance)
        => IsBuildServer ? acceptance is { IncludeBuildServer: true } : IsAsked || acceptance is not null;
}
