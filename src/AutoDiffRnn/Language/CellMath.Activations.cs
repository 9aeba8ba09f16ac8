namespace AutoDiffRnn;

/// <content>Gates and activation functions, element by element.</content>
public static partial class CellMath
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    private static readonly double Sqrt2 = Math.Sqrt(2);

    /// <summary>The hyperbolic tangent: y = tanh(x); dy/dx = 1 − y².</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <inheritdoc cref="Tanh(double)"/>
    public static Vector Tanh(Vector x) => Vector.Map(x, Tanh);

    /// <inheritdoc cref="Tanh(double)"/>
    public static Matrix Tanh(Matrix x) => Matrix.Map(x, Tanh);

    /// <summary>The logistic function: y = 1/(1 + exp(−x)); dy/dx = y·(1 − y). Computed without overflow for any x.</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static Vector Sigmoid(Vector x) => Vector.Map(x, Sigmoid);

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static Matrix Sigmoid(Matrix x) => Matrix.Map(x, Sigmoid);

    /// <summary>
    /// The logarithm of the logistic function: y = −log(1 + exp(−x)); dy/dx = σ(−x). Computed as min(x, 0) − log(1 + exp(−|x|)), which is
    /// accurate for any x.
    /// </summary>
    public static double LogSigmoid(double x) => Math.Min(x, 0) - SpecialFunctions.LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc cref="LogSigmoid(double)"/>
    public static Vector LogSigmoid(Vector x) => Vector.Map(x, LogSigmoid);

    /// <inheritdoc cref="LogSigmoid(double)"/>
    public static Matrix LogSigmoid(Matrix x) => Matrix.Map(x, LogSigmoid);

    /// <summary>
    /// A smooth Relu: y = log(1 + exp(x)); dy/dx = σ(x). Computed as max(x, 0) + log(1 + exp(−|x|)), which is accurate for any x; unlike
    /// PyTorch's it does not turn into y = x above a threshold.
    /// </summary>
    public static double Softplus(double x) => Math.Max(x, 0) + SpecialFunctions.LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc cref="Softplus(double)"/>
    public static Vector Softplus(Vector x) => Vector.Map(x, Softplus);

    /// <inheritdoc cref="Softplus(double)"/>
    public static Matrix Softplus(Matrix x) => Matrix.Map(x, Softplus);

    /// <summary>The rectifier: y = max(x, 0); dy/dx = 1 for x &gt; 0, else 0, also at the kink at 0.</summary>
    public static double Relu(double x) => Math.Max(x, 0);

    /// <inheritdoc cref="Relu(double)"/>
    public static Vector Relu(Vector x) => Vector.Map(x, Relu);

    /// <inheritdoc cref="Relu(double)"/>
    public static Matrix Relu(Matrix x) => Matrix.Map(x, Relu);

    /// <summary>
    /// The leaky rectifier: y = x for x &gt; 0, else slope·x; dy/dx = 1 for x &gt; 0, else slope, also at the kink at 0.
    /// The slope is 0.01 if it is left out; by it, dy/dslope = min(x, 0).
    /// </summary>
    public static double LeakyRelu(double x, double slope = 0.01) => x > 0 ? x : slope * x;

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    public static Vector LeakyRelu(Vector x, double slope = 0.01) => Vector.Map(x, e => LeakyRelu(e, slope));

    /// <inheritdoc cref="LeakyRelu(double, double)"/>
    public static Matrix LeakyRelu(Matrix x, double slope = 0.01) => Matrix.Map(x, e => LeakyRelu(e, slope));

    /// <summary>
    /// The exponential linear unit: y = x for x &gt; 0, else alpha·(exp(x) − 1); dy/dx = 1 for x &gt; 0, else alpha·exp(x), which is alpha at 0.
    /// Alpha is 1 if it is left out; by it, dy/dalpha = exp(min(x, 0)) − 1.
    /// </summary>
    public static double Elu(double x, double alpha = 1) => x > 0 ? x : alpha * SpecialFunctions.ExpMinusOne(x);

    /// <inheritdoc cref="Elu(double, double)"/>
    public static Vector Elu(Vector x, double alpha = 1) => Vector.Map(x, e => Elu(e, alpha));

    /// <inheritdoc cref="Elu(double, double)"/>
    public static Matrix Elu(Matrix x, double alpha = 1) => Matrix.Map(x, e => Elu(e, alpha));

    /// <summary>
    /// The self-normalising unit: y = scale·Elu(x, alpha) with the constants of Klambauer et al. (2017, arXiv:1706.02515);
    /// dy/dx = scale for x &gt; 0, else scale·alpha·exp(x), which is scale·alpha at the kink at 0.
    /// </summary>
    public static double Selu(double x) => SeluScale * Elu(x, SeluAlpha);

    /// <inheritdoc cref="Selu(double)"/>
    public static Vector Selu(Vector x) => Vector.Map(x, Selu);

    /// <inheritdoc cref="Selu(double)"/>
    public static Matrix Selu(Matrix x) => Matrix.Map(x, Selu);

    /// <summary>The Gaussian error linear unit, the exact one: y = x·Φ(x) with Φ(x) = (1 + erf(x/√2))/2; dy/dx = Φ(x) + x·exp(−x²/2)/√(2π).</summary>
    public static double Gelu(double x) => x * 0.5 * SpecialFunctions.Erfc(-x / Sqrt2);

    /// <inheritdoc cref="Gelu(double)"/>
    public static Vector Gelu(Vector x) => Vector.Map(x, Gelu);

    /// <inheritdoc cref="Gelu(double)"/>
    public static Matrix Gelu(Matrix x) => Matrix.Map(x, Gelu);

    /// <summary>The sigmoid linear unit, also called swish: y = x·σ(x); dy/dx = σ(x)·(1 + x·(1 − σ(x))).</summary>
    public static double Silu(double x) => x * Sigmoid(x);

    /// <inheritdoc cref="Silu(double)"/>
    public static Vector Silu(Vector x) => Vector.Map(x, Silu);

    /// <inheritdoc cref="Silu(double)"/>
    public static Matrix Silu(Matrix x) => Matrix.Map(x, Silu);

    /// <summary>
    /// The sigmoid in straight lines: y = min(max(x + 3, 0), 6)/6; dy/dx = 1/6 for −3 &lt; x &lt; 3, else 0, also at the kinks at ±3.
    /// </summary>
    public static double HardSigmoid(double x) => Math.Min(Math.Max(x + 3, 0), 6) / 6;

    /// <inheritdoc cref="HardSigmoid(double)"/>
    public static Vector HardSigmoid(Vector x) => Vector.Map(x, HardSigmoid);

    /// <inheritdoc cref="HardSigmoid(double)"/>
    public static Matrix HardSigmoid(Matrix x) => Matrix.Map(x, HardSigmoid);

    /// <summary>
    /// The hyperbolic tangent in straight lines: y = min(max(x, −1), 1); dy/dx = 1 for −1 &lt; x &lt; 1, else 0, also at the kinks at ±1.
    /// </summary>
    public static double HardTanh(double x) => Math.Min(Math.Max(x, -1), 1);

    /// <inheritdoc cref="HardTanh(double)"/>
    public static Vector HardTanh(Vector x) => Vector.Map(x, HardTanh);

    /// <inheritdoc cref="HardTanh(double)"/>
    public static Matrix HardTanh(Matrix x) => Matrix.Map(x, HardTanh);
}
