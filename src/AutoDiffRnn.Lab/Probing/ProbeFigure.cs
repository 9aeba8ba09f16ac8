using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Probing;

/// <summary>The picture of <c>lab probe</c>.</summary>
internal static class ProbeFigure
{
    /// <summary>How often the subject's number is read rightly from the state after each word, beside the controls; all networks together.</summary>
    public static Figure? Of(IReadOnlyList<ProbedNetwork> networks, string command)
    {
        if (networks.Count == 0)
            return null;
        double[] positions = [.. networks[0].Points.Select(point => (double)point.Position)];
        var chart = new Chart(Axis.Over("position of the word", positions), Axis.Percent("number read rightly"));
        var words = new List<string>();
        foreach (var (name, count) in Series)
        {
            double[] shares = [.. Enumerable.Range(0, positions.Length)
                .Select(i => Count.Sum(networks.Select(network => count(network.Points[i]))).Share)];
            chart.Line(name, positions, shares);
            words.Add(Curves.Trend(name, shares, "position", positions));
        }

        var text = $"Share of sentences in which a linear probe reads the subject's number, by word. {string.Join(' ', words)}";
        return new Figure(
            "probe",
            "Is the subject's number still in the state?",
            "As long as the first curve lies above the others, the state tells the number. A guess is right half of the time.",
            text,
            [chart.ToSvg("probe", text)],
            chart.Legend,
            chart.Data,
            command);
    }

    private static IEnumerable<(string Name, Func<ProbePoint, Count> Count)> Series =>
    [
        ("trained network", point => point.Trained),
        ("untrained network", point => point.Untrained),
        ("shuffled labels", point => point.Shuffled),
        ("the word alone", point => point.WordAlone),
    ];
}
