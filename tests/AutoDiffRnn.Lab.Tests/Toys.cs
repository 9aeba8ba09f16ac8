using System.Text;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Text;
using AutoDiffRnn.Lab.Training;

namespace AutoDiffRnn.Lab.Tests;

/// <summary>Small texts, settings and networks.</summary>
internal static class Toys
{
    /// <summary>A text of words in random order, the same on every machine.</summary>
    public static string Text(int characters, ulong seed = 1)
    {
        string[] words = ["tape ", "cell ", "step ", "state\n", "hoist ", "seed, ", "gate. "];
        var random = new RandomSource(seed);
        var text = new StringBuilder();
        while (text.Length < characters)
            text.Append(words[random.NextInt(words.Length)]);
        return text.ToString(0, characters);
    }

    public static Corpus Corpus(string text) => Lab.Text.Corpus.Parse("toy.txt", Encoding.UTF8.GetBytes(text));

    public static TrainingSettings Settings(string cell = "elman", string optimizer = "adamw") => new()
    {
        Cell = cell,
        Hidden = 7,
        Embedding = 5,
        Length = 6,
        Batch = 3,
        Optimizer = optimizer,
        LearningRate = 0.01,
        Updates = 60,
        EvaluateEvery = 20,
    };

    public static Network<float> Network(int vocabulary, ulong seed = 1)
        => CharacterCell.All[0].CreateInitialised(vocabulary, embedding: 4, hidden: 5, new RandomSource(seed));

    public static int[] RandomTokens(int count, int vocabulary, ulong seed = 1)
    {
        var random = new RandomSource(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt(vocabulary))];
    }
}
