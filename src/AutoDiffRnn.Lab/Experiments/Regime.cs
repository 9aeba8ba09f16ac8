using System.Globalization;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>What a model is asked to do with sentences.</summary>
internal enum TaskKind
{
    /// <summary>Say the next word.</summary>
    NextWord,

    /// <summary>Translate each word to French.</summary>
    Translation,
}

/// <summary>What a model is trained on. It decides the result, and so it is printed with every result.</summary>
/// <param name="Task">What it is asked.</param>
/// <param name="Filling">What stands between noun and verb.</param>
/// <param name="Distances">The distances from noun to verb; each batch draws one of them.</param>
/// <param name="Loss">Where it is asked.</param>
internal sealed record Regime(TaskKind Task, Filling Filling, IReadOnlyList<int> Distances, LossAt Loss)
{
    /// <summary>The lag from which on the gradient is cut: a loss reaches so many steps, its own among them; null for all.</summary>
    public int? CutAt { get; init; }

    /// <summary>A part of one weight's gradient that is left out; null for none.</summary>
    public RoleCut? RoleCut { get; init; }

    /// <summary>The longest distance.</summary>
    public int Longest => Distances.Max();

    /// <summary>The task, over the lexicon that comes with the program.</summary>
    public SentenceTask CreateTask() => Task == TaskKind.NextWord ? NextWordTask.Default : TranslationTask.Default;

    /// <summary>What a sentence at a distance looks like.</summary>
    public SentenceSpec Spec(int distance) => Task == TaskKind.NextWord
        ? new SentenceSpec(Filling, distance)
        : new SentenceSpec(Filling, distance) { HasCompanion = Loss == LossAt.EveryWord, HasTellingPredicate = true };

    /// <summary>The regime in words.</summary>
    public string Describe()
    {
        var between = Filling switch
        {
            Filling.Adjectives => "adjectives between noun and verb",
            Filling.RelativeClause => "a relative clause between noun and verb, which repeats the number",
            _ => "prepositional phrases with other nouns between noun and verb",
        };
        var asked = (Task, Loss) switch
        {
            (TaskKind.NextWord, LossAt.Verb) => "loss at the verb only",
            (TaskKind.NextWord, _) => "loss at every word",
            (_, LossAt.Verb) => "word by word to French, loss at the verb only",
            _ => "word by word to French, loss at every word but articles and the adjectives between",
        };
        var cut = CutAt is { } lag ? $"gradient cut at lag {lag.ToString(CultureInfo.InvariantCulture)}" : "full gradient";
        var role = RoleCut is { } part ? $", without {part.Describe()}" : "";
        return $"{between}; {DescribeDistances()}; {asked}; {cut}{role}";
    }

    private string DescribeDistances()
    {
        var sorted = Distances.Order().ToArray();
        if (sorted.Length == 1)
            return $"distance {sorted[0]} only";
        var isRange = sorted[^1] - sorted[0] == sorted.Length - 1;
        return isRange ? $"distances {sorted[0]} to {sorted[^1]} mixed" : $"distances {string.Join(", ", sorted)} mixed";
    }
}

/// <summary>A part of one weight's gradient: what it gets for its work at the step of the loss, or for its work at earlier steps.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Part">Which part is left out.</param>
internal sealed record RoleCut(string Weight, LagPart Part)
{
    /// <summary>The part in words.</summary>
    public string Describe() => Part == LagPart.Now ? $"{Weight}'s gradient at lag 0" : $"{Weight}'s gradient at lags above 0";
}

/// <summary>The two parts of a weight's gradient.</summary>
internal enum LagPart
{
    /// <summary>Lag 0: the weight helps to predict now.</summary>
    Now,

    /// <summary>All lags above 0: the weight passes on what later steps need.</summary>
    Later,
}
