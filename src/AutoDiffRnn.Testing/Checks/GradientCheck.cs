using AutoDiffRnn.Testing.Oracles;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Checks;

/// <summary>How the gradient of one parameter compares with central differences.</summary>
/// <param name="Parameter">The weight, input or state.</param>
/// <param name="Worst">The worst coordinate; null if all that were tried lie beside a kink.</param>
/// <param name="Kinks">How many coordinates were tried and lie beside a kink.</param>
/// <param name="Direction">Whether it was also compared along a direction through all coordinates.</param>
internal sealed record GradientComparison(CellValue Parameter, Comparison? Worst, int Kinks, bool Direction);

/// <summary>
/// Compares gradients with central differences of the plain method: every coordinate of a small tensor; a large one along a random direction,
/// which is halved until it has a single coordinate if the two disagree.
/// </summary>
internal sealed class GradientCheck
{
    // Differences of a loss cannot tell a gradient apart from zero that is so much smaller than the loss's terms.
    private const double Floor = 1e-2;

    private readonly CellCase _case;
    private readonly CellNumbers _numbers;
    private readonly CellCheckOptions _options;
    private readonly Differences _differences;
    private readonly double _floor;

    public GradientCheck(CellCase cell, CellCheckOptions options)
    {
        _case = cell;
        _options = options;
        // The differences move along their own copy, and leave the numbers of the case alone.
        _numbers = cell.Numbers.Copy();
        var run = new PlainRun(cell);
        var terms = run.Values(_numbers)
            .SelectMany(result => result.Value.Zip(_numbers.SeedArrays[result.Key], (value, seed) => Math.Abs(value * seed)))
            .Sum();
        _floor = Floor * Math.Max(1, terms);
        _differences = new Differences(run, _numbers, options.GradientTolerance * _floor);
    }

    /// <summary>Compares all gradients but those that the options leave out.</summary>
    public IEnumerable<GradientComparison> Compare(CellResults results) => _case.Differentiated
        .Where(parameter => !_options.WithoutDifferences.Contains(parameter.Name))
        .Select(parameter => Compare(parameter, results.Gradients[parameter.Name]));

    private GradientComparison Compare(CellValue parameter, double[] gradient)
    {
        var values = Values(parameter);
        if (values.Length <= _options.MaxCoordinates)
            return AtCoordinates(parameter, values, gradient, Enumerable.Range(0, values.Length), isPart: false);
        var random = new Random(_options.Seed);
        var direction = values.Select(_ => random.NextDouble() - 0.5).ToArray();
        var norm = Comparison.Norm(direction);
        for (var i = 0; i < direction.Length; i++)
            direction[i] /= norm;
        var scale = Math.Max(_floor, Comparison.Norm(gradient));
        if (Along(values, gradient, direction, scale) is not { } error)
        {
            var some = Enumerable.Range(0, values.Length).OrderBy(_ => random.Next()).Take(Math.Max(1, _options.MaxCoordinates / 4)).Order();
            return AtCoordinates(parameter, values, gradient, some, isPart: true);
        }

        return error <= _options.GradientTolerance
            ? new GradientComparison(parameter, new Comparison(0, 0, 0, error, 0, 0), 0, Direction: true)
            : new GradientComparison(parameter, Halve(values, gradient, direction, scale, error), 0, Direction: true);
    }

    private GradientComparison AtCoordinates(CellValue parameter, double[] values, double[] gradient, IEnumerable<int> coordinates, bool isPart)
    {
        var (smooth, expected, kinks) = (new List<int>(), new List<double>(), 0);
        foreach (var i in coordinates)
        {
            if (_differences.Of(values, i) is { } derivative)
            {
                smooth.Add(i);
                expected.Add(derivative);
            }
            else
            {
                kinks++;
            }
        }

        // A part of the coordinates stands for all of them.
        var norm = Comparison.Norm(expected) * (isPart && smooth.Count > 0 ? Math.Sqrt((double)values.Length / smooth.Count) : 1);
        var worst = smooth.Count == 0 ? null : Comparison.Of(smooth, expected, gradient, Math.Max(_floor, norm), _options.GradientTolerance);
        return new GradientComparison(parameter, worst, kinks, Direction: false);
    }

    // Null where the direction leads across a kink.
    private double? Along(double[] values, double[] gradient, double[] direction, double scale)
        => _differences.Along(values, direction) is { } difference
            ? Comparison.ErrorOf(difference, direction.Zip(gradient, (v, g) => v * g).Sum(), scale)
            : null;

    // Goes to the half with the larger error until it has one coordinate.
    private Comparison Halve(double[] values, double[] gradient, double[] direction, double scale, double error)
    {
        var (start, end) = (0, values.Length);
        while (end - start > 1)
        {
            var middle = (start + end) / 2;
            var left = Along(values, gradient, Part(direction, start, middle), scale);
            var right = Along(values, gradient, Part(direction, middle, end), scale);
            if (IsWorse(left, right))
                end = middle;
            else
                start = middle;
        }

        var expected = _differences.Of(values, start) ?? double.NaN;
        return new Comparison(start, expected, gradient[start], error, 1, 1);
    }

    private static bool IsWorse(double? left, double? right)
        => left is { } l && (right is not { } r || double.IsNaN(l) || l > r);

    private static double[] Part(double[] direction, int start, int end)
        => [.. direction.Select((value, i) => i >= start && i < end ? value : 0)];

    private double[] Values(CellValue parameter) => parameter.Role switch
    {
        CellRole.Weight => _numbers.WeightArrays[parameter.Name],
        CellRole.Input => _numbers.InputArrays[parameter.Name],
        _ => _numbers.InitialStateArrays[parameter.Name],
    };
}
