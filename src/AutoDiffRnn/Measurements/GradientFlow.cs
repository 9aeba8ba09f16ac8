using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>
/// Backpropagation through time taken apart by lag. With L = Σ L_t, the loss of a run as its seeds say it, each <see cref="Next()"/> goes one
/// step further back from all steps t at once: it gives the adjoints ∂L_t/∂s_{t−n} of every state, what of them flowed through each place that
/// reads a state, and the part G_n of the weights' gradient that comes from using them n steps before the loss. ΣG_n is what
/// <see cref="Network{T}.Backward"/> adds up.
/// </summary>
/// <remarks>
/// <para>
/// It runs the <see cref="StepNetwork{T}"/> forward once, over all rows, and backward once for each lag: at lag n the row of step k has as its
/// seed the adjoint that the row of step k + 1 handed back at lag n − 1, which is ∂L_{k+n}/∂s_k. A gradient with respect to one state holds the
/// other states of that step fixed: what the outputs of a step read of its new states counts, and what one new state reads of another does not.
/// </para>
/// <para>After construction nothing is allocated, so that it may run at every update of a training.</para>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
/// <example>
/// <code>
/// var flow = new GradientFlow&lt;double&gt;(network, maxSteps: 60, maxBatch: 16);
/// network.Forward(tape);
/// tape.Seeds.y.CopyFrom(gradientOfTheLoss);
/// flow.Start(tape);
/// do
///     Console.WriteLine($"{flow.Lag}: {flow.Gradients["Wh"].Values[0]}");
/// while (flow.Next());
/// </code>
/// </example>
public sealed class GradientFlow<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly UnrolledRun<T> _run;
    private readonly CellValue[] _states;
    private readonly int[][] _readsOf;
    private readonly T[][] _adjoints;

    // What flowed through each place that reads a state; made when a part of it is asked for.
    private T[][]? _shares;
    private int _through = -1;
    private int? _lossStep;

    /// <summary>Makes room to measure runs of a network, with a step network of its own.</summary>
    /// <param name="network">The network; its cell is marked <c>[RnnCell(Measure = true)]</c>, or its project sets <c>AutoDiffRnnMeasure</c>.</param>
    /// <param name="maxSteps">The most steps T of a run.</param>
    /// <param name="maxBatch">The most examples B of a run.</param>
    /// <exception cref="NotSupportedException">The cell was generated without its step.</exception>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public GradientFlow(Network<T> network, int maxSteps, int maxBatch)
        : this(network, (network ?? throw new ArgumentNullException(nameof(network))).CreateStep(), maxSteps, maxBatch)
    {
    }

    /// <summary>Makes room to measure runs of a network with a step network that there is already.</summary>
    /// <param name="network">The network.</param>
    /// <param name="step">The step of its cell, with its sizes and constants; its weights and gradients are written over.</param>
    /// <param name="maxSteps">The most steps T of a run.</param>
    /// <param name="maxBatch">The most examples B of a run.</param>
    /// <exception cref="ArgumentException">The step is of another cell or of other sizes, or a number is not positive.</exception>
    public GradientFlow(Network<T> network, StepNetwork<T> step, int maxSteps, int maxBatch)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(step);
        var fits = step.Step.Cell == network.Cell.Name && step.Cell.Dimensions.SequenceEqual(network.Cell.Dimensions)
            && step.Cell.Constants.SequenceEqual(network.Cell.Constants);
        ShapeError.Require(fits, nameof(step), $"the step of cell {network.Cell.Name} with its sizes and constants", $"that of {step.Step.Cell}");
        Network = network;
        StepNetwork = step;
        (MaxSteps, MaxBatch) = (maxSteps, maxBatch);
        _run = new UnrolledRun<T>(network, step, maxSteps, maxBatch);
        _states = [.. network.Cell.States];
        _readsOf = [.. _states.Select(state => Enumerable.Range(0, Reads.Count).Where(read => Reads[read].State == state.Name).ToArray())];
        _adjoints = [.. _states.Select(state => new T[checked(maxSteps * maxBatch * state.Length)])];
    }

    /// <summary>The network whose runs are measured.</summary>
    public Network<T> Network { get; }

    /// <summary>The step of its cell.</summary>
    public StepNetwork<T> StepNetwork { get; }

    /// <summary>The states of the cell, in the order of its method.</summary>
    public IReadOnlyList<CellValue> States => _states;

    /// <summary>The places that read a previous state: each path from one step to the next goes through exactly one of them.</summary>
    public IReadOnlyList<StateRead> Reads => StepNetwork.Step.Reads;

    /// <summary>The most steps that there is room for.</summary>
    public int MaxSteps { get; }

    /// <summary>The most examples that there is room for.</summary>
    public int MaxBatch { get; }

    /// <summary>The steps T of the run that is measured.</summary>
    public int Steps { get; private set; }

    /// <summary>The examples B of the run that is measured.</summary>
    public int Batch { get; private set; }

    /// <summary>The current lag n: 0 after <see cref="Start"/>, one more after each <see cref="Next()"/>.</summary>
    public int Lag { get; private set; }

    /// <summary>The pairs (t, t − n) that there are at this lag: T − n. Row k of what is read at this lag is the pair (k + n, k).</summary>
    public int Pairs => Steps - Lag;

    /// <summary>
    /// G_n, the part of the weights' gradient that comes from lag n alone: Σ over t and the batch of the gradient of L_t with respect to the
    /// weights of step t − n, were they that step's own.
    /// </summary>
    public WeightSet<T> Gradients => StepNetwork.Gradients;

    /// <summary>
    /// ∂L_t/∂s_{t−n} for the state at place <paramref name="state"/> of <see cref="States"/>: dense <c>[T − n, B, D]</c>, row k for the pair (k + n, k).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public ReadOnlySpan<T> Adjoint(int state)
    {
        ShapeError.RequireIndex(state, _states.Length, nameof(state), "state");
        return _adjoints[state].AsSpan(0, Pairs * Batch * _states[state].Length);
    }

    /// <summary>
    /// What flows back through one place that reads a state, at place <paramref name="read"/> of <see cref="Reads"/>: its part of ∂L_t/∂s_{t−n−1}.
    /// Shape <c>[T − n, B, D]</c>, row k for t = k + n, in which step k reads the state of step k − 1; at k = 0 that is the initial one. The sum over
    /// the places that read a state is its adjoint at the next lag.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Series<T> Through(int read)
    {
        ShapeError.RequireIndex(read, Reads.Count, nameof(read), "place that reads a state");
        return _run.InputGradient(Reads[read].Input, Pairs);
    }

    /// <summary>∂L_t/∂x_{t−n} for the input <paramref name="name"/>: <c>[T − n, B, D]</c>, row k for the pair (k + n, k).</summary>
    /// <exception cref="ArgumentException">The cell has no such input, or it is a token.</exception>
    public Series<T> InputAdjoint(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var value in Network.Cell.Values)
        {
            if (value.Role == CellRole.Input && value.Name == name && !value.IsIndex)
                return _run.InputGradient(name, Pairs);
        }

        throw new ArgumentException($"name: cell {Network.Cell.Name} has no input '{name}' that is no token.", nameof(name));
    }

    /// <summary>Measures a run at lag 0.</summary>
    /// <param name="tape">A tape of the network after <see cref="Network{T}.Forward"/>, with the seeds of the loss: L_t has those of step t.</param>
    /// <param name="lossStep">The only t whose loss counts; all if it is not given.</param>
    /// <param name="through">
    /// The only place that anything flows back through, of <see cref="Reads"/>: the adjoints and gradients of later lags are then those along the
    /// paths that go through it at every step. All places if it is not given.
    /// </param>
    /// <exception cref="ArgumentException">The tape is another network's, or is longer or wider than there is room for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step, or no such place.</exception>
    public void Start(Tape<T> tape, int? lossStep = null, int? through = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        UnrolledRun<T>.RequireTape(tape, Network);
        if (lossStep is { } only)
            ShapeError.RequireIndex(only, tape.Steps, nameof(lossStep), "step");
        if (through is { } place)
            ShapeError.RequireIndex(place, Reads.Count, nameof(through), "place that reads a state");
        _run.Load(tape);
        (Steps, Batch, Lag) = (tape.Steps, tape.Batch, 0);
        (_lossStep, _through) = (lossStep, through ?? -1);
        _run.SeedLoss(tape, lossStep ?? 0, lossStep is null ? Steps : 1);
        for (var state = 0; state < _states.Length; state++)
            _run.Seed(_states[state].Name).CopyTo(_adjoints[state].AsSpan(0, Steps * Batch * _states[state].Length));
        _run.RunBack();
    }

    /// <summary>Goes one step further back: false, with nothing changed, if there is none, or if the cell hands nothing on.</summary>
    /// <exception cref="InvalidOperationException">Nothing was started.</exception>
    public bool Next() => Next(null);

    /// <summary>Goes one step further back, and splits the weights' gradient of this lag by the place through which it was reached.</summary>
    /// <param name="part">
    /// Called for each place of <see cref="Reads"/>, while <see cref="Gradients"/> is the part of G_n that comes through this place: the gradient
    /// with respect to the weights of step k along the paths that leave step k for step k + 1 there, whatever way they take after that. The parts
    /// sum to G_n. It must not go on by itself. Null for no split.
    /// </param>
    /// <returns>False, with nothing changed, if there is no further step, or if the cell hands nothing on.</returns>
    /// <exception cref="InvalidOperationException">Nothing was started.</exception>
    public bool Next(Action<int>? part)
    {
        if (Steps == 0)
            throw new InvalidOperationException("Nothing is measured yet: call Start first.");
        if (Lag + 1 >= Steps || Lag + 1 > (_lossStep ?? Steps) || Reads.Count == 0)
            return false;
        if (part is not null)
            KeepShares();
        for (var state = 0; state < _states.Length; state++)
            HandBack(state);
        Lag++;
        for (var read = 0; part is not null && read < Reads.Count; read++)
        {
            if (_through >= 0 && read != _through)
                continue;
            _run.Shorten(Pairs);
            Write(_shares![read], _run.Seed(Reads[read].State));
            _run.RunBack();
            part(read);
        }

        _run.Shorten(Pairs);
        for (var state = 0; state < _states.Length; state++)
        {
            if (_readsOf[state].Length > 0)
                Write(_adjoints[state], _run.Seed(_states[state].Name));
        }

        _run.RunBack();
        return true;
    }

    /// <summary>Adds <paramref name="scale"/>·G_n to gradients: those of a training whose gradient is cut at some lag, or has no lag 0.</summary>
    /// <exception cref="ArgumentException">They are of another cell or of other sizes.</exception>
    public void AddTo(WeightSet<T> gradients, T scale)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var from = Gradients.Values;
        ShapeError.RequireLength(from.Length, gradients.Values.Length, nameof(gradients), $"the weights of cell {Network.Cell.Name}");
        var to = gradients.Span;
        for (var i = 0; i < to.Length; i++)
            to[i] += scale * from[i];
    }

    // The adjoint of a state one step further back: the sum of what flows through the places that read it, at the step after.
    private void HandBack(int state)
    {
        var adjoint = _adjoints[state].AsSpan(0, (Pairs - 1) * Batch * _states[state].Length);
        adjoint.Clear();
        foreach (var read in _readsOf[state])
        {
            if (_through < 0 || read == _through)
                AddShare(read, adjoint);
        }
    }

    private void KeepShares()
    {
        _shares ??= [.. Reads.Select(read => new T[checked(MaxSteps * MaxBatch * _states.First(state => state.Name == read.State).Length)])];
        for (var read = 0; read < _shares.Length; read++)
        {
            var share = _shares[read].AsSpan(0, (Pairs - 1) * Batch * Through(read).Width);
            share.Clear();
            AddShare(read, share);
        }
    }

    private void AddShare(int read, Span<T> to)
    {
        var through = Through(read);
        var width = through.Width;
        for (var row = 0; row < (Pairs - 1) * Batch; row++)
        {
            var from = through[row / Batch + 1, row % Batch];
            var sum = to.Slice(row * width, width);
            for (var j = 0; j < width; j++)
                sum[j] += from[j];
        }
    }

    private void Write(T[] adjoint, Series<T> seed)
    {
        for (var row = 0; row < Pairs * Batch; row++)
            adjoint.AsSpan(row * seed.Width, seed.Width).CopyTo(seed[row / Batch, row % Batch]);
    }
}
