using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Statistics;
using MathNet.Numerics.LinearAlgebra.Double;

namespace AutoDiffRnn.Lab.Probing;

/// <summary>
/// A linear probe: logistic regression with a penalty on its weights, which says yes or no from a vector of numbers. What it can read, a single
/// linear layer
/// can read. Each feature is first brought to mean 0 and deviation 1.
/// </summary>
/// <remarks>
/// It minimises <c>Σ ln(1 + exp(−y·(w·x + b))) + ½·penalty·‖w‖²</c>, y = ±1, by Newton's method with steps that are halved until the sum falls. The
/// function
/// is convex, so there is one answer, and no random number is involved.
/// </remarks>
internal sealed class LogisticProbe
{
    private const int MostSteps = 100;
    private const int MostHalvings = 30;
    private const double Tolerance = 1e-8;

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _weights; // the last one is b

    private LogisticProbe(double[] means, double[] scales, double[] weights) => (_means, _scales, _weights) = (means, scales, weights);

    /// <summary>Trains a probe.</summary>
    /// <param name="features">A vector for each example, all of one length.</param>
    /// <param name="labels">Yes or no for each example.</param>
    /// <param name="penalty">How strongly large weights are avoided; above 0.</param>
    /// <exception cref="ArgumentException">There are no examples, or not as many labels.</exception>
    public static LogisticProbe Train(IReadOnlyList<double[]> features, IReadOnlyList<bool> labels, double penalty = 1)
    {
        if (features.Count == 0 || features.Count != labels.Count)
            throw new ArgumentException($"A probe needs a label for each example, but has {labels.Count} for {features.Count}.", nameof(labels));
        var width = features[0].Length;
        var (means, scales) = (new double[width], new double[width]);
        for (var i = 0; i < width; i++)
        {
            var column = features.Select(row => row[i]).ToList();
            (means[i], scales[i]) = (Sample.Mean(column), Sample.Deviation(column));
            if (!(scales[i] > 0))
                scales[i] = 1; // A constant tells nothing: it stays 0.
        }

        var rows = features.Select(row => Standardised(row, means, scales)).ToArray();
        return new LogisticProbe(means, scales, Minimise(rows, [.. labels.Select(label => label ? 1.0 : -1.0)], penalty));
    }

    /// <summary>w·x + b: above 0 for yes.</summary>
    public double Score(double[] features)
    {
        var row = Standardised(features, _means, _scales);
        return Dot(row, _weights);
    }

    /// <summary>How many labels it says rightly.</summary>
    public Count Test(IReadOnlyList<double[]> features, IReadOnlyList<bool> labels)
        => new(features.Zip(labels).Count(pair => Score(pair.First) > 0 == pair.Second), features.Count);

    private static double[] Minimise(double[][] rows, double[] signs, double penalty)
    {
        var weights = new double[rows[0].Length];
        var value = Value(rows, signs, weights, penalty);
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, curvature) = Derivatives(rows, signs, weights, penalty);
            if (Math.Sqrt(Dot(gradient, gradient)) < Tolerance * rows.Length)
                break;
            var direction = new DenseMatrix(weights.Length, weights.Length, curvature).Cholesky().Solve(new DenseVector(gradient)).ToArray();
            var (next, halved) = (weights, 0);
            for (var length = 1.0; halved < MostHalvings; length /= 2, halved++)
            {
                next = [.. weights.Zip(direction, (weight, change) => weight - length * change)];
                var reached = Value(rows, signs, next, penalty);
                if (reached >= value)
                    continue;
                value = reached;
                break;
            }

            if (halved == MostHalvings)
                break; // Rounding hides any further gain.
            weights = next;
        }

        return weights;
    }

    private static double Value(double[][] rows, double[] signs, double[] weights, double penalty)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length - 1; i++)
            sum += 0.5 * penalty * weights[i] * weights[i];
        for (var row = 0; row < rows.Length; row++)
        {
            var margin = signs[row] * Dot(rows[row], weights);
            sum += margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
        }

        return sum;
    }

    /// <summary>
    /// The gradient, and the second derivatives as a full matrix. A little more curvature on b keeps the matrix regular where all rows are
    /// sure.
    /// </summary>
    private static (double[] Gradient, double[] Curvature) Derivatives(double[][] rows, double[] signs, double[] weights, double penalty)
    {
        const double OnBias = 1e-9;
        var width = weights.Length;
        var (gradient, curvature) = (new double[width], new double[width * width]);
        for (var row = 0; row < rows.Length; row++)
        {
            var x = rows[row];
            var wrong = 1 / (1 + Math.Exp(signs[row] * Dot(x, weights))); // the probability of the other answer
            var bend = wrong * (1 - wrong);
            for (var i = 0; i < width; i++)
            {
                gradient[i] -= signs[row] * wrong * x[i];
                var factor = bend * x[i];
                for (var j = 0; j <= i; j++)
                    curvature[i * width + j] += factor * x[j];
            }
        }

        for (var i = 0; i < width; i++)
        {
            var isBias = i == width - 1;
            gradient[i] += isBias ? 0 : penalty * weights[i];
            curvature[i * width + i] += isBias ? OnBias : penalty;
            for (var j = 0; j < i; j++)
                curvature[j * width + i] = curvature[i * width + j];
        }

        return (gradient, curvature);
    }

    /// <summary>The features and, last, a 1 for b.</summary>
    private static double[] Standardised(double[] features, double[] means, double[] scales)
    {
        var row = new double[features.Length + 1];
        for (var i = 0; i < features.Length; i++)
            row[i] = (features[i] - means[i]) / scales[i];
        row[^1] = 1;
        return row;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
