using System.Numerics;

namespace AutoDiffRnn.Measurements;

/// <summary>One backward pass over the summed loss L = Σ L_t beside separate ones for each L_t: the gradients are equal, the work is not.</summary>
/// <param name="Steps">The steps T of the run.</param>
/// <param name="StepsOfOnePass">How many adjoints of a step one pass computes: T.</param>
/// <param name="StepsOfSeparatePasses">How many the separate passes computed: T(T + 1)/2, as that of L_t goes back from t to the first step.</param>
/// <param name="Difference">‖sum of the separate gradients − gradient of the one pass‖ / ‖gradient of the one pass‖.</param>
public sealed record PassComparison(int Steps, long StepsOfOnePass, long StepsOfSeparatePasses, double Difference)
{
    /// <summary>Runs both. The network's gradients are left as they were.</summary>
    /// <param name="flow">Room to measure the run.</param>
    /// <param name="tape">A tape after <see cref="Network{T}.Forward"/>, with the seeds of the loss.</param>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The flow is another network's, or has no room for the run.</exception>
    public static PassComparison Measure<T>(GradientFlow<T> flow, Tape<T> tape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(tape);
        var sum = new double[flow.Gradients.Values.Length];
        var count = 0L;
        for (var t = 0; t < tape.Steps; t++)
        {
            flow.Start(tape, lossStep: t);
            do
            {
                VectorNorm.Add<T>(sum, flow.Gradients.Values);
                count++;
            }
            while (flow.Next());
        }

        var one = OnePass(flow.Network, tape);
        for (var i = 0; i < sum.Length; i++)
            sum[i] -= one[i];
        return new PassComparison(tape.Steps, tape.Steps, count, VectorNorm.Of(sum) / VectorNorm.Of(one));
    }

    private static double[] OnePass<T>(Network<T> network, Tape<T> tape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var before = network.Gradients.Values.ToArray();
        network.Gradients.Clear();
        network.Backward(tape);
        var gradient = new double[before.Length];
        VectorNorm.Add(gradient, network.Gradients.Values);
        before.CopyTo(network.Gradients.Span);
        return gradient;
    }
}
