using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Training;

/// <summary>A run in the middle of its work: everything that has to be saved so that it can go on bit for bit.</summary>
internal sealed class TrainingRun
{
    /// <summary>Makes a run at its beginning: first weights, a new optimiser, the start of the text.</summary>
    /// <exception cref="Errors.LabException">The text is too short for the settings.</exception>
    public TrainingRun(TrainingSettings settings, Corpus corpus)
    {
        var cell = CharacterCell.All.Single(cell => cell.Name == settings.Cell);
        Settings = settings;
        Corpus = corpus;
        Random = new RandomSource(settings.Seed);
        Streams = new TrainingStreams(corpus.Training, settings.Length, settings.Batch, corpus.Name);
        var network = cell.CreateInitialised(corpus.Vocabulary.Count, settings.Embedding, settings.Hidden, Random);
        Trainer = new Trainer(network, Streams, Random, settings);
    }

    /// <summary>What the run computes.</summary>
    public TrainingSettings Settings { get; }

    /// <summary>The text.</summary>
    public Corpus Corpus { get; }

    /// <summary>The network with its optimiser and the states between segments.</summary>
    public Trainer Trainer { get; }

    /// <summary>The place in the text.</summary>
    public TrainingStreams Streams { get; }

    /// <summary>The source of all random numbers of the run.</summary>
    public RandomSource Random { get; }

    /// <summary>How long the run has trained, in all its sittings.</summary>
    public TimeSpan Elapsed { get; set; }
}
