using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Training;

/// <summary>Runs to and from files. The states between segments are tensors of their own, <c>extra.h</c> and so on.</summary>
internal static class RunCheckpoint
{
    /// <summary>Saves a run between two updates: as a whole or not at all.</summary>
    /// <exception cref="LabException">The file cannot be written; an older one is as it was.</exception>
    public static void Save(string path, TrainingRun run)
    {
        var trainer = run.Trainer;
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            Checkpoint.Save(path, trainer.Network, trainer.Optimizer, run.Random, RunHeader.MetadataOf(run), trainer.States);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LabErrors.CheckpointUnwritable(path, error);
        }
    }

    /// <summary>Restores a run, as it was when it was saved.</summary>
    /// <param name="option">The option that named the file, for messages.</param>
    /// <param name="header">What the file says about itself.</param>
    /// <param name="settings">Its settings; only how often it is evaluated may differ.</param>
    /// <param name="corpus">The text that the run began with.</param>
    /// <exception cref="LabException">The text is another one, or the file does not fit what it says about itself.</exception>
    public static TrainingRun Resume(string option, RunHeader header, TrainingSettings settings, Corpus corpus)
    {
        if (corpus.Fingerprint != header.Fingerprint)
            throw LabErrors.OtherText(corpus.Name, header.Path);
        var run = new TrainingRun(settings, corpus) { Elapsed = header.Elapsed };
        var trainer = run.Trainer;
        Guarded(option, header.Path, () => Checkpoint.Load(header.Path, trainer.Network, trainer.Optimizer, run.Random, trainer.States));
        run.Streams.Position = header.Position;
        return run;
    }

    /// <summary>Restores a model alone, to sample from it.</summary>
    /// <exception cref="LabException">The file does not fit what it says about itself.</exception>
    public static Network<float> LoadModel(string option, RunHeader header)
    {
        var network = header.Cell.Create(header.Vocabulary.Count, header.Settings.Embedding, header.Settings.Hidden);
        Guarded(option, header.Path, () => Checkpoint.Load(header.Path, network));
        return network;
    }

    /// <summary>Does something with a checkpoint, and turns what can be wrong with the file into the lab's errors.</summary>
    /// <exception cref="LabException">The file cannot be read, or is damaged, or does not fit.</exception>
    public static TResult Guarded<TResult>(string option, string path, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (CheckpointException error)
        {
            throw LabErrors.CheckpointDamaged(option, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LabErrors.CheckpointUnreadable(option, path, error);
        }
    }
}
