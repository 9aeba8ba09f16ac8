using System.Reflection;
using VerifyTests;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

/// <summary>Runs verifications in a folder of its own, each as if in a process of its own.</summary>
internal sealed class Bench : IDisposable
{
    public TempFolder Folder { get; } = new();

    public AcceptPolicy Policy { get; set; } = new(IsAsked: false, IsBuildServer: false);

    public Task<VerifyResult> RunAsync(object? target, Action<VerifySettings>? set = null, string method = nameof(Samples.Cell))
    {
        var module = new ModuleSettings();
        module.AddSourceGenerators();
        return RunAsync(target, module, set, method);
    }

    public Task<VerifyResult> RunAsync(
        object? target, ModuleSettings module, Action<VerifySettings>? set = null, string method = nameof(Samples.Cell))
    {
        var settings = new VerifySettings();
        set?.Invoke(settings);
        return Verification.RunAsync(
            new TestCall(MethodNamed(method), Folder.SourceFile), own => SnapshotTargets.Of(target, own, module), settings, module, Policy);
    }

    public async Task<string> FailureOfAsync(object? target, Action<VerifySettings>? set = null, string method = nameof(Samples.Cell))
        => (await Assert.ThrowsAsync<VerifyException>(() => RunAsync(target, set, method))).Message;

    public void Dispose() => Folder.Dispose();

    public static MethodInfo MethodNamed(string method) => typeof(Samples).GetMethod(method)!;
}

/// <summary>Methods to verify as: none is a test.</summary>
internal sealed class Samples
{
    public void Cell() => throw new NotSupportedException();

    public void Theory(string? name, object? value) => throw new NotSupportedException();

    internal sealed class Inner
    {
        public void Cell() => throw new NotSupportedException();

        internal sealed class Innermost
        {
            public void Cell() => throw new NotSupportedException();
        }
    }
}
