using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Probing;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Surgery;

/// <summary>What was found with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Looks">Right answers at both distances at each evaluation, for whoever asks why there is no failing checkpoint.</param>
/// <param name="Checkpoint">The last checkpoint that was right at the short and wrong at the long distance, examined; null if there was none.</param>
/// <param name="Surgery">Its surgery in full; null if there was no checkpoint.</param>
internal sealed record ContextSeed(ulong Seed, IReadOnlyList<ContextLook> Looks, FailingCheckpoint? Checkpoint, SurgeryResult? Surgery);

/// <summary>One evaluation.</summary>
internal sealed record ContextLook(int Update, Count Short, Count Long);

/// <summary>What was found with all seeds.</summary>
internal sealed record ContextResult(ContextSettings Settings, IReadOnlyList<ContextSeed> Seeds)
{
    /// <summary>What the verdict on claim 7 is computed from. That there are no failing checkpoints is a result, too.</summary>
    public ContextEvidence ToEvidence() => new(
        Settings.Model.Cell.Label, Settings.Regime.Describe(), [.. Seeds.Select(seed => seed.Checkpoint).OfType<FailingCheckpoint>()]);
}

/// <summary>
/// Claim 7: a network that is right at short and wrong at long distances is examined at the verb. Does its state still tell the subject's number
/// (a linear probe, beside controls)? Does another output layer read it there? Is the answer right if a good state is handed over (surgery)?
/// </summary>
internal sealed class ContextExperiment(ContextSettings settings, RunStore? store = null, int workers = 2)
{
    private const ulong TestSeed = 7001;
    private const ulong DonorSeed = 7002;

    /// <summary>Trains and examines all networks; finished ones are found in the store.</summary>
    public ContextResult Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var seeds = new RunQueue(store, workers).Run(
            settings.CreateRuns(),
            run => $"surgery, {run.Settings.Model.Cell.Label}, seed {run.Seed}",
            Run,
            progress ?? NoProgress.Instance,
            cancellation);
        return new ContextResult(settings, seeds);
    }

    private static ContextSeed Run(ContextRun run, CancellationToken cancellation)
    {
        var (settings, task) = (run.Settings, run.Settings.Regime.CreateTask());
        var (atShort, atLong) = (Test(settings, task, settings.ShortDistance), Test(settings, task, settings.LongDistance));
        var looks = new List<ContextLook>();
        (SequenceModel<double> Model, ContextLook Look)? failing = null;
        SentenceRun.Train(run.Training, Look, cancellation);
        if (failing is not { } found)
            return new ContextSeed(run.Seed, looks, null, null);
        var (checkpoint, surgery) = Examine(run, task, found.Model, found.Look, atLong.Sentences);
        return new ContextSeed(run.Seed, looks, checkpoint, surgery);

        void Look(SequenceModel<float> model, EvaluationPoint point)
        {
            var look = new ContextLook(point.Update, atShort.Run(model), atLong.Run(model));
            looks.Add(look);
            if (look.Short.Share >= settings.RightFrom && look.Long.Share <= settings.WrongUpTo)
                failing = (DoubleModel.Of(model), look);
        }
    }

    private static VerbTest Test(ContextSettings settings, SentenceTask task, int distance)
        => new(task, Grammar.Default, settings.Regime.Spec(distance), settings.Sentences, new RandomSource(TestSeed + (ulong)distance));

    private static (FailingCheckpoint? Checkpoint, SurgeryResult? Surgery) Examine(
        ContextRun run, SentenceTask task, SequenceModel<double> model, ContextLook look, IReadOnlyList<Sentence> patients)
    {
        var settings = run.Settings;
        var random = new RandomSource(DonorSeed + run.Seed);
        var donors = new DonorPool(model, task, settings.Regime.Spec(settings.ShortDistance), settings.Donors, random);
        if (new DonorSurgery(model, task).Run(patients, donors, random) is not { } surgery)
            return default;

        var probe = new NumberProbe(settings.Probe(run.Seed), task);
        var untrained = DoubleModel.Of(new SequenceModel<float>(settings.Model, task, run.Seed));
        var point = probe.Run(model, untrained, [probe.VerbAskedAt])[0];
        var newOutput = NewOutputLayer.Test(model, task, settings.Probe(run.Seed));
        return (
            new FailingCheckpoint(
                (int)run.Seed, look.Update, look.Short, look.Long, point.Trained, point.Control,
                surgery.RightDonor, surgery.WrongDonor, surgery.SameDonor, surgery.RandomDonor, newOutput),
            surgery);
    }
}
