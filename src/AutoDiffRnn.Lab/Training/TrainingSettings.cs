using System.Globalization;

namespace AutoDiffRnn.Lab.Training;

/// <summary>
/// All that decides what a run computes, beside its text: two runs with the same settings and text have the same weights after the
/// same number of updates. A run keeps its settings for life; how long to train in one go is no part of them.
/// </summary>
internal sealed record TrainingSettings
{
    /// <summary>The rules that <c>--optimizer</c> knows, with the learning rate of each that suits character models.</summary>
    public static IReadOnlyDictionary<string, double> Optimizers { get; } =
        new Dictionary<string, double>(StringComparer.Ordinal) { ["adam"] = 0.006, ["adamw"] = 0.006, ["sgd"] = 0.5 };

    /// <summary>The courses of the learning rate that <c>--schedule</c> knows.</summary>
    public static IReadOnlyList<string> Schedules { get; } = ["cosine", "constant"];

    /// <summary>The name of the cell, see <see cref="Models.CharacterCell.All"/>.</summary>
    public string Cell { get; init; } = "lstm";

    /// <summary>The size of the states, H.</summary>
    public int Hidden { get; init; } = 256;

    /// <summary>The size of a character's vector, D.</summary>
    public int Embedding { get; init; } = 64;

    /// <summary>The characters of a segment, T: as far back as gradients go.</summary>
    public int Length { get; init; } = 64;

    /// <summary>The streams side by side, B.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>The name of the rule that changes the weights, one of <see cref="Optimizers"/>.</summary>
    public string Optimizer { get; init; } = "adamw";

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = Optimizers["adamw"];

    /// <summary>The course of the learning rate, one of <see cref="Schedules"/>.</summary>
    public string Schedule { get; init; } = "cosine";

    /// <summary>The largest norm of all gradients together; larger ones are scaled down to it.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>Where the first weights and the offsets of passes come from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The updates of the whole run, which the learning rate falls over.</summary>
    public long Updates { get; init; } = 4000;

    /// <summary>The updates from one line of progress, with a look at held-out text and a checkpoint, to the next.</summary>
    public long EvaluateEvery { get; init; } = 100;

    /// <summary>All settings as text, each under the name of its option: what a checkpoint keeps, and what two runs are compared by.</summary>
    public IReadOnlyDictionary<string, string> Entries => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["cell"] = Cell,
        ["hidden"] = Text(Hidden),
        ["embedding"] = Text(Embedding),
        ["length"] = Text(Length),
        ["batch"] = Text(Batch),
        ["optimizer"] = Optimizer,
        ["learning-rate"] = Text(LearningRate),
        ["schedule"] = Schedule,
        ["clip"] = Text(Clip),
        ["seed"] = Text(Seed),
        ["updates"] = Text(Updates),
        ["evaluate-every"] = Text(EvaluateEvery),
    };

    /// <summary>The settings that were written as <see cref="Entries"/>.</summary>
    /// <exception cref="KeyNotFoundException">An entry is missing.</exception>
    /// <exception cref="FormatException">An entry is not of its kind.</exception>
    /// <exception cref="OverflowException">A number is out of its type's range.</exception>
    public static TrainingSettings FromEntries(IReadOnlyDictionary<string, string> entries) => new()
    {
        Cell = entries["cell"],
        Hidden = int.Parse(entries["hidden"], CultureInfo.InvariantCulture),
        Embedding = int.Parse(entries["embedding"], CultureInfo.InvariantCulture),
        Length = int.Parse(entries["length"], CultureInfo.InvariantCulture),
        Batch = int.Parse(entries["batch"], CultureInfo.InvariantCulture),
        Optimizer = entries["optimizer"],
        LearningRate = double.Parse(entries["learning-rate"], CultureInfo.InvariantCulture),
        Schedule = entries["schedule"],
        Clip = double.Parse(entries["clip"], CultureInfo.InvariantCulture),
        Seed = ulong.Parse(entries["seed"], CultureInfo.InvariantCulture),
        Updates = long.Parse(entries["updates"], CultureInfo.InvariantCulture),
        EvaluateEvery = long.Parse(entries["evaluate-every"], CultureInfo.InvariantCulture),
    };

    /// <summary>Makes the rule that changes <paramref name="weights"/>.</summary>
    /// <exception cref="FormatException">There is no rule of that name.</exception>
    public Optimizer<float> CreateOptimizer(WeightSet<float> weights)
    {
        const double Momentum = 0.9;
        return Optimizer switch
        {
            "adam" => new Adam<float>(weights),
            "adamw" => new AdamW<float>(weights),
            "sgd" => new Sgd<float>(weights, Momentum),
            _ => throw new FormatException($"There is no optimiser '{Optimizer}'."),
        };
    }

    /// <summary>
    /// Makes the course of the learning rate: a straight rise over the first hundredth of the updates, and from there half a cosine
    /// down to a fiftieth of it, or the same rate to the end. It stays where it is if a run is made longer.
    /// </summary>
    /// <exception cref="FormatException">There is no schedule of that name.</exception>
    public LearningRateSchedule CreateSchedule()
    {
        const int WarmUpShare = 100;
        const double LastShare = 0.02;
        var warmUp = Math.Max(1, Updates / WarmUpShare);
        var rest = Math.Max(1, Updates - warmUp);
        LearningRateSchedule main = Schedule switch
        {
            "cosine" => LearningRateSchedule.Cosine(LearningRate, LearningRate * LastShare, rest),
            "constant" => LearningRateSchedule.Constant(LearningRate),
            _ => throw new FormatException($"There is no schedule '{Schedule}'."),
        };
        return LearningRateSchedule.WarmUp(LearningRate, warmUp).Then(warmUp, main);
    }

    private static string Text<TNumber>(TNumber number) where TNumber : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
