using System.Globalization;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>Assertions that two tensors are the same up to an error, which they judge by the whole tensor.</summary>
internal static class Close
{
    /// <summary>Every element is within <paramref name="tolerance"/> of the tensor's largest, or of 1e-3 where that is smaller.</summary>
    public static void ToLargest(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} elements were expected, but there are {actual.Length}.");
        var scale = Math.Max(1e-3, expected.Length == 0 ? 0 : expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]) / scale;
            Assert.True(error <= tolerance, string.Create(CultureInfo.InvariantCulture,
                $"{what}[{i}] of {expected.Length}: expected {expected[i]:R}, but got {actual[i]:R} (error {error:E1}, allowed {tolerance:E1})."));
        }
    }

    /// <summary>
    /// The norm of the difference is within <paramref name="tolerance"/> of the tensor's norm, or of <paramref name="floor"/> where that is smaller.
    /// </summary>
    public static void InNorm(double[] expected, double[] actual, double tolerance, double floor, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} elements were expected, but there are {actual.Length}.");
        var scale = Math.Max(floor, Norm(expected));
        var error = Norm([.. expected.Zip(actual, (a, b) => a - b)]) / scale;
        Assert.True(error <= tolerance, string.Create(CultureInfo.InvariantCulture,
            $"{what}: the relative error is {error:E1}, {tolerance:E1} is allowed; expected {Text(expected)}, but got {Text(actual)}."));
    }

    public static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static string Text(double[] values)
    {
        var shown = values.Take(8).Select(value => value.ToString("G6", CultureInfo.InvariantCulture));
        return $"[{string.Join(", ", shown)}{(values.Length > 8 ? ", …" : "")}]";
    }
}
