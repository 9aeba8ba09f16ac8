using System.ComponentModel;
using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>
/// Remembers which test method runs, because xunit 2 does not tell. <c>tests/Snapshots.props</c> puts it on every assembly with snapshot tests.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RecordCurrentTestAttribute : BeforeAfterTestAttribute
{
    // A value of the flow of execution and not of the thread: tests run in parallel, and a test goes on elsewhere after an await.
    private static readonly AsyncLocal<MethodInfo?> Running = new();

    /// <summary>The test method that runs in this flow of execution.</summary>
    /// <exception cref="InvalidOperationException">No test runs here, or its assembly does not have this attribute.</exception>
    internal static MethodInfo Current => Running.Value ?? throw new InvalidOperationException(
        "Verify does not know which test is running. Call it from a test (not from a constructor or another flow of execution), "
        + "in a project that imports tests/Snapshots.props.");

    /// <summary>Called by xunit before a test.</summary>
    /// <param name="methodUnderTest">The test method.</param>
    public override void Before(MethodInfo methodUnderTest) => Running.Value = methodUnderTest;

    /// <summary>Called by xunit after a test.</summary>
    /// <param name="methodUnderTest">The test method.</param>
    public override void After(MethodInfo methodUnderTest) => Running.Value = null;
}
