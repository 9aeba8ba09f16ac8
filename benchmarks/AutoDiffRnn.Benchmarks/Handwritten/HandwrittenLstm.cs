using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>LSTM by hand. The slots are those of i, f, g and o.</summary>
internal sealed unsafe class HandwrittenLstm : HandwrittenCell
{
    private readonly float* _cells;
    private readonly float* _tanhs;
    private readonly float* _cellAdjoints;
    private readonly float* _bias;

    /// <summary>Allocates everything, and copies the problem's numbers.</summary>
    public HandwrittenLstm(Problem problem)
        : base(problem, slots: 4, stateSlot: 0)
    {
        _cells = Allocate((nint)(T + 1) * B * Hp);
        _tanhs = Allocate((nint)T * B * Hp);
        _cellAdjoints = Allocate(B * Hp);
        _bias = Allocate(RowLength);
        for (var gate = 0; gate < Gates; gate++)
            CopyPart(problem.Weight("b"), gate, _bias + gate * Hp);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        Project<FourVectors>(_bias);
        for (nint t = 0; t < T; t++)
        {
            var before = t * B * Hp;
            var after = before + B * Hp;
            var step = new ForwardStep(SlotsOf(t), _cells + before, _cells + after, _tanhs + before, StateRows + after, Hp);
            StepForward<FourVectors, ForwardStep>(t, step);
        }
    }

    /// <inheritdoc/>
    protected override void BackThroughTime()
    {
        new Span<float>(_cellAdjoints, B * Hp).Clear();
        for (nint t = T - 1; t >= 0; t--)
        {
            var rows = t * B * Hp;
            StepBack(t, new BackwardStep(SlotsOf(t), _cells + rows, _tanhs + rows, Seeds + rows, Adjoints, _cellAdjoints, Hp), addToAdjoints: false);
        }
    }

    /// <inheritdoc/>
    protected override float[] VectorGradient(string weight) => [.. SumOf(0), .. SumOf(1), .. SumOf(2), .. SumOf(3)];

    private readonly struct ForwardStep(float* slots, float* cPrev, float* c, float* tanhC, float* h, nint width) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            for (var end = row + rows; row < end; row++)
            {
                for (var j = unit; j < unit + units; j += 16)
                    Compute(slots + row * 4 * width + j, row * width + j);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Compute(float* gates, nint at)
        {
            var i = Functions.Sigmoid(Vector512.Load(gates));
            var f = Functions.Sigmoid(Vector512.Load(gates + width));
            var g = Functions.Tanh(Vector512.Load(gates + 2 * width));
            var o = Functions.Sigmoid(Vector512.Load(gates + 3 * width));
            var next = Vector512.MultiplyAddEstimate(f, Vector512.Load(cPrev + at), i * g);
            var tanh = Functions.Tanh(next);
            i.Store(gates);
            f.Store(gates + width);
            g.Store(gates + 2 * width);
            o.Store(gates + 3 * width);
            next.Store(c + at);
            tanh.Store(tanhC + at);
            (o * tanh).Store(h + at);
        }
    }

    private readonly struct BackwardStep(
        float* slots, float* cPrev, float* tanhC, float* seeds, float* adjoints, float* cellAdjoints, nint width)
        : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            for (var end = row + rows; row < end; row++)
            {
                for (var j = unit; j < unit + units; j += 16)
                    Compute(slots + row * 4 * width + j, row * width + j);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Compute(float* gates, nint at)
        {
            var one = Vector512<float>.One;
            var i = Vector512.Load(gates);
            var f = Vector512.Load(gates + width);
            var g = Vector512.Load(gates + 2 * width);
            var o = Vector512.Load(gates + 3 * width);
            var tanh = Vector512.Load(tanhC + at);
            var dh = Vector512.Load(seeds + at) + Vector512.Load(adjoints + at);
            var dc = Vector512.MultiplyAddEstimate(dh * o, one - tanh * tanh, Vector512.Load(cellAdjoints + at));
            (dc * g * i * (one - i)).Store(gates);
            (dc * Vector512.Load(cPrev + at) * f * (one - f)).Store(gates + width);
            (dc * i * (one - g * g)).Store(gates + 2 * width);
            (dh * tanh * o * (one - o)).Store(gates + 3 * width);
            (dc * f).Store(cellAdjoints + at);
        }
    }
}
