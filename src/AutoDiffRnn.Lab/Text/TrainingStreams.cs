using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Text;

/// <summary>Where <see cref="TrainingStreams"/> are in the text: all that is needed to go on from there.</summary>
/// <param name="Pass">How many passes over the text have begun.</param>
/// <param name="Offset">How many characters each stream left out at its start in this pass.</param>
/// <param name="Segment">How many segments of this pass were handed out.</param>
internal readonly record struct StreamPosition(int Pass, int Offset, int Segment);

/// <summary>
/// Cuts a text into B streams that run side by side, and each stream into segments of T characters that follow one another without
/// a gap: so the states after a segment are those that the next one starts from.
/// </summary>
/// <remarks>
/// Each pass starts at a random offset below T. The cuts between segments, where backpropagation through time ends, so fall on
/// other characters in each pass.
/// </remarks>
internal sealed class TrainingStreams
{
    private readonly ReadOnlyMemory<int> _tokens;
    private readonly int _length;
    private readonly int _batch;
    private readonly int _streamLength;

    /// <summary>Lays <paramref name="batch"/> streams over <paramref name="tokens"/>.</summary>
    /// <param name="tokens">The text to train on.</param>
    /// <param name="length">The characters in a segment, T.</param>
    /// <param name="batch">The number of streams, B.</param>
    /// <param name="name">The name of the text, for messages.</param>
    /// <exception cref="LabException">The text has no room for a single segment in each stream.</exception>
    public TrainingStreams(ReadOnlyMemory<int> tokens, int length, int batch, string name)
    {
        // A stream of n characters has n − 1 that are followed by one; streams overlap by that last character.
        _streamLength = (tokens.Length - 1) / batch;
        if (_streamLength < length)
            throw LabErrors.TextTooShort(name, tokens.Length, length, batch);
        _tokens = tokens;
        _length = length;
        _batch = batch;
    }

    /// <summary>Where the streams are; setting it makes them go on from there.</summary>
    /// <exception cref="ArgumentException">There is no such place in the text.</exception>
    public StreamPosition Position
    {
        get;
        set
        {
            var exists = value.Pass >= 0 && value.Offset >= 0 && value.Segment >= 0
                && value.Offset + (long)value.Segment * _length <= _streamLength;
            field = exists ? value : throw new ArgumentException($"{nameof(value)}: expected a place in the text, but got {value}.", nameof(value));
        }
    }

    /// <summary>Hands out the next segment of every stream.</summary>
    /// <param name="tokens">Receives the characters, time-major: <c>[T, B]</c>.</param>
    /// <param name="targets">Receives the character that follows each of them: <c>[T, B]</c>.</param>
    /// <param name="random">Where the offsets of passes come from.</param>
    /// <returns>Whether a new pass begins with it, whose states have no past.</returns>
    public bool Next(Span<int> tokens, Span<int> targets, RandomSource random)
    {
        var isNewPass = Position.Pass == 0 || Position.Offset + (Position.Segment + 1) * _length > _streamLength;
        if (isNewPass)
            Position = new StreamPosition(Position.Pass + 1, random.NextInt(Math.Min(_length, _streamLength - _length + 1)), 0);

        var text = _tokens.Span;
        for (var stream = 0; stream < _batch; stream++)
        {
            var start = stream * _streamLength + Position.Offset + Position.Segment * _length;
            for (var step = 0; step < _length; step++)
            {
                tokens[step * _batch + stream] = text[start + step];
                targets[step * _batch + stream] = text[start + step + 1];
            }
        }

        Position = Position with { Segment = Position.Segment + 1 };
        return isNewPass;
    }
}
