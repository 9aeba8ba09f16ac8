using System.Globalization;

namespace AutoDiffRnn.Package.Tests;

/// <summary>What the program in <c>Consumer</c> prints: lines of a name, a colon and a number.</summary>
internal sealed class TrainingReport
{
    private readonly Dictionary<string, double> _numbers;

    public TrainingReport(string output) => _numbers = output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(": "))
        .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));

    public double FirstLoss => _numbers["first loss"];

    public double LastLoss => _numbers["last loss"];

    public double PlainLossDifference => _numbers["plain loss less generated loss"];

    public double LargestGradientError => _numbers["largest error of a gradient"];

    /// <summary>Asserts that a cell was trained, with gradients that its own differences confirm.</summary>
    public void AssertIsOfATrainedCell()
    {
        Assert.InRange(PlainLossDifference, -1e-12, 1e-12);
        Assert.InRange(LargestGradientError, 0, 1e-9);
        Assert.InRange(LastLoss, 0, FirstLoss / 4);
    }
}
