using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>Elman's network without its output by hand: <c>h' = tanh(W·x + U·h + b)</c>. The only slot is that of h', then of its adjoint.</summary>
internal sealed unsafe class HandwrittenRnn : HandwrittenCell
{
    private readonly float* _bias;

    /// <summary>Allocates everything, and copies the problem's numbers.</summary>
    public HandwrittenRnn(Problem problem)
        : base(problem, slots: 1, stateSlot: 0)
    {
        _bias = Allocate(RowLength);
        CopyPart(problem.Weight("b"), 0, _bias);
    }

    /// <inheritdoc/>
    public override void Forward()
    {
        Project<TwoVectors>(_bias);
        for (nint t = 0; t < T; t++)
            StepForward<TwoVectors, ForwardStep>(t, new ForwardStep(SlotsOf(t), StateRows + (t + 1) * B * Hp, Hp));
    }

    /// <inheritdoc/>
    protected override void BackThroughTime()
    {
        for (nint t = T - 1; t >= 0; t--)
            StepBack(t, new BackwardStep(SlotsOf(t), StateRows + (t + 1) * B * Hp, Seeds + t * B * Hp, Adjoints, Hp), addToAdjoints: false);
    }

    /// <inheritdoc/>
    protected override float[] VectorGradient(string weight) => [.. SumOf(0)];

    private readonly struct ForwardStep(float* slots, float* h, nint width) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            for (var end = row + rows; row < end; row++)
            {
                for (var j = unit; j < unit + units; j += 16)
                    Functions.Tanh(Vector512.Load(slots + row * width + j)).Store(h + row * width + j);
            }
        }
    }

    private readonly struct BackwardStep(float* slots, float* h, float* seeds, float* adjoints, nint width) : IEpilogue
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Apply(nint row, int rows, nint unit, nint units)
        {
            for (var end = row + rows; row < end; row++)
            {
                for (var at = row * width + unit; at < row * width + unit + units; at += 16)
                {
                    var state = Vector512.Load(h + at);
                    ((Vector512.Load(seeds + at) + Vector512.Load(adjoints + at)) * (Vector512<float>.One - state * state)).Store(slots + at);
                }
            }
        }
    }
}
