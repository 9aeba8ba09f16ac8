using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyXunit;

namespace AutoDiffRnn.Generators.Tests.Output;

internal static class SnapshotSettings
{
    [ModuleInitializer]
    public static void Initialize()
    {
        VerifySourceGenerators.Initialize();
        Verifier.UseSourceFileRelativeDirectory("../_snapshots");
    }
}
