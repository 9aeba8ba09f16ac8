using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyXunit;

namespace AutoDiffRnn.Snapshots.Tests;

internal static class ModuleInitializer
{
    [ModuleInitializer]
    public static void Initialize()
    {
        VerifySourceGenerators.Initialize();
        Verifier.UseSourceFileRelativeDirectory("_snapshots");
    }
}
