using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>
/// Which words the verb listens to: each word of a sentence is exchanged for others of its kind, and the change of the margin m = logit(were) −
/// logit(was) is
/// the word's colour. Nouns and inner verbs are exchanged for their form of the other number, adjectives for other adjectives, and all other words
/// for others of
/// those. The gradient's norm stands beside it as a contrast: it tells what a tiny change would do, and a tiny change is not another word.
/// </summary>
internal static class SentenceStrips
{
    private const int Tries = 12;

    /// <summary>Makes the strip of a sentence, up to the word at which the verb is asked for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">Its task.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="random">Which adjectives and other words are tried.</param>
    public static SentenceStrip Of(SequenceModel<double> model, SentenceTask task, Sentence sentence, RandomSource random)
    {
        var steps = task.VerbAskedAt(sentence) + 1;
        var run = new SequenceRun<double>(model, steps, Tries);
        int[] own = [.. Enumerable.Range(0, steps).Select(position => task.Input(sentence, position))];
        var margin = Margins(run, task, [own])[0];
        var gradients = Gradients(run, task, own);
        var words = new List<StripWord>();
        for (var position = 0; position < steps; position++)
        {
            var others = Others(task, sentence, position, random).Where(other => other != own[position]).ToList();
            var exchanged = others.Select(other => Exchanged(own, position, other)).ToList();
            var change = exchanged.Count == 0 ? double.NaN : Sample.Mean(Margins(run, task, exchanged)) - margin;
            words.Add(new StripWord(task.Inputs[own[position]], change, gradients[position]));
        }

        return new SentenceStrip(model.Settings.Cell.Label, words);
    }

    /// <summary>The words that a word may be exchanged for.</summary>
    private static IEnumerable<int> Others(SentenceTask task, Sentence sentence, int position, RandomSource random)
    {
        var (word, lexicon) = (sentence.Words[position], Lexicon.Default);
        switch (word.Kind)
        {
            case WordKind.Subject or WordKind.Noun or WordKind.Companion:
                var noun = lexicon.Nouns.First(noun => noun.English.Singular == word.English || noun.English.Plural == word.English).English;
                return [task.Inputs[noun.Singular == word.English ? noun.Plural : noun.Singular]];
            case WordKind.InnerVerb or WordKind.Verb:
                var forms = lexicon.Verb("was").English;
                var other = task.Inputs.Find(forms.Singular == word.English ? forms.Plural : forms.Singular);
                return other >= 0 ? [other] : []; // A task may read the verb without its number.
            case WordKind.Adjective or WordKind.Predicate:
                return [.. Enumerable.Range(0, Tries).Select(_ => task.Inputs[lexicon.Adjectives[random.NextInt(lexicon.Adjectives.Count)].English])];
            default:
                return [.. Plain().Where(plain => plain != word.English).Select(plain => task.Inputs[plain]).Take(Tries)];
        }
    }

    private static IEnumerable<string> Plain() => ["the", ",", "and", "very", "which", .. Grammar.Prepositions];

    private static int[] Exchanged(int[] tokens, int position, int other)
    {
        int[] exchanged = [.. tokens];
        exchanged[position] = other;
        return exchanged;
    }

    /// <summary>The margin of each of several sentences.</summary>
    private static double[] Margins(SequenceRun<double> run, SentenceTask task, List<int[]> sentences)
    {
        Run(run, sentences);
        var (steps, batch) = (run.Tape.Steps, sentences.Count);
        var targets = new int[steps * batch];
        Array.Fill(targets, SentenceTask.NotScored);
        Array.Fill(targets, task.VerbForm(GrammaticalNumber.Plural), (steps - 1) * batch, batch);
        var scored = run.Score(run.Model.Head(task.Head), targets);
        return [.. Enumerable.Range(0, batch).Select(i =>
            scored.Logits(i)[task.VerbForm(GrammaticalNumber.Plural)] - scored.Logits(i)[task.VerbForm(GrammaticalNumber.Singular)])];
    }

    /// <summary>‖∂m/∂x_k‖ for the vector x_k of each word.</summary>
    private static double[] Gradients(SequenceRun<double> run, SentenceTask task, int[] sentence)
    {
        Run(run, [sentence]);
        var model = run.Model;
        var (readout, last) = (model.Readouts[model.Head(task.Head)].Weights["Wy"], sentence.Length - 1);
        var seed = run.Tape.Seed(model.Kind.Read)[last, 0];
        for (var i = 0; i < seed.Length; i++)
            seed[i] = readout[task.VerbForm(GrammaticalNumber.Plural), i] - readout[task.VerbForm(GrammaticalNumber.Singular), i];
        model.ClearGradients();
        model.Cell.Backward(run.Tape, GradientsOf.Inputs);
        var gradients = run.Tape.InputGradient(model.Kind.Input);
        var norms = new double[sentence.Length];
        for (var step = 0; step < norms.Length; step++)
        {
            foreach (var element in gradients[step, 0])
                norms[step] += element * element;
        }

        return Array.ConvertAll(norms, Math.Sqrt);
    }

    private static void Run(SequenceRun<double> run, List<int[]> sentences)
    {
        var (steps, batch) = (sentences[0].Length, sentences.Count);
        var tokens = new int[steps * batch];
        for (var row = 0; row < tokens.Length; row++)
            tokens[row] = sentences[row % batch][row / batch];
        run.Tape.ClearSeeds();
        run.Load(tokens, steps, batch);
        run.Forward();
    }
}
