using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiffRnn.Kernels;

namespace AutoDiffRnn;

/// <summary>
/// A cell run over sequences: its weights, a forward pass over T steps and B examples, and backpropagation through time.
/// The generator derives one from it for each cell; this type is what programs use that do not know the cell.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
/// <example>
/// <code>
/// var network = new ElmanNetwork&lt;float&gt;(I: 8, H: 32, O: 4);
/// network.Weights.Wh.Initialize(Initializer.Orthogonal(), new RandomSource(1));
/// var tape = network.CreateTape(steps: 20, batch: 16);
/// tape.Inputs.x.CopyFrom(x);
/// network.Forward(tape);
/// tape.Seeds.y.CopyFrom(gradientOfTheLoss);
/// network.Backward(tape);                     // adds to network.Gradients
/// </code>
/// </example>
public abstract class Network<T> : CellKernels<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The version of the surface between generated code and this assembly.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public const int SurfaceVersion = 5;

    private readonly int _vectorBits = VectorWidth.Bits;
    private long _preparedVersion = -1;

    /// <summary>Called by generated networks.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double, or the generator is of another version.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Network(CellDescription cell, int surfaceVersion)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"A network computes in float or double, not in {typeof(T).Name}.");
        if (surfaceVersion != SurfaceVersion)
        {
            throw new NotSupportedException(
                $"The code of cell {cell.Name} was generated for version {surfaceVersion} of the AutoDiffRnn runtime, and this is version {SurfaceVersion}: "
                + "build it again with the generator that comes with this runtime.");
        }

        foreach (var dimension in cell.Dimensions)
            ShapeError.Require(dimension.Value > 0, dimension.Key, "a size of at least 1", $"{dimension.Value}");
        foreach (var value in cell.Values)
        {
            foreach (var size in value.Sizes)
                ShapeError.Require(size > 0, value.Name, "sizes of at least 1", $"[{string.Join(", ", value.Sizes)}]");
        }

        Cell = cell;
    }

    /// <summary>The cell, its sizes and its constants.</summary>
    public CellDescription Cell { get; }

    /// <summary>The weights, zero until they are initialised or loaded.</summary>
    public WeightSet<T> Weights => WeightsCore;

    /// <summary>The gradients of the weights, with the same layout: backward passes add to them; <see cref="WeightSet{T}.Clear"/> sets them to zero.</summary>
    public WeightSet<T> Gradients => GradientsCore;

    /// <summary>What <see cref="Weights"/> returns; a generated network hides that property with one of its own type.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract WeightSet<T> WeightsCore { get; }

    /// <summary>What <see cref="Gradients"/> returns.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract WeightSet<T> GradientsCore { get; }

    /// <summary>Makes a tape for training with at most <paramref name="steps"/> steps and <paramref name="batch"/> examples.</summary>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public Tape<T> CreateTape(int steps, int batch) => CreateTapeCore(steps, batch, training: true);

    /// <summary>Makes a runner that runs <paramref name="batch"/> sequences forward, at most <paramref name="maxSteps"/> steps in a call, and keeps nothing for a backward pass.</summary>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public Runner<T> CreateRunner(int batch, int maxSteps = 1) => new(this, CreateTapeCore(maxSteps, batch, training: false));

    /// <summary>
    /// Makes the cell's step apart, with this network's sizes and constants: what measurements are made of. Its weights are its own and zero;
    /// <see cref="Measurements.GradientFlow{T}"/> copies this network's into it.
    /// </summary>
    /// <exception cref="NotSupportedException">The cell was generated without its step.</exception>
    public StepNetwork<T> CreateStep() => CreateStepCore();

    /// <summary>
    /// Packs the weights for <see cref="Runner{T}"/>s. It is needed before the first run and after each change of the weights;
    /// a runner that finds its weights changed since says so. <see cref="Forward"/> packs by itself.
    /// </summary>
    public void Prepare()
    {
        Run(Pass.Pack, null, GradientsOf.WeightsOnly, Worker.Alone);
        _preparedVersion = Weights.Version;
    }

    /// <summary>Runs all steps of <paramref name="tape"/> forward, from its inputs and initial states.</summary>
    /// <exception cref="ArgumentException">The tape belongs to another network, or keeps nothing for training.</exception>
    public void Forward(Tape<T> tape)
    {
        RequireTrainingTape(tape);
        tape.Run(Pass.Forward);
        _preparedVersion = Weights.Version;
    }

    /// <summary>
    /// Runs backpropagation through time after <see cref="Forward"/>: adds the gradients of the weights to <see cref="Gradients"/>,
    /// for the seeds that were written to <paramref name="tape"/>.
    /// </summary>
    /// <param name="tape">The tape of the forward pass, whose weights must not have changed since.</param>
    /// <param name="also">Which other gradients to compute; what is not asked for is not computed.</param>
    /// <exception cref="ArgumentException">The tape belongs to another network, or keeps nothing for training.</exception>
    public void Backward(Tape<T> tape, GradientsOf also = GradientsOf.WeightsOnly)
    {
        RequireTrainingTape(tape);
        tape.Run(Pass.Backward, also);
        Gradients.MarkChanged();
    }

    /// <summary>What a forward and a backward pass over <paramref name="steps"/> steps of <paramref name="batch"/> examples cost.</summary>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public CostSheet Cost(int steps, int batch)
    {
        ShapeError.Require(steps > 0, nameof(steps), "at least 1 step", $"{steps}");
        ShapeError.Require(batch > 0, nameof(batch), "at least 1 example", $"{batch}");
        return CostOf(steps, batch);
    }

    /// <summary>The bytes of an element.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static long SizeOfElement => Unsafe.SizeOf<T>();

    /// <summary>Whether the workers of a pass can share out the units of each step, where there are too few examples.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual bool CanShareUnits => false;

    /// <summary>The generated cost sheet.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual CostSheet CostOf(long steps, long batch)
        => throw new NotSupportedException($"The network of cell {Cell.Name} has no cost sheet: only a generated one has.");

    /// <summary>About how long the forward pass takes, or that and the backward pass.</summary>
    internal PassTime TimeOfPasses(bool both)
    {
        // The first step hands nothing back, so what a row costs is what one more step does.
        var (one, two) = (CostOf(1, 1), CostOf(2, 1));
        var forward = PassTime.Of<T>(one.Forward, two.Forward, _vectorBits);
        return both ? forward + PassTime.Of<T>(one.Backward, two.Backward, _vectorBits) : forward;
    }

    /// <summary>A cost sheet from numbers of elements.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static CostSheet Sheet(PassCost forward, PassCost backward, long saved, long elements, long tokens, long norms)
        => new(forward, backward, saved * SizeOfElement, elements * SizeOfElement + tokens * sizeof(int) + norms * sizeof(double));

    /// <summary>What a loop inside a step costs; no rounds cost nothing, but have a tape.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static CostSheet CostOfLoop(Network<T> loop, long rounds, long rows)
    {
        ArgumentNullException.ThrowIfNull(loop);
        var sheet = loop.CostOf(Math.Max(1, rounds), rows);
        return rounds > 0 ? sheet : new CostSheet(default, default, 0, sheet.TapeBytes);
    }

    /// <summary>Refuses sizes with which the cell's method would throw.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static void RequireSizes(bool hold, string where, string expected, int actual)
        => ShapeError.Require(hold, where, $"{expected}", $"{actual}");

    /// <summary>Makes a loop inside a step ready for a backward pass: its matrices packed, its gradients zero.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static void PrepareBack(Network<T> loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        loop.Run(Pass.PackBack, null, GradientsOf.WeightsOnly, Worker.Alone);
        loop.Gradients.Clear();
    }

    internal Tape<T> CreateLoopTape(int rounds, int rows, bool training) => CreateTapeCore(rounds, rows, training);

    internal void RunLoop(Tape<T> tape, Worker worker) => Run(Pass.Run, tape, GradientsOf.WeightsOnly, worker);

    internal void RunLoopBack(Tape<T> tape, Worker worker) => Run(Pass.RunBack, tape, GradientsOf.InitialStates, worker);

    /// <summary>One worker's part of a pass, with the vectors that the network was created for.</summary>
    internal void Run(Pass pass, Tape<T>? tape, GradientsOf also, Worker worker)
    {
        if (_vectorBits == 512)
            Run<Lanes512<T>>(pass, tape, also, worker);
        else if (_vectorBits == 256)
            Run<Lanes256<T>>(pass, tape, also, worker);
        else
            Run<Lanes128<T>>(pass, tape, also, worker);
    }

    private void Run<TLanes>(Pass pass, Tape<T>? tape, GradientsOf also, Worker worker) where TLanes : struct, ILanes<TLanes, T>
    {
        if (pass is Pass.Forward or Pass.Pack)
            PackForward<TLanes>(worker);
        else if (pass is Pass.Backward or Pass.PackBack)
            PackBackward<TLanes>(worker);
        if (pass is Pass.Forward or Pass.Backward)
            worker.Meet(); // products read what all workers have packed
        if (pass is Pass.Forward or Pass.Run)
            RunForward<TLanes>(tape!, worker);
        else if (pass is Pass.Backward or Pass.RunBack)
            RunBackward<TLanes>(tape!, also, worker);
    }

    internal void RunPrepared(Tape<T> tape)
    {
        if (_preparedVersion != Weights.Version)
            throw new InvalidOperationException("The weights have changed since they were packed, or were never packed: call Prepare() on the network first.");
        tape.Run(Pass.Run);
    }

    /// <summary>Makes the step apart, of the generated type.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual StepNetwork<T> CreateStepCore() => throw new NotSupportedException(
        $"The step of cell {Cell.Name} was not generated apart: mark the cell [RnnCell(Measure = true)], or set <AutoDiffRnnMeasure>true</AutoDiffRnnMeasure> in its project.");

    /// <summary>Makes a tape of the generated type.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract Tape<T> CreateTapeCore(int steps, int batch, bool training);

    /// <summary>Packs what the forward pass multiplies with, and computes what depends on weights alone.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void PackForward<TLanes>(Worker worker) where TLanes : struct, ILanes<TLanes, T>;

    /// <summary>Packs what the backward pass multiplies with.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void PackBackward<TLanes>(Worker worker) where TLanes : struct, ILanes<TLanes, T>;

    /// <summary>The generated forward pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void RunForward<TLanes>(Tape<T> tape, Worker worker) where TLanes : struct, ILanes<TLanes, T>;

    /// <summary>The generated backward pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void RunBackward<TLanes>(Tape<T> tape, GradientsOf also, Worker worker) where TLanes : struct, ILanes<TLanes, T>;

    private void RequireTrainingTape(Tape<T> tape)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ShapeError.Require(ReferenceEquals(tape.Network, this), nameof(tape), "a tape that this network made", $"one of another network ({tape.Network.Cell.Name})");
        ShapeError.Require(tape.IsForTraining, nameof(tape), "a tape made by CreateTape", "the window of a runner");
    }
}
