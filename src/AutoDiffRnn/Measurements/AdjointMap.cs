using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// How much the loss of each step depends on the state of each step before it: ‖∂L_t/∂s_k‖ for all t ≥ k, for each state, for all states jointly,
/// for each example and for the batch. A gradient with respect to one state holds the others of that step fixed. Norms are summed in double
/// precision.
/// </summary>
/// <remarks>
/// L may be any scalar of a step: what it is, the seeds say. With the seeds of a margin, m = logit(a) − logit(b), the ratio
/// r(n) = ‖∂m/∂s_{t−n}‖ / ‖∂m/∂s_t‖ tells how fast influence fades, whether the loss is small by now or not.
/// </remarks>
public sealed class AdjointMap
{
    private readonly string[] _states;

    // By pair (t, k), example and state; and by pair and state for the sum over the examples.
    private readonly double[] _norms;
    private readonly double[] _normsOfSums;

    private AdjointMap(string[] states, int steps, int batch)
    {
        _states = states;
        Steps = steps;
        Batch = batch;
        _norms = new double[PairsOf(steps) * batch * states.Length];
        _normsOfSums = new double[PairsOf(steps) * states.Length];
    }

    /// <summary>The names of the states, in the order of the cell's method.</summary>
    public IReadOnlyList<string> States => _states;

    /// <summary>The steps T of the run.</summary>
    public int Steps { get; }

    /// <summary>The examples B of the run.</summary>
    public int Batch { get; }

    /// <summary>
    /// How many elements of the adjoints were subnormal: so small that their number type has fewer digits for them, and most processors are slow.
    /// </summary>
    public long Subnormals { get; private set; }

    /// <summary>Measures a run.</summary>
    /// <param name="flow">Room to measure it.</param>
    /// <param name="tape">A tape after <see cref="Network{T}.Forward"/>, with the seeds of the loss.</param>
    /// <param name="through">The only place of <see cref="GradientFlow{T}.Reads"/> that anything flows back through; all if it is not given.</param>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The flow is another network's, or has no room for the run.</exception>
    public static AdjointMap Measure<T>(GradientFlow<T> flow, Tape<T> tape, int? through = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(flow);
        flow.Start(tape, through: through);
        var map = new AdjointMap([.. flow.States.Select(state => state.Name)], flow.Steps, flow.Batch);
        var sum = new double[flow.States.Max(state => state.Length)];
        do
        {
            for (var state = 0; state < map._states.Length; state++)
                map.Add(flow, state, sum.AsSpan(0, flow.States[state].Length));
        }
        while (flow.Next());

        return map;
    }

    /// <summary>
    /// ‖∂L_t/∂s_k‖ with the states of all examples taken together, √(Σ_b ‖∂L_t/∂s_k(b)‖²), as <see cref="Tape{T}.AdjointNorm"/> has it.
    /// </summary>
    /// <param name="t">The step of the loss.</param>
    /// <param name="k">The step of the state, at most t.</param>
    /// <param name="state">The place of the state; all states jointly if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair of steps, or no such state.</exception>
    public double Norm(int t, int k, int? state = null)
    {
        var first = PairOf(t, k) * Batch * _states.Length;
        if (state is not { } one)
            return VectorNorm.Of(_norms.AsSpan(first, Batch * _states.Length));
        ShapeError.RequireIndex(one, _states.Length, nameof(state), "state");
        Span<double> ofState = new double[Batch];
        for (var example = 0; example < Batch; example++)
            ofState[example] = _norms[first + example * _states.Length + one];
        return VectorNorm.Of(ofState);
    }

    /// <summary>‖∂L_t/∂s_k‖ of one example.</summary>
    /// <param name="t">The step of the loss.</param>
    /// <param name="k">The step of the state, at most t.</param>
    /// <param name="example">The example.</param>
    /// <param name="state">The place of the state; all states jointly if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair of steps, example or state.</exception>
    public double NormOfExample(int t, int k, int example, int? state = null)
    {
        ShapeError.RequireIndex(example, Batch, nameof(example), "example");
        return Joint(_norms, PairOf(t, k) * Batch + example, state);
    }

