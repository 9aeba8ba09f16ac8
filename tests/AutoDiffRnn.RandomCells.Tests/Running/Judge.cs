using System.Reflection;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.RandomCells.Tests.Model;
using AutoDiffRnn.Tests.Harness;
using Xunit.Sdk;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>
/// Compares a cell's generated network, in double and in float, forward and backward, with the plain method, with central differences of
/// it, and with the evaluator: where the network agrees with the evaluator but not with the differences, a derivative rule is wrong; where
/// it does not agree with the evaluator, the schedule or a kernel is.
/// </summary>
internal sealed class Judge
{
    private const double DoubleTolerance = 1e-11;
    private const double FloatTolerance = 2e-5;
    private const double DoubleUnit = 1.1e-16;
    private const double FloatUnit = 6e-8;

    // Values beyond it, or none at all, are not those of a tame cell; there is nothing to compare with.
    private const double MostTame = 1e4;

    private readonly RandomCell _cell;
    private readonly Problem _problem;
    private readonly CellModel _model;
    private readonly Conditioning _conditioning;

    private Judge(RandomCell cell, CellCase method, CellModel model, int seed)
    {
        (_cell, _model) = (cell, model);
        _problem = Problems.Of(cell, method, seed);
        _conditioning = new Conditioning(_problem);
    }

    /// <summary>
    /// What is wrong with a cell's network. A comparison that fails beside a kink or a jump fails for these numbers only; a fault fails for
    /// others too.
    /// </summary>
    public static Outcome Of(RandomCell cell, CellCase method, CellModel model)
    {
        var outcome = Once(cell, method, model, cell.Seed);
        if (outcome.Failure is not { } failure || !cell.HasKinks || failure.Kind.StartsWith(FailureKinds.Throws, StringComparison.Ordinal))
            return outcome;
        var others = Enumerable.Range(1, 3).Select(i => Once(cell, method, model, cell.Seed + i));
        // In float, one of the rows is beside a kink more often than not.
        var isFault = failure.Kind == FailureKinds.Precision
            ? others.All(other => other.Failure?.Kind == failure.Kind)
            : others.Any(other => other.Failure?.Kind == failure.Kind);
        return isFault ? outcome : new Outcome(null, Kinks: outcome.Kinks + 1);
    }

    private static Outcome Once(RandomCell cell, CellCase method, CellModel model, int seed)
    {
        try
        {
            return new Judge(cell, method, model, seed).Compare();
        }
        catch (Exception exception) when (exception is not XunitException)
        {
            var inner = exception is TargetInvocationException { InnerException: { } thrown } ? thrown : exception;
            return new Outcome(new Failure($"{FailureKinds.Throws}: {inner.GetType().Name} in {inner.TargetSite?.Name}", inner.ToString()));
        }
    }

    private Outcome Compare()
    {
        var run = new PlainRun(_problem);
        var plain = run.Values();
        if (!plain.Values.All(values => values.All(value => Math.Abs(value) < MostTame)))
            return new Outcome(null) { IsUnusable = true };
        var evaluated = EvaluatorRun.Of(_problem, _model);
        var inDouble = NetworkRun.Of<double>(_problem);
        var failure = CompareValues(plain, evaluated.Values, DoubleTolerance, DoubleUnit, FailureKinds.ForwardMeaning)
            ?? CompareValues(plain, inDouble.Values, DoubleTolerance, DoubleUnit, FailureKinds.ForwardSchedule);
        var differences = new DifferenceCheck(_cell, _problem, run);
        // First the rules: where both disagree with the differences, it is they.
        failure ??= differences.Compare(evaluated)
            ?? CompareGradients(evaluated, inDouble, DoubleTolerance, DoubleUnit, FailureKinds.BackwardSchedule);
        if (failure is null)
        {
            var inFloat = NetworkRun.Of<float>(_problem);
            failure = CompareValues(inDouble.Values, inFloat.Values, FloatTolerance, FloatUnit, FailureKinds.Precision)
                ?? CompareGradients(inDouble, inFloat, FloatTolerance, FloatUnit, FailureKinds.Precision)
                ?? OtherRuns.ComparePartial(_problem, inFloat)
                ?? OtherRuns.CompareSegments(_problem, inFloat);
        }

        return new Outcome(failure, differences.Checked, differences.Kinks);
    }

    private Failure? CompareValues(
        Dictionary<string, double[]> expected, Dictionary<string, double[]> actual, double tolerance, double unit, string kind) => expected
        .Select(item => Differ(kind, item.Key, item.Value, actual[item.Key], tolerance, unit))
        .FirstOrDefault(failure => failure is not null);

    private Failure? CompareGradients(Results expected, Results actual, double tolerance, double unit, string kind)
    {
        var gradients = actual.Gradients.ToDictionary(item => item.Name, item => item.Gradient);
        var failure = expected.Gradients.Select(item => Differ(kind, item.Name, item.Gradient, gradients[item.Name], tolerance, unit))
            .FirstOrDefault(failure => failure is not null);
        return failure ?? expected.AdjointNorms
            .Select(item => Differ(kind, Conditioning.NormsOf + item.Key, item.Value, actual.AdjointNorms[item.Key], tolerance, unit))
            .FirstOrDefault(failure => failure is not null);
    }

    private Failure? Differ(string kind, string name, double[] expected, double[] actual, double tolerance, double unit)
    {
        if (Error(expected, actual) <= tolerance || Error(expected, actual) <= tolerance + 30 * unit * _conditioning.Of(name))
            return null;
        try
        {
            Close.InNorm(expected, actual, tolerance, 1, name);
            return null;
        }
        catch (XunitException exception)
        {
            return new Failure(kind, exception.Message);
        }
    }

    // Of the norm of the whole tensor, or of 1 where that is larger: what cancels to less is judged by what its terms could be.
    private static double Error(double[] expected, double[] actual) => expected.Length != actual.Length
        ? double.PositiveInfinity
        : Close.Norm([.. expected.Zip(actual, (a, b) => a - b)]) / Math.Max(1, Close.Norm(expected));
}
