using System.Globalization;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>
/// One unit that remembers: h ← tanh(w·h). The page's slider changes w, and its script draws what <see cref="States"/> and
/// <see cref="Gradients"/> compute here.
/// </summary>
internal static class LatchFigure
{
    /// <summary>The weight that the picture is printed with.</summary>
    public const double InitialWeight = 1.5;

    /// <summary>The slider's range.</summary>
    public const double LeastWeight = 0.2, MostWeight = 3;

    /// <summary>The two words at the start: "cats" is a small push up, "cat" the same push down.</summary>
    public const double Push = 0.3;

    /// <summary>How many steps are drawn.</summary>
    public const int Steps = 40;

    /// <summary>The lowest power of ten that is drawn.</summary>
    public const double Floor = -16;

    /// <summary>The states from a start on.</summary>
    public static double[] States(double weight, double start)
    {
        var states = new double[Steps + 1];
        states[0] = start;
        for (var n = 1; n <= Steps; n++)
            states[n] = Math.Tanh(weight * states[n - 1]);
        return states;
    }

    /// <summary>log₁₀ |∂hₙ/∂h₀|, the sum of log₁₀ w(1 − h²), not below <see cref="Floor"/>.</summary>
    public static double[] Gradients(double weight, double start)
    {
        var states = States(weight, start);
        var (sum, gradients) = (0.0, new double[Steps + 1]);
        for (var n = 1; n <= Steps; n++)
        {
            sum += Math.Log10(weight * (1 - states[n] * states[n]));
            gradients[n] = Math.Max(Floor, sum);
        }

        return gradients;
    }

    /// <summary>Draws it.</summary>
    public static Figure Draw(string id, string command)
    {
        var steps = Curves.Counting(Steps + 1);
        var (up, down, gradient) = (States(InitialWeight, Push), States(InitialWeight, -Push), Gradients(InitialWeight, Push));
        var x = Axis.Between("steps n", 0, Steps);
        var states = new Chart(x, Axis.Between("h", -1.05, 1.05), 220)
            .Line("state after “cats”", steps, up, Pattern.Solid)
            .Line("state after “cat”", steps, down, Pattern.Dashed)
            .Threshold(0);
        var gradients = new Chart(x, Axis.Between("log₁₀ |∂hₙ/∂h₀|", Floor, 2), 220, states.NextSeries)
            .Line("gradient", steps, gradient, Pattern.Solid)
            .Threshold(0);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"One unit with w = {InitialWeight}. The two states after {Steps} steps are {up[^1]:0.00} and {down[^1]:0.00}; log₁₀ of the gradient "
                + $"is then ")
            + Say.Number(gradient[^1]) + ".";
        return new Figure(
            id,
            "One unit that remembers: h ← tanh(w·h)",
            "Above 1, w holds the two words apart for ever (the unit latches), and still the gradient vanishes: because every small change is "
                + "pushed back. Below 1 "
                + "both vanish, the memory and the gradient. A vanished gradient does not show that something was forgotten.",
            words,
            [states.ToSvg(id + "-states", words), gradients.ToSvg(id + "-gradient", words)],
            [.. states.Legend, .. gradients.Legend],
            new DataTable(
                ["step", "h after cats", "h after cat", "log10 of the gradient"],
                [.. Enumerable.Range(0, Steps + 1).Select(n => (IReadOnlyList<object>)[n, up[n], down[n], gradient[n]])]),
            command);
    }
}
