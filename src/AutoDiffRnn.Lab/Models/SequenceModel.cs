using System.Numerics;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Models;

/// <summary>
/// A model that reads words and says a word at each: an embedding, a recurrent cell, and one or several output layers that read one of its states.
/// </summary>
/// <typeparam name="T"><see langword="float"/> to train, <see langword="double"/> to measure.</typeparam>
internal sealed class SequenceModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a model with all weights zero.</summary>
    /// <exception cref="LabException">The cell does not fit.</exception>
    public SequenceModel(ModelSettings settings, int words, IReadOnlyList<HeadSettings> heads)
    {
        Settings = settings;
        Words = words;
        Heads = heads;
        Kind = RecurrentCell.Find(settings.Cell);
        Cell = Kind.Create<T>(settings.Embedding, settings.Hidden);
        Embedding = new Embedding<T>(words, settings.Embedding);
        var width = Cell.Cell.Values.Single(value => value.Name == Kind.Read && value.Role is CellRole.State or CellRole.Output).Length;
        Readouts = [.. heads.Select(head => new ReadoutNetwork<T>(H: width, V: head.Words))];
        Parts = [Embedding.Weights, Cell.Weights, .. Readouts.Select(readout => readout.Weights)];
        PartGradients = [Embedding.Gradients, Cell.Gradients, .. Readouts.Select(readout => readout.Gradients)];
    }

    /// <summary>Makes a model with first values for a task.</summary>
    public SequenceModel(ModelSettings settings, SentenceTask task, ulong seed)
        : this(settings, task.Inputs.Count, [new HeadSettings(task.Head, task.Outputs.Count)])
        => Initialize(new RandomSource(seed));

    /// <summary>What it was made from.</summary>
    public ModelSettings Settings { get; }

    /// <summary>Whether the words' vectors are learned; otherwise they stay as they were drawn.</summary>
    public bool LearnsWords => Settings.LearnsWords;

    /// <summary>How many words it reads, V.</summary>
    public int Words { get; }

    /// <summary>Its output layers.</summary>
    public IReadOnlyList<HeadSettings> Heads { get; }

    /// <summary>What is known of the cell.</summary>
    public RecurrentCell Kind { get; }

    /// <summary>The recurrent network.</summary>
    public Network<T> Cell { get; }

    /// <summary>The words' vectors.</summary>
    public Embedding<T> Embedding { get; }

    /// <summary>The output layers, in the order of <see cref="Heads"/>.</summary>
    public IReadOnlyList<ReadoutNetwork<T>> Readouts { get; }

    /// <summary>All weights: the embedding's, the cell's, the output layers'.</summary>
    public IReadOnlyList<WeightSet<T>> Parts { get; }

    /// <summary>Their gradients, in the same order.</summary>
    public IReadOnlyList<WeightSet<T>> PartGradients { get; }

    /// <summary>
    /// Sets first values: vectors of words normal; recurrent matrices as the settings say, gate by gate; all other matrices Glorot's, gate by gate;
    /// biases zero but for the forget gate's; gains of normalised values one.
    /// </summary>
    public void Initialize(RandomSource random)
    {
        Embedding.Weights[Embedding<T>.WeightName].Initialize(Initializer.Normal(1), random);
        Cell.Weights.Initialize(random);
        foreach (var view in Cell.Weights.Views.Where(view => view.Info.Sizes.Count == 2))
        {
            var blocks = view.Rows > Settings.Hidden && view.Rows % Settings.Hidden == 0 ? view.Rows / Settings.Hidden : 1;
            var isRecurrent = Kind.IsSizedByState[view.Info.Name];
            view.Initialize((isRecurrent ? RecurrentStart(Settings.Cell) : Initializer.GlorotUniform(Settings.Cell.InputGain)).PerBlock(blocks), random);
        }

        foreach (var gain in GainVectors.Of(Kind.Name))
            Cell.Weights[gain].Initialize(Initializer.Constant(1), random);
        if (Settings.Cell.ForgetBias is { } bias)
        {
            var gate = ForgetGate.Find(Kind.Name) ?? throw ModelErrors.NoForgetGate(Kind.Name, ForgetGate.Cells);
            Cell.Weights[gate.Weight].Initialize(Initializer.Constant(bias).OnBlock(gate.Block, gate.Of), random);
        }

        foreach (var readout in Readouts)
            readout.Weights.Initialize(random);
    }

    /// <summary>Takes the weights of a model of the same settings, in whichever precision.</summary>
    public void CopyFrom<TOther>(SequenceModel<TOther> other) where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
    {
        for (var part = 0; part < Parts.Count; part++)
        {
            var from = other.Parts[part].Values;
            var to = Parts[part].Span;
            for (var i = 0; i < to.Length; i++)
                to[i] = T.CreateChecked(from[i]);
        }
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ClearGradients()
    {
        // By index: an enumerator would be allocated, and each update asks for this.
        for (var part = 0; part < PartGradients.Count; part++)
            PartGradients[part].Clear();
    }

    /// <summary>The number of an output layer.</summary>
    public int Head(string name)
    {
        for (var head = 0; head < Heads.Count; head++)
        {
            if (Heads[head].Name == name)
                return head;
        }

        throw new ArgumentException($"The model has no output layer '{name}'.", nameof(name));
    }

    private static Initializer RecurrentStart(CellSettings cell) => cell.Recurrent switch
    {
        Models.RecurrentStart.Orthogonal => Initializer.Orthogonal(cell.RecurrentGain),
        Models.RecurrentStart.Identity => Initializer.Identity(cell.RecurrentGain),
        _ => Initializer.GlorotUniform(cell.RecurrentGain),
    };
}
