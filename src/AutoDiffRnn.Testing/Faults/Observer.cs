using AutoDiffRnn.Testing.Checks;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Faults;

/// <summary>Finds out which gradients are wrong with each result seeded alone, for as few steps as show the fault.</summary>
internal static class Observer
{
    /// <summary>Observes a case whose gradients are wrong; null if nothing is wrong when results are seeded one at a time.</summary>
    /// <param name="cell">The case that failed.</param>
    /// <param name="precision">Double to compare with central differences, float to compare float with double.</param>
    /// <param name="options">The options of the check.</param>
    public static Observation? Observe(CellCase cell, Precision precision, CellCheckOptions options)
    {
        // With one step, no path leads through an earlier one, and the sets tell statements apart best.
        var steps = cell.Numbers.Steps;
        HashSet<Path>? rightInOneStep = null;
        foreach (var fewer in new[] { 1, 2, steps }.Where(fewer => fewer <= steps).Distinct())
        {
            var (wrong, right) = (new HashSet<Path>(), new HashSet<Path>());
            var smaller = cell.Smaller(fewer, cell.Numbers.Batch, options);
            foreach (var result in cell.Results)
            {
                var alone = smaller with { Numbers = SeededAlone(smaller.Numbers, result.Name) };
                foreach (var (parameter, isWrong) in Gradients(alone, precision, options))
                    (isWrong ? wrong : right).Add(new Path(result.Name, parameter));
            }

            if (wrong.Count > 0)
                return new Observation(wrong, right, rightInOneStep);
            rightInOneStep ??= right;
        }

        return null;
    }

    private static CellNumbers SeededAlone(CellNumbers numbers, string result)
    {
        var alone = numbers.Copy();
        foreach (var (name, seeds) in alone.SeedArrays)
        {
            if (name != result)
                Array.Clear(seeds);
        }

        return alone;
    }

    private static IEnumerable<(string Parameter, bool IsWrong)> Gradients(CellCase cell, Precision precision, CellCheckOptions options)
    {
        var inDouble = Results(cell, Precision.Double);
        if (precision == Precision.Double)
        {
            return new GradientCheck(cell, options).Compare(inDouble)
                .Where(gradient => gradient.Worst is not null)
                .Select(gradient => (gradient.Parameter.Name, gradient.Worst!.IsWrong));
        }

        var comparison = new FloatComparison(cell.Numbers, inDouble, Results(cell, precision), options.FloatTolerance);
        return cell.Differentiated.Select(parameter => (parameter.Name, comparison.OfGradient(parameter.Name).IsWrong));
    }

    private static CellResults Results(CellCase cell, Precision precision)
    {
        var run = cell.Subject.CreateRun(precision, cell.Arguments, cell.Numbers.Steps, cell.Numbers.Batch);
        run.Write(cell.Numbers);
        run.Forward();
        run.ClearGradients();
        run.Backward();
        return run.Read();
    }
}
