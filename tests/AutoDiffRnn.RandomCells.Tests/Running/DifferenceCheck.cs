using AutoDiffRnn.RandomCells.Tests.Model;
using AutoDiffRnn.Tests.Harness;
using Xunit.Sdk;

namespace AutoDiffRnn.RandomCells.Tests.Running;

/// <summary>
/// Gradients against extrapolated differences of the plain method: along a random direction in each tensor, and at a few coordinates of some.
/// </summary>
internal sealed class DifferenceCheck(RandomCell cell, Problem problem, PlainRun run)
{
    private const int Coordinates = 2;

    /// <summary>How many derivatives were compared.</summary>
    public int Checked { get; private set; }

    /// <summary>How many were not, because they lie beside a kink.</summary>
    public int Kinks { get; private set; }

    // A kink far enough away to go unnoticed changes a difference by as much as two of them may differ.
    private double Tolerance => cell.HasKinks ? 1e-5 : 1e-7;

    public Failure? Compare(Results results)
    {
        if (!cell.IsDifferentiatedThrough)
            return null;
        var random = new Random(5);
        foreach (var (name, values, gradient) in Problems.Pairs(problem, results))
        {
            if (Along(name, values, gradient, Direction(values.Length, random)) is { } failure)
                return failure;
        }

        var pairs = Problems.Pairs(problem, results).Where(pair => pair.Values.Length > 1).ToList();
        for (var i = 0; i < Coordinates && pairs.Count > 0; i++)
        {
            var (name, values, gradient) = pairs[random.Next(pairs.Count)];
            var direction = new double[values.Length];
            direction[random.Next(values.Length)] = 1;
            if (Along(name, values, gradient, direction) is { } failure)
                return failure;
        }

        return null;
    }

    private Failure? Along(string name, double[] values, double[] gradient, double[] direction)
    {
        var difference = Differences.Along(run, values, direction);
        if (double.IsNaN(difference))
        {
            Kinks++;
            return null;
        }

        Checked++;
        try
        {
            Close.InNorm([difference], [direction.Zip(gradient, (v, g) => v * g).Sum()], Tolerance, Math.Max(1, Close.Norm(gradient)), name);
            return null;
        }
        catch (XunitException exception)
        {
            return new Failure(FailureKinds.BackwardRule, $"along a direction: {exception.Message}");
        }
    }

    private static double[] Direction(int length, Random random)
    {
        var direction = Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5).ToArray();
        var norm = Close.Norm(direction);
        return [.. direction.Select(value => value / norm)];
    }
}
