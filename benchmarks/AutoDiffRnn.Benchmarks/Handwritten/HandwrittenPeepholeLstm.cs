using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>The LSTM with peepholes by hand. The slots are those of i, f, g and o; the output gate sees the new memory.</summary>
internal sealed unsafe class HandwrittenPeepholeLstm : HandwrittenCell
{
    private readonly float* _cells;
    private readonly float* _tanhs;
    private readonly float* _cellAdjoints;
    private readonly float* _bias;
    private readonly float* _peepholes;         // pi, pf, po
    private readonly float* _peepholeGradients; // dpi, dpf, dpo

    /// <summary>Allocates everything, and copies the problem's numbers.</summary>
    public HandwrittenPeepholeLstm(Problem problem)
        : base(problem, slots: 4, stateSlot: 0)
    {
        _cells = Allocate((nint)(T + 1) * B * Hp);
        _tanhs = Allocate((nint)T * B * Hp);
        _cellAdjoints = Allocate(B * Hp);
        _bias = Allocate(RowLength);
        _peepholes = Allocate(3 * Hp);
        _peepholeGradients = Allocate(3 * Hp);
        for (var gate = 0; gate < Gates; gate++)
            CopyPart(problem.Weight("b"), gate, _bias + gate * Hp);
        CopyPart(problem.Weight("pi"), 0, _peepholes);
        CopyPart(problem.Weight("pf"), 0, _peepholes + Hp);
        CopyPart(problem.Weight("po"), 0, _peepholes + 2 * Hp);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        Project<FourVectors>(_bias);
        for (nint t = 0; t < T; t++)
        {
            var before = t * B * Hp;
            var after = before + B * Hp;
            var step = new ForwardStep(SlotsOf(t), _cells + before, _cells + after, _tanhs + before, StateRows + after, _peepholes, Hp);
            StepForward<FourVectors, ForwardStep>(t, step);
        }
    }

    /// <inheritdoc/>
    protected override void BackThroughTime()
    {
        new Span<float>(_cellAdjoints, B * Hp).Clear();
        new Span<float>(_peepholeGradients, 3 * Hp).Clear();
        for (nint t = T - 1; t >= 0; t--)
        {
            var rows = t * B * Hp;
            var step = new BackwardStep(
                SlotsOf(t), _cells + rows, B * Hp, _tanhs + rows, Seeds + rows, Adjoints, _cellAdjoints, _peepholes, _peepholeGradients, Hp);
            StepBack(t, step, addToAdjoints: false);
        }
    }

    /// <inheritdoc/>
    protected override float[] VectorGradient(string weight) => weight switch
    {
        "pi" => new Span<float>(_peepholeGradients, H).ToArray(),
        "pf" => new Span<float>(_peepholeGradients + Hp, H).ToArray(),
        "po" => new Span<float>(_peepholeGradients + 2 * Hp, H).ToArray(),
        _ => [.. SumOf(0), .. SumOf(1), .. SumOf(2), .. SumOf(3)],
    };

    private readonly struct ForwardStep(float* slots, float* cPrev, float* c, float* tanhC, float* h, float* peepholes, nint width) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            var pi = Vector512.Load(peepholes + unit);
            var pf = Vector512.Load(peepholes + width + unit);
            var po = Vector512.Load(peepholes + 2 * width + unit);
            for (var end = row + rows; row < end; row++)
            {
                var gates = slots + row * 4 * width + unit;
                var at = row * width + unit;
                var before = Vector512.Load(cPrev + at);
                var i = Functions.Sigmoid(Vector512.MultiplyAddEstimate(pi, before, Vector512.Load(gates)));
                var f = Functions.Sigmoid(Vector512.MultiplyAddEstimate(pf, before, Vector512.Load(gates + width)));
                var g = Functions.Tanh(Vector512.Load(gates + 2 * width));
                var next = Vector512.MultiplyAddEstimate(f, before, i * g);
                var o = Functions.Sigmoid(Vector512.MultiplyAddEstimate(po, next, Vector512.Load(gates + 3 * width)));
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
    }

    private readonly struct BackwardStep(
        float* slots, float* cPrev, nint stepLength, float* tanhC, float* seeds, float* adjoints, float* cellAdjoints,
        float* peepholes, float* sums, nint width)
        : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            for (var j = unit; j < unit + units; j += 16)
                Units(row, row + rows, j);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Units(nint row, nint end, nint unit)
        {
            var one = Vector512<float>.One;
            var pi = Vector512.Load(peepholes + unit);
            var pf = Vector512.Load(peepholes + width + unit);
            var po = Vector512.Load(peepholes + 2 * width + unit);
            var dpi = Vector512.Load(sums + unit);
            var dpf = Vector512.Load(sums + width + unit);
            var dpo = Vector512.Load(sums + 2 * width + unit);
            for (; row < end; row++)
            {
                var gates = slots + row * 4 * width + unit;
                var at = row * width + unit;
                var i = Vector512.Load(gates);
                var f = Vector512.Load(gates + width);
                var g = Vector512.Load(gates + 2 * width);
                var o = Vector512.Load(gates + 3 * width);
                var before = Vector512.Load(cPrev + at);
                var tanh = Vector512.Load(tanhC + at);
                var dh = Vector512.Load(seeds + at) + Vector512.Load(adjoints + at);
                var da_o = dh * tanh * o * (one - o);
                var dcNext = Vector512.MultiplyAddEstimate(da_o, po, Vector512.Load(cellAdjoints + at));
                var dc = Vector512.MultiplyAddEstimate(dh * o, one - tanh * tanh, dcNext);
                var da_i = dc * g * i * (one - i);
                var da_f = dc * before * f * (one - f);
                dpi = Vector512.MultiplyAddEstimate(da_i, before, dpi);
                dpf = Vector512.MultiplyAddEstimate(da_f, before, dpf);
                dpo = Vector512.MultiplyAddEstimate(da_o, Vector512.Load(cPrev + stepLength + at), dpo);
                da_i.Store(gates);
                da_f.Store(gates + width);
                (dc * i * (one - g * g)).Store(gates + 2 * width);
                da_o.Store(gates + 3 * width);
                var dcPrev = Vector512.MultiplyAddEstimate(da_i, pi, dc * f);
                Vector512.MultiplyAddEstimate(da_f, pf, dcPrev).Store(cellAdjoints + at);
            }

            dpi.Store(sums + unit);
            dpf.Store(sums + width + unit);
            dpo.Store(sums + 2 * width + unit);
        }
    }
}
