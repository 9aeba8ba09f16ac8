using System.Diagnostics;
using System.Reflection;
using AutoDiffRnn.Benchmarks.Harness;

namespace AutoDiffRnn.Benchmarks.Ladder;

/// <summary>The network of one rung on the numbers that all rungs get, forward and backward.</summary>
internal sealed class RungRun
{
    private readonly Network<float> _network;
    private readonly Tape<float> _tape;
    private readonly List<double> _milliseconds = [];

    /// <summary>Makes the network, its tape, and numbers for everything that goes in.</summary>
    /// <param name="rung">The rung.</param>
    /// <param name="network">The generated type.</param>
    /// <param name="sizes">T, B, and what the network is made with, by name.</param>
    public RungRun(Rung rung, Type network, LadderSizes sizes)
    {
        Rung = rung;
        var constructor = network.MakeGenericType(typeof(float)).GetConstructors(BindingFlags.Public | BindingFlags.Instance)[0];
        _network = (Network<float>)constructor.Invoke([.. constructor.GetParameters().Select(sizes.Argument)]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _tape = _network.CreateTape(sizes.Steps, sizes.Batch);
        TapeBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        _network.Weights.Initialize(new RandomSource(seed: 20));
        Fill();
    }

    public Rung Rung { get; }

    /// <summary>The name of the cell.</summary>
    public string CellName => _network.Cell.Name;

    /// <summary>What making the tape allocated. A seed has no memory until it is written.</summary>
    public long TapeBytes { get; }

    /// <summary>The median of a forward and a backward pass.</summary>
    public double Milliseconds => _milliseconds.Order().ElementAt(_milliseconds.Count / 2);

    /// <summary>The gradients of all weights, after a pass.</summary>
    public float[] Gradients => _network.Gradients.Values.ToArray();

    /// <summary>The sizes as a table says them.</summary>
    public string SizesText(LadderSizes sizes) => sizes.Text(_network);

    /// <summary>How many passes take that long, at least one.</summary>
    public int PassesIn(double milliseconds)
    {
        var start = Stopwatch.GetTimestamp();
        Step();
        return Math.Max(1, (int)(milliseconds / Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }

    /// <summary>One forward and one backward pass.</summary>
    public void Step()
    {
        Threads.Count = Rung.MostThreads;
        _network.Gradients.Clear();
        _network.Forward(_tape);
        _network.Backward(_tape);
    }

    /// <summary>Times some passes and keeps their mean as one sample.</summary>
    public void Sample(int passes)
    {
        // Weights that change are packed again, as in training.
        _network.Weights.MarkChanged();
        Step(); // brings its memory back into the caches, which the other rungs have used
        var start = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < passes; pass++)
            Step();
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / passes);
    }

    private void Fill()
    {
        var cell = _network.Cell;
        var random = new RandomSource(seed: 21);
        var rows = _tape.Steps * _tape.Batch;
        // The smallest matrix or vector that a token may be the number of a row of.
        var tokens = cell.Weights.Where(weight => weight.Sizes.Count > 0).Select(weight => weight.Sizes[0]).DefaultIfEmpty(1).Min();
        foreach (var input in cell.Inputs)
        {
            if (input.IsIndex)
                _tape.Index(input.Name).CopyFrom([.. Enumerable.Range(0, rows).Select(row => row % tokens)]);
            else
                _tape.Input(input.Name).CopyFrom(Numbers.Uniform(random, rows * input.Length));
        }

        foreach (var result in cell.States.Concat(cell.Outputs))
            _tape.Seed(result.Name).CopyFrom(Numbers.Uniform(random, rows * result.Length));
    }
}
