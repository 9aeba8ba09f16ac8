using System.ComponentModel;
using System.Numerics;
using AutoDiffRnn.Kernels;

namespace AutoDiffRnn;

/// <summary>
/// All values of one run of a network over T steps and B examples: inputs, states, outputs, what the backward pass needs of
/// them, and the gradients that go in and come out. Allocated once and used again: a training step allocates nothing.
/// Generated networks derive a tape that has a property for each of the cell's names.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public abstract class Tape<T> : ISharedWork where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<TapeBuffer<T>> _buffers = [];
    private readonly List<TapeBuffer<T>> _states = [];
    private readonly Dictionary<(TapeGroup Group, string Name), TapeBuffer<T>> _named = [];
    private readonly Dictionary<string, TapeBuffer<int>> _indices = [];
    private readonly List<TapeBuffer<int>> _tokens = [];
    private readonly Dictionary<string, TapeBuffer<double>> _squares = [];
    private readonly List<LoopTapes<T>> _loops = [];
    private readonly bool _training;
    private Pass _pass;
    private GradientsOf _also;
    private bool _hasNorms;
    private PassTime _time;

    /// <summary>Called by generated tapes, which then declare their buffers and call <see cref="Allocate"/>.</summary>
    protected Tape(Network<T> network, int maxSteps, int maxBatch, bool training)
    {
        ArgumentNullException.ThrowIfNull(network);
        ShapeError.Require(maxSteps > 0, nameof(maxSteps), "at least 1 step", $"{maxSteps}");
        ShapeError.Require(maxBatch > 0, nameof(maxBatch), "at least 1 example", $"{maxBatch}");
        Network = network;
        MaxSteps = maxSteps;
        MaxBatch = maxBatch;
        _training = training;
    }

    /// <summary>The network that the tape belongs to.</summary>
    public Network<T> Network { get; }

    /// <summary>The most steps that the tape has room for.</summary>
    public int MaxSteps { get; }

    /// <summary>The most examples that the tape has room for.</summary>
    public int MaxBatch { get; }

    /// <summary>The number of steps of the current run, T.</summary>
    public int Steps { get; private set; }

    /// <summary>The number of examples of the current run, B.</summary>
    public int Batch { get; private set; }

    /// <summary>The number of rows of the current run, T·B.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int AllRows => Steps * Batch;

    /// <summary>The bytes of all values that the tape has room for; those of a seed from when it is first written.</summary>
    public long HeldBytes => _buffers.Sum(buffer => buffer.HeldBytes) + _indices.Values.Concat(_tokens).Sum(buffer => buffer.HeldBytes)
        + _squares.Values.Sum(buffer => buffer.HeldBytes) + _loops.Sum(loop => loop.HeldBytes);

    /// <summary>Whether the tape keeps what a backward pass needs.</summary>
    public bool IsForTraining => _training;

    /// <summary>Sets T and B of the runs to come, at most those that the tape was made for. What the tape held is lost; seeds are zero again.</summary>
    /// <exception cref="ArgumentException">There is no room for so many steps or examples, or the number is not positive.</exception>
    public void Resize(int steps, int batch)
    {
        ShapeError.Require(steps >= 1 && steps <= MaxSteps, nameof(steps), $"1 to {MaxSteps} steps, which the tape was made for", $"{steps}");
        ShapeError.Require(batch >= 1 && batch <= MaxBatch, nameof(batch), $"1 to {MaxBatch} examples, which the tape was made for", $"{batch}");
        Steps = steps;
        Batch = batch;
        _hasNorms = false;
        foreach (var buffer in _buffers)
            buffer.Resize(steps, batch, _training);
        foreach (var buffer in _indices.Values)
            buffer.Resize(steps, batch, _training);
        foreach (var buffer in _tokens)
            buffer.Resize(steps, batch, _training);
        foreach (var buffer in _squares.Values)
            buffer.Resize(steps, batch, _training);
        foreach (var loop in _loops)
            loop.Resize(steps, batch);
    }

    /// <summary>Sets all seeds, the gradients that come from outside, to zero.</summary>
    public void ClearSeeds()
    {
        foreach (var buffer in _buffers)
            buffer.ClearSeed();
    }

    /// <summary>The values of the input <paramref name="name"/>, to be written before the forward pass: <c>[T, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such input.</exception>
    public Series<T> Input(string name) => Named(TapeGroup.Input, name).ToSeries();

    /// <summary>The tokens or classes of the input <paramref name="name"/>, to be written before the forward pass: <c>[T, B]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such input.</exception>
    public Series<int> Index(string name) => _indices.TryGetValue(name, out var buffer)
        ? buffer.ToSeries()
        : throw Unknown("token input", name, _indices.Keys);

    /// <summary>The initial value of the state <paramref name="name"/>, zero until written: <c>[1, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such state.</exception>
    public Series<T> Initial(string name) => Named(TapeGroup.State, name).ToInitial();

    /// <summary>The values of the state <paramref name="name"/> after each step of the last forward pass: <c>[T, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such state.</exception>
    public Series<T> State(string name) => Named(TapeGroup.State, name).ToSeries();

    /// <summary>The values of the output <paramref name="name"/> of the last forward pass: <c>[T, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such output.</exception>
    public Series<T> Output(string name) => Named(TapeGroup.Output, name).ToSeries();

    /// <summary>
    /// The gradient of the loss with respect to the output or state <paramref name="name"/> at each step, as far as it comes
    /// from outside the network: zero until written, then kept until <see cref="ClearSeeds"/> or <see cref="Resize"/>: <c>[T, B, D]</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The cell has no such output or state.</exception>
    public Series<T> Seed(string name) => Named(TapeGroup.Seed, name).ToSeries();

    /// <summary>The gradient of the input <paramref name="name"/> after a backward pass that was asked for it: <c>[T, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such input, or it is a token.</exception>
    public Series<T> InputGradient(string name) => Named(TapeGroup.InputGradient, name).ToSeries();

    /// <summary>The gradient of the initial state <paramref name="name"/> after a backward pass that was asked for it: <c>[1, B, D]</c>.</summary>
    /// <exception cref="ArgumentException">The cell has no such state.</exception>
    public Series<T> InitialGradient(string name) => Named(TapeGroup.InitialGradient, name).ToInitial();

    /// <summary>
    /// The norm of the adjoint of the state <paramref name="name"/> after step <paramref name="step"/>, over all examples:
    /// <c>‖∂L/∂s‖₂</c>, with what reaches the state from later steps, from this step's outputs and from its seed.
    /// It is summed in double precision while the backward pass runs, if that was asked for <see cref="GradientsOf.AdjointNorms"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The cell has no such state.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step does not exist.</exception>
    /// <exception cref="InvalidOperationException">The last backward pass was not asked for the norms.</exception>
    public double AdjointNorm(string name, int step)
    {
        if (!_squares.TryGetValue(name, out var squares))
            throw Unknown("state", name, _squares.Keys);
        ShapeError.RequireIndex(step, Steps, nameof(step), "step", name);
        if (!_hasNorms)
            throw new InvalidOperationException("The last backward pass did not compute norms: call Backward(tape, GradientsOf.AdjointNorms).");
        var series = squares.ToSeries();
        var sum = 0.0;
        for (var example = 0; example < Batch; example++)
            sum += series[step, example][0];
        return Math.Sqrt(sum);
    }

    /// <summary>Declares a buffer for vectors of <paramref name="width"/> elements.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TapeBuffer<T> Vectors(string name, int width, Extent extent, bool onlyToTrain = false)
        => Add(new TapeBuffer<T>(name, width, Padding.Width<T>(width), extent, onlyToTrain));

    /// <summary>Declares a buffer whose rows hold several values side by side, each padded: <paramref name="paddedWidth"/> elements in all.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TapeBuffer<T> Merged(string name, int paddedWidth, Extent extent, bool onlyToTrain = false)
        => Add(new TapeBuffer<T>(name, paddedWidth, paddedWidth, extent, onlyToTrain));

    /// <summary>Declares a buffer for one number a step and example.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TapeBuffer<T> Scalars(string name, Extent extent, bool onlyToTrain = false)
        => Add(new TapeBuffer<T>(name, 1, 1, extent, onlyToTrain));

    /// <summary>Declares a buffer for one token or class a step and example.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TapeBuffer<int> Indices(string name) => _indices[name] = new TapeBuffer<int>(name, 1, 1, Extent.AllSteps, onlyToTrain: false);

    /// <summary>Declares a buffer for a token that each step and example computes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TapeBuffer<int> Tokens(string name, Extent extent, bool onlyToTrain = false)
    {
        var buffer = new TapeBuffer<int>(name, 1, 1, extent, onlyToTrain);
        _tokens.Add(buffer);
        return buffer;
    }

    /// <summary>Declares a buffer for the squared norm of a state's adjoint at each step and example.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TapeBuffer<double> Squares(string name) => _squares[name] = new TapeBuffer<double>(name, 1, 1, Extent.AllSteps, onlyToTrain: true);

    /// <summary>Adds the tapes of a loop inside the step.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected LoopTapes<T> Loop(Network<T> loop, int rounds, bool eachStep)
    {
        var tapes = new LoopTapes<T>(loop, rounds, eachStep);
        _loops.Add(tapes);
        return tapes;
    }

    /// <summary>Says which of the user's names a buffer stands for.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Name(TapeGroup group, string name, TapeBuffer<T> buffer)
    {
        _named[(group, name)] = buffer;
        if (group == TapeGroup.State)
            _states.Add(buffer);
    }

    /// <summary>Allocates all declared buffers, once.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Allocate()
    {
        foreach (var buffer in _buffers)
            buffer.Allocate(MaxSteps, MaxBatch, _training);
        foreach (var buffer in _indices.Values.Concat(_tokens))
            buffer.Allocate(MaxSteps, MaxBatch, _training);
        foreach (var buffer in _squares.Values)
            buffer.Allocate(MaxSteps, MaxBatch, _training);
        foreach (var loop in _loops)
            loop.Allocate(MaxSteps, MaxBatch, _training);
        _time = Network.TimeOfPasses(_training);
        Resize(MaxSteps, MaxBatch);
    }

    /// <summary>Runs a pass of the network over this tape, on as many threads as it is worth.</summary>
    internal void Run(Pass pass, GradientsOf also = GradientsOf.WeightsOnly)
    {
        (_pass, _also) = (pass, also);
        var hasNorms = (also & GradientsOf.AdjointNorms) != 0;
        if (pass == Pass.Backward)
            _hasNorms = hasNorms;
        // A norm is a sum over all units of an example, in an order that must not depend on the number of threads.
        var canShareUnits = Network.CanShareUnits && !hasNorms;
        // Both passes are split alike: otherwise half of what the backward pass reads would lie in the cache of another processor.
        var (threads, byUnits) = Splitting.Current.For(_time, Steps, Batch, canShareUnits);
        Team.Run(this, threads, byUnits);
    }

    void ISharedWork.Run(Worker worker) => Network.Run(_pass, this, _also, worker);

    /// <summary>Whether anybody has written the seed of an output or state since seeds were cleared.</summary>
    internal bool IsSeeded(string name) => Named(TapeGroup.Seed, name).IsWritten;

    /// <summary>
    /// Leaves the last steps out of the passes to come and clears the seeds. What was computed for the first steps stays, unless a loop inside the
    /// step has laid out its rounds for all rows: then all steps stay. For tapes of networks without states.
    /// </summary>
    internal void Shorten(int steps)
    {
        if (_loops.Count == 0)
            Resize(steps, Batch);
        else
            ClearSeeds();
    }

    /// <summary>Makes the states after the last step the initial states of what follows.</summary>
    internal void CarryOver()
    {
        foreach (var state in _states)
            state.CarryOver();
    }

    private TapeBuffer<T> Add(TapeBuffer<T> buffer)
    {
        _buffers.Add(buffer);
        return buffer;
    }

    private TapeBuffer<T> Named(TapeGroup group, string name)
        => _named.TryGetValue((group, name), out var buffer) ? buffer : throw Unknown(group, name);

    // On its own: what it captures would be allocated at each call.
    private ArgumentException Unknown(TapeGroup group, string name)
        => Unknown(group.ToString().ToLowerInvariant(), name, _named.Keys.Where(key => key.Group == group).Select(key => key.Name));

    private ArgumentException Unknown(string what, string name, IEnumerable<string> known)
        => new($"name: cell {Network.Cell.Name} has no {what} '{name}'; it has {(known.Any() ? string.Join(", ", known) : "none")}.", nameof(name));
}
