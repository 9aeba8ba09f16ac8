using System.Runtime.CompilerServices;

namespace AutoDiffRnn;

/// <content>Normalisation and losses.</content>
public static partial class CellMath
{
    /// <summary>
    /// Probabilities from logits: yᵢ = exp(vᵢ)/Σⱼ exp(vⱼ), computed from v − Max(v), so that nothing overflows; dv = y ⊙ (dy − Dot(dy, y)).
    /// </summary>
    public static Vector Softmax(Vector v)
    {
        var exponentials = Exp(v - Max(v));
        return exponentials / Sum(exponentials);
    }

    /// <summary>The logarithm of <see cref="Softmax"/>: y = v − LogSumExp(v), computed from v − Max(v); dv = dy − exp(y)·Sum(dy).</summary>
    public static Vector LogSoftmax(Vector v)
    {
        var shifted = v - Max(v);
        return shifted - Math.Log(Sum(Exp(shifted)));
    }

    /// <summary>
    /// Normalisation over one example's elements: y = gain ⊙ n + bias with n = (v − Mean(v))/√(Variance(v) + epsilon).
    /// dgain = dy ⊙ n, dbias = dy, dv = (dn − Mean(dn) − n·Mean(dn ⊙ n))/√(Variance(v) + epsilon) with dn = dy ⊙ gain.
    /// </summary>
    /// <exception cref="ArgumentException">The gain or the bias has not the length of <paramref name="v"/>.</exception>
    public static Vector LayerNorm(
        Vector v,
        Vector gain,
        Vector bias,
        double epsilon = 1e-5,
        [CallerArgumentExpression(nameof(v))] string? vText = null,
        [CallerArgumentExpression(nameof(gain))] string? gainText = null,
        [CallerArgumentExpression(nameof(bias))] string? biasText = null)
    {
        Shapes.RequireSame(nameof(LayerNorm), v, vText, gain, gainText);
        Shapes.RequireSame(nameof(LayerNorm), v, vText, bias, biasText);
        return gain * ((v - Mean(v)) / Math.Sqrt(Variance(v) + epsilon)) + bias;
    }

    /// <summary>
    /// The loss of a classifier in nats: y = LogSumExp(logits) − logits[target] = −log Softmax(logits)[target];
    /// dlogits = dy·(Softmax(logits) − e) with e = 1 at the target, else 0. Divide by log 2 for bits.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The target is not a class from 0 up to the number of logits.</exception>
    public static double CrossEntropy(Vector logits, int target, [CallerArgumentExpression(nameof(target))] string? targetText = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ShapeError.RequireIndex(target, logits.Length, targetText ?? nameof(target), "class (one for each logit)");
        return -LogSoftmax(logits)[target];
    }

    /// <summary>The squared error, a plain sum with neither a half nor a mean: y = Σᵢ (yᵢ − targetᵢ)²; its adjoint by y is 2·(y − target).</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double SquaredError(
        Vector y,
        Vector target,
        [CallerArgumentExpression(nameof(y))] string? yText = null,
        [CallerArgumentExpression(nameof(target))] string? targetText = null)
    {
        Shapes.RequireSame(nameof(SquaredError), y, yText, target, targetText);
        return Sum(Square(y - target));
    }
}