    /// <summary>‖Σ_b ∂L_t/∂s_k(b)‖: the sum over the batch before the norm, so that what differs in sign from example to example cancels.</summary>
    /// <param name="t">The step of the loss.</param>
    /// <param name="k">The step of the state, at most t.</param>
    /// <param name="state">The place of the state; all states jointly if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair of steps, or no such state.</exception>
    public double NormOfSum(int t, int k, int? state = null) => Joint(_normsOfSums, PairOf(t, k), state);

    /// <summary>
    /// r(n) = ‖∂L_t/∂s_{t−n}‖ / ‖∂L_t/∂s_t‖ for every step t ≥ n and every example whose loss depends on its own step's state, in ascending order.
    /// </summary>
    /// <param name="lag">The lag n, from 0 on.</param>
    /// <param name="state">The place of the state above the line; all states jointly if it is not given. Below it are always all.</param>
    /// <param name="lossStep">The only t that counts; all if it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lag, state or step.</exception>
    public IReadOnlyList<double> Ratios(int lag, int? state = null, int? lossStep = null)
    {
        ShapeError.RequireIndex(lag, Steps, nameof(lag), "lag");
        if (lossStep is { } only)
            ShapeError.RequireIndex(only, Steps, nameof(lossStep), "step");
        var ratios = new List<double>();
        for (var t = Math.Max(lag, lossStep ?? 0); t <= (lossStep ?? Steps - 1); t++)
        {
            for (var example = 0; example < Batch; example++)
            {
                // A state that the loss does not read has no adjoint at lag 0, and still one later.
                var now = NormOfExample(t, t, example);
                if (now > 0)
                    ratios.Add(NormOfExample(t, t - lag, example, state) / now);
            }
        }

        ratios.Sort();
        return ratios;
    }

    /// <summary>
    /// A quantile of numbers in ascending order: 0 the smallest, 0.5 the median, 1 the largest, linear between two (type 7 of R. J. Hyndman and
    /// Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996)); not a number of none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="part"/> is not between 0 and 1.</exception>
    public static double Quantile(IReadOnlyList<double> ascending, double part)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        if (!(part >= 0 && part <= 1))
            throw new ArgumentOutOfRangeException(nameof(part), part, "part: expected a number from 0 to 1.");
        if (ascending.Count == 0)
            return double.NaN;
        var place = part * (ascending.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ascending.Count - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    private void Add<T>(GradientFlow<T> flow, int state, Span<double> sum) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var adjoint = flow.Adjoint(state);
        var width = sum.Length;
        Span<double> elements = new double[width];
        for (var k = 0; k < flow.Pairs; k++)
        {
            sum.Clear();
            var pair = PairOf(k + flow.Lag, k);
            for (var example = 0; example < Batch; example++)
            {
                var row = adjoint.Slice((k * Batch + example) * width, width);
                for (var j = 0; j < width; j++)
                {
                    elements[j] = double.CreateChecked(row[j]);
                    sum[j] += elements[j];
                    if (T.IsSubnormal(row[j]))
                        Subnormals++;
                }

                _norms[(pair * Batch + example) * _states.Length + state] = VectorNorm.Of(elements);
            }

            _normsOfSums[pair * _states.Length + state] = VectorNorm.Of(sum);
        }
    }

    // The norm of one state, or of all together.
    private double Joint(double[] norms, int place, int? state)
    {
        var ofStates = norms.AsSpan(place * _states.Length, _states.Length);
        if (state is not { } one)
            return VectorNorm.Of(ofStates);
        ShapeError.RequireIndex(one, _states.Length, nameof(state), "state");
        return ofStates[one];
    }

    private int PairOf(int t, int k)
    {
        ShapeError.RequireIndex(t, Steps, nameof(t), "step");
        ShapeError.RequireIndex(k, t + 1, nameof(k), "step that is not after t");
        return PairsOf(t) + k;
    }

    private static int PairsOf(int steps) => checked(steps * (steps + 1) / 2);
}
