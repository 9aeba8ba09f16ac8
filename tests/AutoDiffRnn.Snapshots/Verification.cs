using System.Reflection;

namespace VerifyTests;

/// <summary>Who called <c>Verify</c>: the test and its source file.</summary>
internal sealed record TestCall(MethodInfo Method, string SourceFile);

/// <summary>One verification, from its targets to a result or a failure.</summary>
internal static class Verification
{
    /// <exception cref="VerifyException">A target differs from its verified file, has none, or a verified file has no target.</exception>
    public static async Task<VerifyResult> RunAsync(
        TestCall call,
        Func<VerifySettings, IReadOnlyList<SnapshotTarget>> produce,
        VerifySettings settings,
        ModuleSettings module,
        AcceptPolicy policy)
    {
        var name = SnapshotName.Resolve(call, settings, module.Paths);
        module.Seal(name.Stem);
        module.Claim(name);
        name.DeleteReceivedFiles();

        var targets = Prepare(produce(settings), call, settings, module);
        var findings = await SnapshotComparison.CompareAsync(name, targets).ConfigureAwait(false);
        if (findings.AllEqual)
            return findings.Result;

        var acceptance = settings.Acceptance ?? module.Acceptance;
        var accepted = policy.Accepts(acceptance);
        if (accepted)
            findings.Accept();
        if (accepted && acceptance is not { ThrowException: true })
            return findings.Result;
        throw new VerifyException(FailureMessage.Of(name.Directory, findings));
    }

    private static List<SnapshotTarget> Prepare(
        IReadOnlyList<SnapshotTarget> targets, TestCall call, VerifySettings settings, ModuleSettings module)
    {
        var removed = LineFilter.Of(settings, module);
        var paths = MachinePaths.Around(call.SourceFile);
        var prepared = targets.Select(target => target with { Text = Newlines.Normalise(removed.Apply(target.Text)) }).ToList();
        prepared.ForEach(paths.Refuse);
        return prepared;
    }
}
