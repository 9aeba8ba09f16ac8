using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Training;

/// <summary>
/// Measures how well a model predicts a text that it was not trained on, in bits a character: <c>−log₂ p(next)</c>, the mean over
/// the characters.
/// </summary>
/// <remarks>
/// The text is read in up to 32 streams side by side, with their states carried to the end. Every character but the first of the
/// text is predicted once. The first of each stream are predicted with little or no past, which makes the figure a little worse
/// than one stream would, in a 32nd of the time.
/// </remarks>
internal sealed class Evaluation
{
    private const int MostStreams = 32;
    private const int WindowSteps = 64;

    private readonly ReadOnlyMemory<int> _tokens;
    private readonly int _streams;
    private readonly Runner<float> _runner;
    private readonly int[] _current;
    private readonly int[] _next;

    /// <summary>Makes the evaluation of <paramref name="network"/> on <paramref name="tokens"/>.</summary>
    /// <param name="network">The network, whose weights may change between runs.</param>
    /// <param name="tokens">The text.</param>
    /// <param name="name">The name of the text, for messages.</param>
    /// <exception cref="LabException">The text has fewer than two characters: there is nothing to predict.</exception>
    public Evaluation(Network<float> network, ReadOnlyMemory<int> tokens, string name)
    {
        if (tokens.Length < 2)
            throw LabErrors.HeldOutTooShort(name, tokens.Length);
        _tokens = tokens;
        _streams = Math.Min(MostStreams, tokens.Length - 1);
        _runner = network.CreateRunner(_streams, WindowSteps);
        _current = new int[_streams * WindowSteps];
        _next = new int[_streams * WindowSteps];
    }

    /// <summary>Bits in a nat: the losses of cells are in nats.</summary>
    public static double BitsPerNat => 1 / Math.Log(2);

    /// <summary>Runs the network over the text.</summary>
    /// <param name="share">The part of the text to measure on, from each stream its beginning: in (0, 1].</param>
    /// <returns>The loss in bits a character.</returns>
    public double BitsPerCharacter(double share)
    {
        var (sum, count) = (0.0, 0L);
        var longest = Length(_streams - 1);
        var steps = Math.Max(1, (int)(longest * share));
        _runner.Network.Prepare();
        _runner.Resize(WindowSteps);
        _runner.Reset();
        for (var start = 0; start < steps; start += WindowSteps)
        {
            var window = Math.Min(WindowSteps, steps - start);
            if (window < WindowSteps)
                _runner.Resize(window);
            Read(start, window);
            _runner.Run();
            Add(start, window, ref sum, ref count);
        }

        return sum / count * BitsPerNat;
    }

    /// <summary>Stream s predicts the characters from 1 + s·n / S up to 1 + (s + 1)·n / S, n in all: lengths differ by one at most.</summary>
    private int Start(int stream) => (int)((long)stream * (_tokens.Length - 1) / _streams);

    private int Length(int stream) => Start(stream + 1) - Start(stream);

    /// <summary>A stream that is shorter reads its neighbour's first character at its end, which <see cref="Add"/> leaves out.</summary>
    private void Read(int start, int window)
    {
        var text = _tokens.Span;
        for (var step = 0; step < window; step++)
        {
            for (var stream = 0; stream < _streams; stream++)
            {
                var at = Start(stream) + start + step;
                _current[step * _streams + stream] = text[at];
                _next[step * _streams + stream] = text[at + 1];
            }
        }

        _runner.Window.Index("token").CopyFrom(_current.AsSpan(0, window * _streams));
        _runner.Window.Index("next").CopyFrom(_next.AsSpan(0, window * _streams));
    }

    private void Add(int start, int window, ref double sum, ref long count)
    {
        var losses = _runner.Window.Output("loss");
        for (var step = 0; step < window; step++)
        {
            for (var stream = 0; stream < _streams; stream++)
            {
                if (start + step >= Length(stream))
                    continue;
                sum += losses[step, stream][0];
                count++;
            }
        }
    }
}
