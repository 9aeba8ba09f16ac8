using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Tests.Text;

public sealed class TrainingStreamsTests
{
    private const int Length = 5;
    private const int Batch = 3;

    // Every token is its own place in the text, so that a token tells where it came from.
    private static readonly int[] _places = [.. Enumerable.Range(0, 100)];

    [Fact]
    public void EveryTarget_IsTheNextCharacter()
    {
        var streams = Streams();
        foreach (var (tokens, targets, _) in Segments(streams, new RandomSource(1), 50))
            Assert.Equal(tokens.Select(token => token + 1), targets);
    }

    [Fact]
    public void EachSegment_GoesOnWhereTheOneBeforeEnded()
    {
        var streams = Streams();
        int[] last = [];
        foreach (var (tokens, targets, isNewPass) in Segments(streams, new RandomSource(1), 50))
        {
            if (!isNewPass)
                Assert.Equal(last, tokens[..Batch]);
            last = targets[^Batch..];
        }
    }

    [Fact]
    public void APass_ReadsNoCharacterTwice_AndAllWholeSegmentsThatThereAre()
    {
        const int StreamLength = 33; // of 99 characters that are followed by one
        var streams = Streams();
        var segments = Segments(streams, new RandomSource(1), 60).Select(segment => (streams.Position, segment.Tokens)).ToList();
        foreach (var pass in segments.GroupBy(segment => segment.Position.Pass).SkipLast(1))
        {
            var read = pass.SelectMany(segment => segment.Tokens).ToList();

            Assert.Equal(read.Count, read.Distinct().Count());
            Assert.Equal((StreamLength - pass.First().Position.Offset) / Length, pass.Count());
        }
    }

    [Fact]
    public void OnlyTheFirstSegmentOfAPass_IsSaidToBeNew()
    {
        var streams = Streams();
        var passes = 0;
        foreach (var (_, _, isNewPass) in Segments(streams, new RandomSource(1), 40))
        {
            passes += isNewPass ? 1 : 0;
            Assert.Equal(passes, streams.Position.Pass);
            Assert.Equal(isNewPass, streams.Position.Segment == 1);
        }

        Assert.True(passes > 5);
    }

    [Fact]
    public void Passes_BeginAtOffsetsOfTheirOwn()
    {
        var streams = Streams();
        var offsets = Segments(streams, new RandomSource(1), 100).Select(_ => streams.Position.Offset).Distinct();

        Assert.Equal(Enumerable.Range(0, Length), offsets.Order());
    }

    [Fact]
    public void SetToAPosition_TheyGoOnFromThere()
    {
        var (one, other) = (Streams(), Streams());
        var random = new RandomSource(1);
        _ = Segments(one, random, 9).Count();

        other.Position = one.Position;
        var goesOn = Segments(one, new RandomSource(random.State), 20).Select(segment => segment.Tokens);

        Assert.Equal(goesOn, Segments(other, random, 20).Select(segment => segment.Tokens));
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, 0, 7)]
    [InlineData(1, 4, 6)]
    [InlineData(1, 0, int.MaxValue)]
    public void APositionOutsideTheText_IsRefused(int pass, int offset, int segment)
        => Assert.Throws<ArgumentException>(() => Streams().Position = new StreamPosition(pass, offset, segment));

    [Fact]
    public void TheShortestText_HasOneSegmentInEachStream()
    {
        var streams = new TrainingStreams(_places.AsMemory(0, Length * Batch + 1), Length, Batch, "toy.txt");

        Assert.All(Segments(streams, new RandomSource(1), 4), segment => Assert.True(segment.IsNewPass));
    }

    [Fact]
    public void ATextThatIsTooShort_IsRefusedWithTheNumbers()
    {
        var error = Assert.Throws<LabException>(() => new TrainingStreams(_places.AsMemory(0, Length * Batch), Length, Batch, "toy.txt"));

        Assert.Equal("LAB012", error.Id);
        foreach (var part in (string[])["at least 16 characters", "--batch 3", "--length 5", "toy.txt", "has 15"])
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static TrainingStreams Streams() => new(_places, Length, Batch, "toy.txt");

    private static IEnumerable<(int[] Tokens, int[] Targets, bool IsNewPass)> Segments(TrainingStreams streams, RandomSource random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (tokens, targets) = (new int[Length * Batch], new int[Length * Batch]);
            var isNewPass = streams.Next(tokens, targets, random);
            yield return (tokens, targets, isNewPass);
        }
    }
}
