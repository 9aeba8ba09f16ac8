using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Probing;

/// <summary>
/// An output layer for the form of the verb that is trained anew, on sentences of one kind, while the rest of the model stays as it is. Where it does
/// much better than the model's own, the context was there and was read badly; where it does not, the context was lost.
/// </summary>
internal static class NewOutputLayer
{
    /// <summary>Trains one and tests it on other sentences.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">Its task.</param>
    /// <param name="settings">The sentences, here with all nouns in both parts: an output layer is not asked to do without those that it has
    /// seen.</param>
    public static Count Test(SequenceModel<double> model, SentenceTask task, ProbeSettings settings)
    {
        var random = new RandomSource(settings.Seed ^ 0x0D0D);
        var (training, test) = (Draw(settings, settings.TrainingSentences, random), Draw(settings, settings.TestSentences, random));
        var layer = LogisticProbe.Train(Read(model, task, training), Labels(training), settings.Penalty);
        return layer.Test(Read(model, task, test), Labels(test));
    }

    private static List<Sentence> Draw(ProbeSettings settings, int count, RandomSource random)
        => [.. Enumerable.Range(0, count).Select(i => Grammar.Default.Write(settings.Spec with { Number = (GrammaticalNumber)(i % 2) }, random))];

    private static double[][] Read(SequenceModel<double> model, SentenceTask task, List<Sentence> sentences)
        => [.. ReadStates.Of(model, task, sentences, [task.VerbAskedAt(sentences[0])]).Select(held => held[0].Read)];

    private static bool[] Labels(List<Sentence> sentences) => [.. sentences.Select(sentence => sentence.Number == GrammaticalNumber.Plural)];
}
