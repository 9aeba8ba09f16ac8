using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>Measures how gradients flow in a model's cell: all that the report shows of it.</summary>
internal sealed class FlowMeasurement
{
    private readonly SequenceModel<double> _model;
    private readonly SequenceRun<double> _run;
    private readonly GradientFlow<double> _flow;

    /// <summary>Makes room for batches of one size.</summary>
    /// <param name="model">The model, with one output layer.</param>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <exception cref="Errors.LabException">The cell was generated without its step.</exception>
    public FlowMeasurement(SequenceModel<double> model, int steps, int batch)
    {
        _model = model;
        _run = new SequenceRun<double>(model, steps, batch);
        _flow = FlowOf.Model(model, steps, batch);
    }

    /// <summary>Measures.</summary>
    /// <param name="when">"untrained" or "trained".</param>
    /// <param name="batches">
    /// What is read. The map, the curves and the spectra are those of the first; shares are of the gradient summed over all, and the
    /// signal-to-noise ratio is
    /// that over them.
    /// </param>
    /// <param name="cancellation">Ends it between two parts.</param>
    public FlowEvidence Of(string when, IReadOnlyList<FlowBatch> batches, CancellationToken cancellation = default)
    {
        var shares = new FlowShares(_model.Cell.Cell, _flow.Reads);
        foreach (var batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            LossSeeds(batch);
            shares.Add(_flow, _run.Tape);
        }

        LossSeeds(batches[0]);
        var map = AdjointMap.Measure(_flow, _run.Tape);
        Subnormals += map.Subnormals;
        cancellation.ThrowIfCancellationRequested();
        MarginSeeds(batches[0]);
        var reach = AdjointMap.Measure(_flow, _run.Tape);
        cancellation.ThrowIfCancellationRequested();
        var spectra = new FlowSpectra(_model, _run.Tape);
        return new FlowEvidence(
            _model.Settings.Cell.Label,
            when,
            Logarithms(map),
            [.. Curves(reach), .. spectra.Bounds()],
            spectra.Bands(),
            shares.Roles(),
            shares.Paths(),
            spectra.Numbers());
    }

    /// <summary>How many subnormal numbers were among the adjoints so far.</summary>
    public long Subnormals { get; private set; }

    /// <summary>r(n) of the joint state, and of each where there are several.</summary>
    private static IEnumerable<LagCurve> Curves(AdjointMap map)
    {
        yield return Curve(map, "all states", null);
        for (var state = 0; map.States.Count > 1 && state < map.States.Count; state++)
            yield return Curve(map, map.States[state], state);
    }

    private static LagCurve Curve(AdjointMap map, string name, int? state)
    {
        double[] Across(double share) =>
        [
            .. Enumerable.Range(0, map.Steps).Select(lag => map.Ratios(lag, state, map.Steps - 1))
                .Select(ratios => ratios.Count == 0 ? double.NaN : Sample.Quantile(ratios, share)),
        ];
        return new LagCurve(name, Across(0.5), Across(0.25), Across(0.75));
    }

    private static IReadOnlyList<IReadOnlyList<double>> Logarithms(AdjointMap map) =>
    [
        .. Enumerable.Range(0, map.Steps).Select(t => (double[])
            [.. Enumerable.Range(0, map.Steps).Select(k => k > t ? double.NaN : Math.Log10(map.Norm(t, k)))]),
    ];

    /// <summary>Runs a batch, and leaves the seeds of its summed loss on the tape.</summary>
    private void LossSeeds(FlowBatch batch)
    {
        Run(batch);
        _run.Score(0, batch.Targets);
        _model.ClearGradients();
        _run.Backward(1);
    }

    /// <summary>Runs a batch, and leaves the seeds of the margin at its last step on the tape.</summary>
    private void MarginSeeds(FlowBatch batch)
    {
        Run(batch);
        var targets = new int[batch.Tokens.Length];
        Array.Fill(targets, SentenceTask.NotScored);
        batch.Up.CopyTo(targets, targets.Length - batch.Batch);
        var scored = _run.Score(0, targets);
        var readout = _model.Readouts[0].Weights["Wy"];
        var seeds = _run.Tape.Seed(_model.Kind.Read);
        for (var example = 0; example < batch.Batch; example++)
        {
            var up = batch.Up[example];
            var down = batch.Down?[example] ?? LikeliestOther(scored.Logits(example), up);
            var seed = seeds[batch.Steps - 1, example];
            for (var i = 0; i < seed.Length; i++)
                seed[i] = readout[up, i] - readout[down, i];
        }
    }

    private void Run(FlowBatch batch)
    {
        _run.Load(batch.Tokens, batch.Steps, batch.Batch);
        _run.Forward();
    }

    private static int LikeliestOther(ReadOnlySpan<double> logits, int up)
    {
        var best = up == 0 ? 1 : 0;
        for (var i = 0; i < logits.Length; i++)
        {
            if (i != up && logits[i] > logits[best])
                best = i;
        }

        return best;
    }
}
