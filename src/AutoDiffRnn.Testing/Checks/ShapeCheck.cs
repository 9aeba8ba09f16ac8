using AutoDiffRnn.Testing.Oracles;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Checks;

/// <summary>All checks of a cell with one set of sizes and numbers.</summary>
internal sealed class ShapeCheck(CellCase cell, CellCheckOptions options, CellReport report)
{
    // Two sums of the same terms in another order.
    private const double DoublingTolerance = 1e-12;
    // A tensor whose terms cancel has their rounding errors all the same.
    private const double CancellingFloor = 1e-2;
    private const double ValueFloor = 1e-3;

    private readonly FailureList _failures = new(cell.Numbers.Batch);
    private readonly CellNumbers _numbers = cell.Numbers;

    /// <summary>The exception behind a failure, if one was thrown.</summary>
    public Exception? Thrown { get; private set; }

    /// <summary>Runs the checks and returns what failed; those that make no sense after a failure are left out.</summary>
    public IReadOnlyList<CellFailure> Run()
    {
        try
        {
            if (PlainValues() is not { } plain)
                return _failures.All;
            var inDouble = CreateRun(Precision.Double);
            inDouble.Forward();
            inDouble.ClearGradients();
            inDouble.Backward();
            var results = inDouble.Read();
            CompareValues(plain, results);
            if (_failures.All.Count > 0)
                return _failures.All;
            CompareGradients(results);
            CompareFloat(results);
            Accumulate(inDouble, results);
            Repeat(results);
            Allocate(Precision.Double);
            Allocate(Precision.Float);
        }
        catch (PlainMethodException error)
        {
            Thrown = error;
            _failures.Add(CheckKind.Numbers, error.Message);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Thrown = error;
            _failures.Add(CheckKind.Exception, $"a run threw {error.GetType().Name}: {error.Message}");
        }

        return _failures.All;
    }

    private Dictionary<string, double[]>? PlainValues()
    {
        var values = new PlainRun(cell).Values(_numbers);
        foreach (var result in cell.Results)
        {
            var index = Array.FindIndex(values[result.Name], value => !double.IsFinite(value));
            if (index < 0)
                continue;
            _failures.AddUndefined(result, index, values[result.Name][index]);
            return null;
        }

        return values;
    }

    private void CompareValues(Dictionary<string, double[]> plain, CellResults results)
    {
        foreach (var result in cell.Results)
        {
            var worst = Comparison.ToLargest(plain[result.Name], results.Values[result.Name], options.ValueTolerance, ValueFloor);
            report.Values += worst.Count;
            report.WorstValueError = Math.Max(report.WorstValueError, worst.Error);
            if (worst.IsWrong)
                _failures.AddValue(CheckKind.Values, result, worst, "by the C# method", "by the forward pass in double", options.ValueTolerance);

        }
    }

    private void CompareGradients(CellResults results)
    {
        var (coordinates, kinks) = (0, 0);
        foreach (var gradient in new GradientCheck(cell, options).Compare(results))
        {
            coordinates += gradient.Kinks + (gradient.Worst?.Count ?? 0);
            kinks += gradient.Kinks;
            report.Coordinates += gradient.Worst?.Count ?? 0;
            report.Directions += gradient.Direction ? 1 : 0;
            report.Kinks += gradient.Kinks;
            if (gradient.Worst is not { } worst)
                continue;
            report.WorstGradientError = Math.Max(report.WorstGradientError, worst.Error);
            if (worst.IsWrong)
            {
                _failures.AddGradient(
                    CheckKind.Gradients, gradient.Parameter, worst, "by central differences of the C# method", "by the backward pass in double",
                    options.GradientTolerance, "its norm");
            }
        }

        // Few in number are no reason for concern where there are few coordinates.
        if (kinks > 2 + options.MaxKinks * coordinates)
        {
            _failures.Add(CheckKind.Kinks, FormattableString.Invariant(
                $"{kinks} of {coordinates} coordinates lie beside a kink, so too few gradients were compared; ")
                + FormattableString.Invariant($"at most a share of {options.MaxKinks} may. ")
                + "Choose numbers away from the kinks with options.Arrange, another options.Seed, or allow more with options.MaxKinks.");
        }
    }

