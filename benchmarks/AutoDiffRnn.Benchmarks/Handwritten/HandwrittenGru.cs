using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>
/// GRU by hand, the reset gate after the product. The slots are those of n, r, z and u = Un·h + cn, so that the product with the input adds to the
/// first three, that with the state to the last three, and both sums of adjoints are over slots side by side.
/// </summary>
internal sealed unsafe class HandwrittenGru : HandwrittenCell
{
    private readonly float* _bias; // bn, br + cr, bz + cz, cn

    /// <summary>Allocates everything, and copies the problem's numbers.</summary>
    public HandwrittenGru(Problem problem)
        : base(problem, slots: 4, stateSlot: 1)
    {
        var b = problem.Weight("b");
        var c = problem.Weight("c");
        _bias = Allocate(RowLength);
        CopyPart(b, 2, _bias);
        CopyPart(c, 2, _bias + 3 * Hp);
        for (var unit = 0; unit < 2 * H; unit++)
            _bias[(1 + unit / H) * Hp + unit % H] = b[unit] + c[unit];
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<int> InputOrder => [2, 0, 1];

    /// <inheritdoc/>
    public override void Forward()
    {
        Project<ThreeVectors>(_bias);
        for (nint t = 0; t < T; t++)
        {
            var slots = SlotsOf(t);
            for (nint row = 0; row < B; row++)
                new Span<float>(_bias + 3 * Hp, Hp).CopyTo(new Span<float>(slots + row * RowLength + 3 * Hp, Hp));
            var before = StateRows + t * B * Hp;
            StepForward<ThreeVectors, ForwardStep>(t, new ForwardStep(slots, before, before + B * Hp, Hp));
        }
    }

    /// <inheritdoc/>
    protected override void BackThroughTime()
    {
        new Span<float>(Adjoints, B * Hp).Clear();
        for (nint t = T - 1; t >= 0; t--)
            StepBack(t, new BackwardStep(SlotsOf(t), StateRows + t * B * Hp, Seeds + t * B * Hp, Adjoints, Hp), addToAdjoints: true);
    }

    /// <inheritdoc/>
    protected override float[] VectorGradient(string weight)
        => weight == "b" ? [.. SumOf(1), .. SumOf(2), .. SumOf(0)] : [.. SumOf(1), .. SumOf(2), .. SumOf(3)];

    private readonly struct ForwardStep(float* slots, float* before, float* after, nint width) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            for (var end = row + rows; row < end; row++)
            {
                var gates = slots + row * 4 * width + unit;
                var at = row * width + unit;
                var r = Functions.Sigmoid(Vector512.Load(gates + width));
                var z = Functions.Sigmoid(Vector512.Load(gates + 2 * width));
                var n = Functions.Tanh(Vector512.MultiplyAddEstimate(r, Vector512.Load(gates + 3 * width), Vector512.Load(gates)));
                n.Store(gates);
                r.Store(gates + width);
                z.Store(gates + 2 * width);
                Vector512.MultiplyAddEstimate(z, Vector512.Load(before + at) - n, n).Store(after + at); // (1 − z) ⊙ n + z ⊙ h
            }
        }
    }

    private readonly struct BackwardStep(float* slots, float* before, float* seeds, float* adjoints, nint width) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            var one = Vector512<float>.One;
            for (var end = row + rows; row < end; row++)
            {
                for (var j = unit; j < unit + units; j += 16)
                {
                    var gates = slots + row * 4 * width + j;
                    var at = row * width + j;
                    var n = Vector512.Load(gates);
                    var r = Vector512.Load(gates + width);
                    var z = Vector512.Load(gates + 2 * width);
                    var dh = Vector512.Load(seeds + at) + Vector512.Load(adjoints + at);
                    var da_n = dh * (one - z) * (one - n * n);
                    var du = da_n * r;
                    da_n.Store(gates);
                    (du * Vector512.Load(gates + 3 * width) * (one - r)).Store(gates + width);
                    (dh * (Vector512.Load(before + at) - n) * z * (one - z)).Store(gates + 2 * width);
                    du.Store(gates + 3 * width);
                    (dh * z).Store(adjoints + at); // the product with Uᵀ is added to it
                }
            }
        }
    }
}
