using MathNet.Numerics.LinearAlgebra;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// How a change of the states goes over n steps: the product J_t ⋯ J_{t−n+1}, kept beside the logarithm of a factor so that neither growth nor decay
/// leaves the range of numbers.
/// </summary>
public sealed class JacobianProduct
{
    private JacobianProduct(Matrix<double> scaled, double logScale, double logBound, int lag)
    {
        Size = scaled.RowCount;
        Lag = lag;
        LogScale = logScale;
        LogBound = logBound;
        LogSingularValues = [.. scaled.Svd(computeVectors: false).S.Select(value => Math.Log(value) + logScale)];
    }

    /// <summary>The number of elements of all states together, D.</summary>
    public int Size { get; }

    /// <summary>The number of steps n.</summary>
    public int Lag { get; }

    /// <summary>The natural logarithm of the factor that was taken out of the product.</summary>
    public double LogScale { get; }

    /// <summary>
    /// The natural logarithms of the product's singular values, the largest first. One that is more than 36 below the largest (a ratio of 1e-16) is
    /// made of rounding; for the slowest directions see <see cref="LyapunovExponents"/>.
    /// </summary>
    public IReadOnlyList<double> LogSingularValues { get; }

    /// <summary>Σ ln‖J_i‖₂: the bound ∏‖J_i‖₂ of the largest singular value.</summary>
    public double LogBound { get; }

    /// <summary>The products of a run that end at step t, from lag 0, the identity, to the longest.</summary>
    /// <param name="jacobians">The step Jacobians of the run.</param>
    /// <param name="t">The last step.</param>
    /// <param name="example">The example.</param>
    /// <param name="maxLag">The longest lag n, at most t + 1: then the product goes back to the initial states.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step, example or lag.</exception>
    public static IReadOnlyList<JacobianProduct> EndingAt(StepJacobians jacobians, int t, int example, int maxLag)
    {
        ArgumentNullException.ThrowIfNull(jacobians);
        if ((uint)t >= (uint)jacobians.Steps)
            throw new ArgumentOutOfRangeException(nameof(t), t, $"t: expected a step from 0 to {jacobians.Steps - 1}, but got {t}.");
        if (maxLag < 0 || maxLag > t + 1)
            throw new ArgumentOutOfRangeException(nameof(maxLag), maxLag, $"maxLag: expected a lag from 0 to {t + 1}, but got {maxLag}.");
        var product = Matrix<double>.Build.DenseIdentity(jacobians.Size);
        var (scale, bound) = (0.0, 0.0);
        var products = new List<JacobianProduct> { new(product, 0, 0, 0) };
        for (var lag = 1; lag <= maxLag; lag++)
        {
            var step = jacobians.At(t - lag + 1, example);
            product *= JacobianSpectrum.Square(step, jacobians.Size);
            bound += Math.Log(JacobianSpectrum.Norm(step, jacobians.Size));
            var norm = product.FrobeniusNorm();
            if (norm > 0)
            {
                product /= norm;
                scale += Math.Log(norm);
            }

            products.Add(new JacobianProduct(product, scale, bound, lag));
        }

        return products;
    }
}
