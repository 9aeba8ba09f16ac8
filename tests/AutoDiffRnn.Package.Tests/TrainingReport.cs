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

    /// <summary>Asserts that the cell was measured: its gradient taken apart sums to the gradient.</summary>
    public void AssertIsOfAMeasuredCell()
    {
        Assert.InRange(_numbers["largest difference of the sum of lags"], 0, 1e-12);
        Assert.InRange(_numbers["largest difference of the sum of paths"], 0, 1e-12);
        Assert.Equal(4, _numbers["places that read a state"]);
        Assert.Equal(10, _numbers["size of a Jacobian"]);
        Assert.InRange(_numbers["adjoint over two steps"], 1e-6, 100);
    }
}
