using System.Diagnostics;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Training;

/// <summary>Why a sitting of training ended.</summary>
internal enum StopReason
{
    /// <summary>All updates that were asked for are done.</summary>
    Complete,

    /// <summary>The time that was given is up.</summary>
    TimeUp,

    /// <summary>A signal came.</summary>
    Interrupted,
}

/// <summary>When a sitting of training ends.</summary>
/// <param name="Updates">At this number of updates of the run.</param>
/// <param name="Time">After this time; null for no limit.</param>
internal sealed record TrainingLimits(long Updates, TimeSpan? Time);

/// <summary>Trains a run to its limits, and looks at held-out text and saves the run at regular updates.</summary>
internal sealed class TrainingLoop(TrainingRun run, TrainingLimits limits, string path, Func<bool> isInterrupted)
{
    /// <summary>The part of the held-out text that lines of progress measure on.</summary>
    public const double EvaluationShare = 0.25;

    private readonly Evaluation _evaluation = new(run.Trainer.Network, run.Corpus.HeldOut, run.Corpus.Name);
    private readonly Stopwatch _sitting = new();
    private readonly TimeSpan _before = run.Elapsed;
    private IntervalMeans _interval;

    /// <summary>Trains until a limit is reached or a signal comes. The last state is saved when it returns.</summary>
    /// <exception cref="LabException">Training diverges, or the checkpoint cannot be written.</exception>
    public StopReason Run(IProgressView view)
    {
        var trainer = run.Trainer;
        Save(); // A file that cannot be written is better known now than after the first minutes.
        view.Show(trainer.Updates);
        _sitting.Restart();
        while (true)
        {
            if (Reason() is { } reason)
            {
                Save();
                return reason;
            }

            Update();
            view.Show(trainer.Updates);
            if (trainer.Updates % run.Settings.EvaluateEvery == 0)
            {
                Save();
                view.Report(Report());
                _interval = default;
            }
        }
    }

    /// <summary>Measures the loss on all of the held-out text, in bits a character.</summary>
    public double FinalBits() => _evaluation.BitsPerCharacter(1);

    private StopReason? Reason()
    {
        if (isInterrupted())
            return StopReason.Interrupted;
        if (run.Trainer.Updates >= limits.Updates)
            return StopReason.Complete;
        return _sitting.Elapsed >= limits.Time ? StopReason.TimeUp : null;
    }

    private void Update()
    {
        var begin = Stopwatch.GetTimestamp();
        var result = run.Trainer.Update();
        if (!double.IsFinite(result.GradientNorm))
            throw LabErrors.Diverged(run.Trainer.Updates + 1, result.GradientNorm, path);
        _interval.Add(result, Stopwatch.GetElapsedTime(begin));
    }

    private void Save()
    {
        run.Elapsed = _before + _sitting.Elapsed;
        RunCheckpoint.Save(path, run);
    }

    private TrainingReport Report() => new(
        run.Trainer.Updates,
        run.Elapsed,
        _interval.Loss * Evaluation.BitsPerNat,
        _evaluation.BitsPerCharacter(EvaluationShare),
        _interval.GradientNorm,
        run.Trainer.LearningRate,
        _interval.UpdatesPerSecond * run.Settings.Length * run.Settings.Batch);

    private struct IntervalMeans
    {
        private double _losses;
        private double _norms;
        private TimeSpan _time;
        private long _count;

        public readonly double Loss => _losses / _count;

        public readonly double GradientNorm => _norms / _count;

        public readonly double UpdatesPerSecond => _count / _time.TotalSeconds;

        public void Add(UpdateResult result, TimeSpan time)
        {
            _losses += result.Loss;
            _norms += result.GradientNorm;
            _time += time;
            _count++;
        }
    }
}
