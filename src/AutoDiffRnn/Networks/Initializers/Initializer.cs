namespace AutoDiffRnn;

/// <summary>
/// A rule for the first values of a weight. Values are made in double precision and rounded once, so a float network starts
/// from the rounded values of the double network with the same seed.
/// </summary>
/// <example>
/// <code>
/// var random = new RandomSource(seed: 1);
/// network.Weights.Initialize(random);                                             // the defaults, then what differs:
/// network.Weights.Wh.Initialize(Initializer.Orthogonal().PerBlock(4), random);    // four gates in one [4·H, H] matrix
/// network.Weights.b.Initialize(Initializer.Constant(1).OnBlock(1, of: 4), random); // the bias of the forget gate
/// </code>
/// </example>
public abstract class Initializer
{
    /// <summary>Writes the values of a weight.</summary>
    /// <param name="values">The elements, row-major, with the values that the weight has now; what is not written keeps its value.</param>
    /// <param name="shape">The sizes of the weight.</param>
    /// <param name="random">Where random numbers come from.</param>
    /// <exception cref="ArgumentException">The rule does not apply to a weight of this shape.</exception>
    public abstract void Fill(Span<double> values, WeightShape shape, RandomSource random);

    /// <summary>
    /// The rule that <see cref="WeightSet{T}.Initialize"/> applies. It knows nothing but the shape: a square matrix is
    /// <see cref="Orthogonal"/>, any other matrix <see cref="GlorotUniform"/>, a vector or scalar zero.
    /// </summary>
    public static Initializer ByShape { get; } = new ByShapeInitializer();

    /// <summary>Every element is <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static Initializer Constant(double value) => new ConstantInitializer(RequireFinite(value, nameof(value)));

    /// <summary>
    /// Ones (times <paramref name="gain"/>) on the diagonal, zeros elsewhere; recurrent networks of ReLUs start from it in
    /// Le, Jaitly and Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015. For matrices.
    /// </summary>
    /// <exception cref="ArgumentException">The gain is not finite.</exception>
    public static Initializer Identity(double gain = 1) => new IdentityInitializer(RequireFinite(gain, nameof(gain)));

    /// <summary>Uniform numbers between <paramref name="from"/> and <paramref name="to"/>.</summary>
    /// <exception cref="ArgumentException">The interval is empty or not finite.</exception>
    public static Initializer Uniform(double from, double to)
    {
        RequireFinite(from, nameof(from));
        ShapeError.Require(double.IsFinite(to - from) && to > from, nameof(to), $"a finite number above {Text(from)}", Text(to));
        return new UniformInitializer(_ => (from, to));
    }

    /// <summary>Normal numbers with mean 0 and standard deviation <paramref name="deviation"/>.</summary>
    /// <exception cref="ArgumentException">The deviation is negative or not finite.</exception>
    public static Initializer Normal(double deviation)
    {
        ShapeError.Require(double.IsFinite(deviation) && deviation >= 0, nameof(deviation), "a finite number, at least 0", Text(deviation));
        return new NormalInitializer(_ => deviation);
    }

    /// <summary>
    /// Uniform numbers from ±<c>gain·√(6 / (in + out))</c>, which keeps the variance of values and of gradients alike
    /// (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010). For matrices.
    /// </summary>
    /// <exception cref="ArgumentException">The gain is not finite.</exception>
    public static Initializer GlorotUniform(double gain = 1)
    {
        RequireFinite(gain, nameof(gain));
        return SymmetricUniform(shape => gain * Math.Sqrt(6.0 / GlorotFan(shape)));
    }

    /// <summary>Normal numbers with the standard deviation <c>gain·√(2 / (in + out))</c> (Glorot and Bengio 2010). For matrices.</summary>
    /// <exception cref="ArgumentException">The gain is not finite.</exception>
    public static Initializer GlorotNormal(double gain = 1)
    {
        RequireFinite(gain, nameof(gain));
        return new NormalInitializer(shape => gain * Math.Sqrt(2.0 / GlorotFan(shape)));
    }

    /// <summary>Uniform numbers from ±<c>√(6 / in)</c>, for a matrix before a ReLU (He et al., "Delving deep into rectifiers", 2015).</summary>
    public static Initializer HeUniform() => SymmetricUniform(shape => Math.Sqrt(6.0 / RequireMatrix(shape).Columns));

