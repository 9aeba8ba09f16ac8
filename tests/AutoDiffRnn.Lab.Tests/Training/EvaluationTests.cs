using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Training;

namespace AutoDiffRnn.Lab.Tests.Training;

public sealed class EvaluationTests
{
    private const int Vocabulary = 6;

    [Fact]
    public void AUniformModel_CostsTheLogarithmOfTheVocabulary()
    {
        var network = Toys.Network(Vocabulary);
        network.Weights.Clear();

        var bits = new Evaluation(network, Toys.RandomTokens(500, Vocabulary), "toy.txt").BitsPerCharacter(1);

        Assert.Equal(Math.Log2(Vocabulary), bits, tolerance: 1e-6);
    }

    /// <summary>The loss of a model that knows frequencies alone depends on which characters are counted, and on nothing else.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(32 * 64 + 1)]
    [InlineData(32 * 64 + 30)]
    [InlineData(32 * 130 + 7)]
    public void EveryCharacterButTheFirst_IsCountedOnce(int length)
    {
        float[] logits = [3, 0.5f, -2, 1, 0, -4];
        var network = Toys.Network(Vocabulary);
        network.Weights.Clear();
        network.Weights["by"].CopyFrom(logits);
        var tokens = Toys.RandomTokens(length, Vocabulary);

        var bits = new Evaluation(network, tokens, "toy.txt").BitsPerCharacter(1);

        var logSum = Math.Log(logits.Sum(logit => Math.Exp(logit)));
        Assert.Equal(tokens.Skip(1).Average(token => (logSum - logits[token]) / Math.Log(2)), bits, tolerance: 1e-5);
    }

    [Fact]
    public void States_AreCarriedToTheEndOfEachStream()
    {
        const int Streams = 32;
        const int StreamLength = 150;
        var network = Toys.Network(Vocabulary);
        var tokens = Toys.RandomTokens(Streams * StreamLength + 1, Vocabulary);

        var bits = new Evaluation(network, tokens, "toy.txt").BitsPerCharacter(1);

        var losses = Enumerable.Range(0, Streams).Select(stream => LossInOneGo(network, tokens.AsSpan(stream * StreamLength, StreamLength + 1)));
        Assert.Equal(losses.Average() / Math.Log(2), bits, tolerance: 1e-5);
    }

    [Fact]
    public void AShare_IsTheBeginningOfEachStream()
    {
        const int Streams = 32;
        const int StreamLength = 100;
        var network = Toys.Network(Vocabulary);
        var tokens = Toys.RandomTokens(Streams * StreamLength + 1, Vocabulary);

        var bits = new Evaluation(network, tokens, "toy.txt").BitsPerCharacter(0.25);

        var losses = Enumerable.Range(0, Streams).Select(stream => LossInOneGo(network, tokens.AsSpan(stream * StreamLength, 26)));
        Assert.Equal(losses.Average() / Math.Log(2), bits, tolerance: 1e-5);
    }

    [Fact]
    public void RunTwice_ItStartsFromTheSameStates()
    {
        var evaluation = new Evaluation(Toys.Network(Vocabulary), Toys.RandomTokens(3000, Vocabulary), "toy.txt");

        Assert.Equal(evaluation.BitsPerCharacter(1), evaluation.BitsPerCharacter(1));
    }

    [Fact]
    public void AHeldOutPartWithNothingToPredict_IsRefused()
        => Assert.Equal("LAB012", Assert.Throws<LabException>(() => new Evaluation(Toys.Network(Vocabulary), new int[1], "toy.txt")).Id);

    /// <summary>The mean loss, in nats, of one sequence from a zero state on, run by a tape.</summary>
    private static double LossInOneGo(Network<float> network, ReadOnlySpan<int> tokens)
    {
        var tape = network.CreateTape(tokens.Length - 1, 1);
        tape.Index("token").CopyFrom(tokens[..^1]);
        tape.Index("next").CopyFrom(tokens[1..]);
        network.Forward(tape);
        return tape.Output("loss").ToArray().Average(loss => (double)loss);
    }
}