    private void CompareFloat(CellResults inDouble)
    {
        var run = CreateRun(Precision.Float);
        run.Forward();
        run.ClearGradients();
        run.Backward();
        var comparison = new FloatComparison(_numbers, inDouble, run.Read(), options.FloatTolerance);
        foreach (var result in cell.Results)
        {
            var worst = comparison.OfValue(result.Name);
            report.WorstFloatError = Math.Max(report.WorstFloatError, worst.Error);
            if (worst.IsWrong)
                _failures.AddValue(CheckKind.FloatValues, result, worst, "in double", "in float", options.FloatTolerance);

        }

        foreach (var parameter in cell.Differentiated)
        {
            var worst = comparison.OfGradient(parameter.Name);
            report.WorstFloatError = Math.Max(report.WorstFloatError, worst.Error);
            if (worst.IsWrong)
                _failures.AddGradient(CheckKind.FloatGradients, parameter, worst, "in double", "in float", options.FloatTolerance);
        }
    }

    private void Accumulate(ICellRun run, CellResults once)
    {
        run.Backward();
        var twice = run.Read();
        var floor = CancellingFloor * once.Gradients.Values.Select(Comparison.Largest).DefaultIfEmpty(0).Max();
        foreach (var parameter in cell.Differentiated)
        {
            var isWeight = parameter.Role == CellRole.Weight;
            var gradient = once.Gradients[parameter.Name];
            var expected = isWeight ? [.. gradient.Select(value => 2 * value)] : gradient;
            var tolerance = isWeight ? DoublingTolerance : 0;
            var worst = Comparison.ToLargest(expected, twice.Gradients[parameter.Name], tolerance, Math.Max(double.Epsilon, floor));
            if (worst.IsWrong)
            {
                _failures.AddGradient(CheckKind.Accumulation, parameter, worst,
                    isWeight ? "twice the gradient of one backward pass" : "as after the first backward pass", "after a second one", tolerance);
            }
        }
    }

    // Another run on the same tape must leave nothing behind.
    private void Repeat(CellResults first)
    {
        var run = CreateRun(Precision.Double);
        var smaller = cell.Smaller(Math.Max(1, _numbers.Steps - 1), Math.Max(1, _numbers.Batch - 1), options);
        foreach (var numbers in new[] { _numbers, smaller.Numbers, _numbers })
        {
            run.Resize(numbers.Steps, numbers.Batch);
            run.Write(numbers);
            run.Forward();
            run.ClearGradients();
            run.Backward();
        }

        var again = run.Read();
        foreach (var result in cell.Results)
        {
            var worst = Comparison.ToLargest(first.Values[result.Name], again.Values[result.Name], 0, double.Epsilon);
            if (worst.IsWrong)
                _failures.AddValue(CheckKind.Repetition, result, worst, "on a new tape", "on one that was used before", 0);

        }

        foreach (var parameter in cell.Differentiated)
        {
            var worst = Comparison.ToLargest(first.Gradients[parameter.Name], again.Gradients[parameter.Name], 0, double.Epsilon);
            if (worst.IsWrong)
                _failures.AddGradient(CheckKind.Repetition, parameter, worst, "on a new tape", "on one that was used before", 0);
        }
    }

    private void Allocate(Precision precision)
    {
        var run = CreateRun(precision);
        // The first runs compile the code and make room; what is allocated only now and then is not the passes'.
        var least = long.MaxValue;
        for (var time = 0; time < 5; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run.Forward();
            run.Backward();
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (time >= 2)
                least = Math.Min(least, allocated);
        }

        if (least == 0)
            return;
        var number = precision.ToString().ToLowerInvariant();
        _failures.Add(CheckKind.Allocation, FormattableString.Invariant(
            $"a forward and a backward pass in {number} allocate {least} bytes, and should allocate none."));
    }

    private ICellRun CreateRun(Precision precision)
    {
        var run = cell.Subject.CreateRun(precision, cell.Arguments, _numbers.Steps, _numbers.Batch);
        run.Write(_numbers);
        return run;
    }
}