    /// <summary>Normal numbers with the standard deviation <c>√(2 / in)</c>, for a matrix before a ReLU (He et al. 2015).</summary>
    public static Initializer HeNormal() => new NormalInitializer(shape => Math.Sqrt(2.0 / RequireMatrix(shape).Columns));

    /// <summary>
    /// A random orthogonal matrix times <paramref name="gain"/>, all of them equally likely: it neither stretches nor shrinks a vector
    /// (Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2013).
    /// A matrix that is not square has orthonormal rows if it is wide and orthonormal columns if it is tall. For the recurrent
    /// matrix of several gates, <c>[4·H, H]</c>, see <see cref="PerBlock"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The gain is not finite.</exception>
    public static Initializer Orthogonal(double gain = 1) => new OrthogonalInitializer(RequireFinite(gain, nameof(gain)));

    /// <summary>Applies this rule to each of <paramref name="blocks"/> equal blocks of rows on its own, as if each were a weight.</summary>
    /// <exception cref="ArgumentException">The number is not positive; on use, that it does not divide the rows.</exception>
    public Initializer PerBlock(int blocks)
    {
        ShapeError.Require(blocks > 0, nameof(blocks), "at least 1 block", $"{blocks}");
        return new RowsInitializer(this, shape =>
        {
            var height = BlockHeight(shape, blocks);
            return Enumerable.Range(0, blocks).Select(block => (block * height, (block + 1) * height));
        });
    }

    /// <summary>
    /// Applies this rule to one of several equal blocks of rows, as if it were a weight, and leaves the others as they are:
    /// <c>Constant(1).OnBlock(1, of: 4)</c> sets the second quarter of a bias <c>[4·H]</c>.
    /// </summary>
    /// <param name="block">Which block, from 0.</param>
    /// <param name="of">How many there are.</param>
    /// <exception cref="ArgumentException">There is no such block; on use, that the number does not divide the rows.</exception>
    public Initializer OnBlock(int block, int of)
    {
        ShapeError.Require(of > 0, nameof(of), "at least 1 block", $"{of}");
        ShapeError.Require(block >= 0 && block < of, nameof(block), $"a block from 0 to {of - 1}", $"{block}");
        return new RowsInitializer(this, shape =>
        {
            var height = BlockHeight(shape, of);
            return [(block * height, (block + 1) * height)];
        });
    }

    /// <summary>
    /// Applies this rule to the rows from <paramref name="from"/> up to, not including, <paramref name="to"/>, as if they were a
    /// weight, and leaves the others as they are.
    /// </summary>
    /// <exception cref="ArgumentException">There are no such rows: an empty range at once; rows that the weight does not have, on use.</exception>
    public Initializer OnRows(int from, int to)
    {
        ShapeError.Require(from >= 0, nameof(from), "a row, at least 0", $"{from}");
        ShapeError.Require(to > from, nameof(to), $"a row after {from}", $"{to}");
        return new RowsInitializer(this, shape =>
        {
            ShapeError.Require(to <= shape.Rows, nameof(to), $"at most the {shape.Rows} rows of {shape}", $"{to}");
            return [(from, to)];
        });
    }

    private static string Text(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static double RequireFinite(double number, string argument)
    {
        ShapeError.Require(double.IsFinite(number), argument, "a finite number", Text(number));
        return number;
    }

    private static UniformInitializer SymmetricUniform(Func<WeightShape, double> bound) => new(shape =>
    {
        var limit = bound(shape);
        return (-limit, limit);
    });

    private static double GlorotFan(WeightShape shape) => (double)RequireMatrix(shape).Rows + shape.Columns;

    private static int BlockHeight(WeightShape shape, int blocks)
    {
        ShapeError.Require(shape.Rows % blocks == 0, nameof(blocks), $"a number that divides the {shape.Rows} rows of {shape}", $"{blocks}");
        return shape.Rows / blocks;
    }

    /// <summary>A fan, and a rotation, is a matter of matrices: a vector has no inputs to count.</summary>
    internal static WeightShape RequireMatrix(WeightShape shape)
    {
        ShapeError.Require(shape.IsMatrix, shape.Name, "a matrix", $"the vector or scalar {shape}, which this initialiser has no rule for");
        return shape;
    }
}
