using System.Numerics;

namespace AutoDiffRnn.Lab.Models;

/// <summary>
/// A model run over T words of B sentences, forward and back. Everything is allocated once: <see cref="Load"/>, <see cref="Forward"/>,
/// <see cref="Score"/>, <see cref="Backward"/>.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class SequenceRun<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _tokens;
    private readonly ScoredRows<T>[] _scored;
    private readonly bool[] _isScored;
    private readonly bool _readsState;

    /// <summary>Makes a run with room for so many words and sentences.</summary>
    public SequenceRun(SequenceModel<T> model, int maxSteps, int maxBatch)
    {
        Model = model;
        Tape = model.Cell.CreateTape(maxSteps, maxBatch);
        _tokens = new int[maxSteps * maxBatch];
        _isScored = new bool[maxSteps * maxBatch];
        _scored = [.. model.Readouts.Select(readout => new ScoredRows<T>(readout, maxSteps * maxBatch))];
        _readsState = model.Cell.Cell.States.Any(state => state.Name == model.Kind.Read);
    }

    /// <summary>The model.</summary>
    public SequenceModel<T> Model { get; }

    /// <summary>The recurrent network's tape.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The words that are read, <c>[T, B]</c>.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Tape.Steps * Tape.Batch);

    /// <summary>Sets the words to be read, <c>[T, B]</c>. Initial states stay as they are.</summary>
    public void Load(ReadOnlySpan<int> tokens, int steps, int batch)
    {
        if (Tape.Steps != steps || Tape.Batch != batch)
            Tape.Resize(steps, batch);
        else
            Tape.ClearSeeds();
        tokens.CopyTo(_tokens);
        Array.Clear(_isScored);
        Model.Embedding.Forward(Tokens, Tape.Input(Model.Kind.Input));
        foreach (var scored in _scored)
            scored.Clear();
    }

    /// <summary>Runs the cell over all words.</summary>
    public void Forward() => Model.Cell.Forward(Tape);

    /// <summary>What the output layers read, <c>[T, B, H]</c>.</summary>
    public Series<T> ReadValues => _readsState ? Tape.State(Model.Kind.Read) : Tape.Output(Model.Kind.Read);

    /// <summary>Runs an output layer where a word is asked for.</summary>
    /// <param name="head">The output layer.</param>
    /// <param name="targets">The words that are asked for, <c>[T, B]</c>; negative for none.</param>
    /// <returns>The results, in the order of time and then of sentences.</returns>
    public ScoredRows<T> Score(int head, ReadOnlySpan<int> targets)
    {
        var scored = _scored[head];
        scored.Run(ReadValues, targets);
        foreach (var row in scored.Rows)
            _isScored[row] = true;
        return scored;
    }

    /// <summary>Whether a word is asked for at row t·B + b, by any output layer.</summary>
    public bool IsScored(int row) => _isScored[row];

    /// <summary>
    /// Adds the gradients of the summed loss of all scored words, times <paramref name="scale"/>, to those of the model.
    /// </summary>
    /// <param name="scale">What each word's loss counts.</param>
    /// <param name="source">How the gradient goes through time; null for all the way.</param>
    public void Backward(T scale, IGradientSource<T>? source = null)
    {
        BackwardReadouts(scale);
        if (source is null)
            BackwardCell();
        else
            source.Backward(this);
    }

    /// <summary>Adds the gradients of the cell, and of the words where they are learned, for the seeds on the tape: all the way back.</summary>
    public void BackwardCell()
    {
        Model.Cell.Backward(Tape, Model.LearnsWords ? GradientsOf.Inputs : GradientsOf.WeightsOnly);
        if (Model.LearnsWords)
            Model.Embedding.Backward(Tokens, Tape.InputGradient(Model.Kind.Input));
    }

    /// <summary>Runs the output layers back: their gradients, and the seeds of what they read.</summary>
    private void BackwardReadouts(T scale)
    {
        foreach (var scored in _scored)
        {
            if (scored.Count > 0)
                scored.Backward(scale, Tape.Seed(Model.Kind.Read));
        }
    }
}

/// <summary>How the gradient of what output layers read becomes that of the cell's weights and inputs.</summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal interface IGradientSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds gradients to the cell's and to the embedding's, for the seeds on the run's tape.</summary>
    void Backward(SequenceRun<T> run);
}
