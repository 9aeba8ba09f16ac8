using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>One question about a role: a weight, the part of its gradient that is left out, and the task that this part should matter to.</summary>
/// <param name="Cut">The weight and the part.</param>
/// <param name="Task">The task in words.</param>
/// <param name="Model">The model.</param>
/// <param name="Regime">What it is trained on.</param>
/// <param name="Plan">How.</param>
internal sealed record RoleQuestion(RoleCut Cut, string Task, ModelSettings Model, Regime Regime, TrainingPlan Plan);

/// <summary>What <see cref="RoleCutExperiment"/> does.</summary>
internal sealed record RoleCutSettings
{
    /// <summary>The first seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many seeds each arm has.</summary>
    public int Seeds { get; init; } = 6;

    /// <summary>The size of the states, H.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>
    /// The questions, all about Elman's network. Words' vectors stay as they were drawn, so that the input weights alone tell words apart; and the weight
    /// in question starts at zero or small, so that what it does was learned: random weights do a part of both roles.
    /// </summary>
    public IReadOnlyList<RoleQuestion> Questions =>
    [
        Question(
            new RoleCut("Wx", LagPart.Now),
            "translate each noun",
            Model(16, recurrentGain: 0, inputGain: 0),
            new Regime(TaskKind.Translation, Filling.Adjectives, [4], LossAt.EveryWord),
            updates: 800),
        Question(
            new RoleCut("Wx", LagPart.Later),
            "the verb's number, 3 to 6 words after the noun",
            Model(32, recurrentGain: 1, inputGain: 0),
            new Regime(TaskKind.NextWord, Filling.Adjectives, [3, 4, 5, 6], LossAt.Verb),
            updates: 1500),
        Question(
            new RoleCut("Wh", LagPart.Now),
            "the verb's number, 1 to 4 words after the noun",
            Model(16, recurrentGain: 0, inputGain: 1),
            new Regime(TaskKind.Translation, Filling.Adjectives, [1, 2, 3, 4], LossAt.Verb),
            updates: 1000),
        Question(
            new RoleCut("Wh", LagPart.Later),
            "the verb's number, 3 to 6 words after the noun",
            Model(32, recurrentGain: 0.1, inputGain: 1),
            new Regime(TaskKind.Translation, Filling.Adjectives, [3, 4, 5, 6], LossAt.Verb),
            updates: 2000),
    ];

    private RoleQuestion Question(RoleCut cut, string task, ModelSettings model, Regime regime, int updates)
        => new(cut, task, model, regime, new TrainingPlan { Seed = Seed, Seeds = Seeds, Updates = updates });

    private ModelSettings Model(int embedding, double recurrentGain, double inputGain)
        => new(new CellSettings("Elman") { RecurrentGain = recurrentGain, InputGain = inputGain }, Hidden, embedding) { LearnsWords = false };
}

/// <summary>Claim 2: what does it cost to leave out the part of a weight's gradient that belongs to one of its roles?</summary>
internal sealed class RoleCutExperiment(RoleCutSettings settings, RunStore? store = null, int workers = 2)
{
    private const string Name = "roles";
    private const ulong TestSeed = 606;

    /// <summary>Does all runs, with and without the cut.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; finished runs are in the store.</exception>
    public IReadOnlyList<RoleCutEvidence> Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var runs = settings.Questions.SelectMany(question => new[] { question.Regime, question.Regime with { RoleCut = question.Cut } }
            .SelectMany(regime => question.Plan.Runs(Name, question.Task, question.Model, regime))).ToList();
        var results = new RunQueue(store, workers).Run(
            runs, run => $"{Name}, {run.Regime.RoleCut?.Describe() ?? "nothing"} left out, seed {run.Seed}", Train, progress ?? NoProgress.Instance, cancellation);
        var arms = results.Select(result => result.Accuracy).Chunk(settings.Seeds).ToList();
        return [.. settings.Questions.Select((question, i) => new RoleCutEvidence(
            question.Model.Cell.Label,
            question.Cut.Weight,
            question.Cut.Part == LagPart.Now ? "now" : "later",
            $"{question.Task} ({question.Regime.Describe()})",
            arms[2 * i],
            arms[2 * i + 1]))];
    }

    /// <summary>Right nouns where every word is translated, right verbs otherwise.</summary>
    private static RoleCutResult Train(RunSettings run, CancellationToken cancellation)
    {
        var (record, model) = SentenceRun.Train(run, null, cancellation);
        if (run.Regime.Loss == LossAt.Verb)
            return new RoleCutResult(record.Final.Where(test => test.IsTrained).Average(test => test.Right.Share));
        var test = new WordTest(
            run.Regime.CreateTask(), Grammar.Default, run.Regime.Spec(run.Regime.Longest), 2 * run.TestSentences, new RandomSource(TestSeed));
        var right = test.Run(model);
        return new RoleCutResult((right[WordKind.Subject].Share + right[WordKind.Companion].Share) / 2);
    }

    private sealed record RoleCutResult(double Accuracy);
}
