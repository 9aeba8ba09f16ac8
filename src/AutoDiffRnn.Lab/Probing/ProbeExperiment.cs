using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Probing;

/// <summary>What one network was found to hold.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Training">Its training.</param>
/// <param name="Points">The probes, word by word.</param>
internal sealed record ProbedNetwork(ulong Seed, RunRecord Training, IReadOnlyList<ProbePoint> Points);

/// <summary>A network that is trained and then probed.</summary>
/// <param name="Training">How it is trained.</param>
/// <param name="Probe">What is probed.</param>
internal sealed record ProbeRun(RunSettings Training, ProbeSettings Probe);

/// <summary>Trains networks, and reads the subject's number from their states after each word.</summary>
internal sealed class ProbeExperiment(IReadOnlyList<ProbeRun> runs, RunStore? store = null, int workers = 2)
{
    /// <summary>Trains and probes all networks; finished ones are found in the store.</summary>
    public IReadOnlyList<ProbedNetwork> Run(IRunProgress? progress = null, CancellationToken cancellation = default)
        => new RunQueue(store, workers).Run(
            runs, run => $"probe, {run.Training.Model.Cell.Label}, seed {run.Training.Seed}", Run, progress ?? NoProgress.Instance, cancellation);

    private static ProbedNetwork Run(ProbeRun run, CancellationToken cancellation)
    {
        var task = run.Training.Regime.CreateTask();
        var untrained = DoubleModel.Of(new SequenceModel<float>(run.Training.Model, task, run.Training.Seed));
        var (record, model) = SentenceRun.Train(run.Training, cancellation: cancellation);
        var points = new NumberProbe(run.Probe, task).Run(DoubleModel.Of(model), untrained, cancellation: cancellation);
        return new ProbedNetwork(run.Training.Seed, record, points);
    }
}
