using Xunit;

namespace AutoDiffRnn.Language.Tests;

internal static class Close
{
    /// <summary>Asserts that a value is the expected one to a few units in the last place, relative to its own size.</summary>
    public static void To(double expected, double actual, double relative = 1e-15)
        => Assert.True(
            Math.Abs(expected - actual) <= relative * Math.Abs(expected),
            FormattableString.Invariant($"expected {expected:R}, got {actual:R}, off by {Math.Abs((expected - actual) / expected):E1} of it"));

    /// <summary>Asserts that two arrays agree, element by element, relative to the largest expected element.</summary>
    public static void To(double[] expected, double[] actual, double relative = 1e-14)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= relative * scale,
                FormattableString.Invariant($"element {i}: expected {expected[i]:R}, got {actual[i]:R}"));
        }
    }
}
