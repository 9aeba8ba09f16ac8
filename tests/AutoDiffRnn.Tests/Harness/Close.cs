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

    /// <summary>All states and outputs, all gradients and all norms of adjoints.</summary>
    /// <param name="expected">What is right.</param>
    /// <param name="actual">What a run gives.</param>
    /// <param name="tolerance">The relative error that is allowed.</param>
    /// <param name="run">What a message begins with: the run that is told apart from others of the same test.</param>
    public static void InAll(Results expected, Results actual, double tolerance, string run = "")
    {
        foreach (var (name, values) in expected.Values)
            ToLargest(values, actual.Values[name], tolerance, run + name);
        InGradients(expected, actual, tolerance, run);
    }

    /// <summary>All gradients and norms of adjoints, by the norm of each tensor; one that cancels to less is judged by what its terms could be.</summary>
    /// <inheritdoc cref="InAll"/>
    public static void InGradients(Results expected, Results actual, double tolerance, string run = "")
    {
        var gradients = actual.Gradients.ToDictionary(item => item.Name, item => item.Gradient);
        foreach (var (name, gradient) in expected.Gradients)
            InNorm(gradient, gradients[name], tolerance, 1, run + name);
        foreach (var (name, norms) in expected.AdjointNorms)
            InNorm(norms, actual.AdjointNorms[name], tolerance, 1e-3, $"{run}norms of d{name}");
    }

    public static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static string Text(double[] values)
    {
        var shown = values.Take(8).Select(value => value.ToString("G6", CultureInfo.InvariantCulture));
        return $"[{string.Join(", ", shown)}{(values.Length > 8 ? ", …" : "")}]";
    }
}
