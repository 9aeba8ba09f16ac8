using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>What networks are trained for with the whole gradient, and without parts of it.</summary>
/// <param name="What">The task in words.</param>
/// <param name="Regime">What they are trained on.</param>
/// <param name="Updates">The most updates.</param>
/// <param name="Cuts">The parts that should matter to the task; each is left out in an arm of its own.</param>
internal sealed record RoleTask(string What, Regime Regime, int Updates, IReadOnlyList<RoleCut> Cuts);

/// <summary>What <see cref="RoleCutExperiment"/> does.</summary>
internal sealed record RoleCutSettings
{
    /// <summary>The first seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many seeds each arm has.</summary>
    public int Seeds { get; init; } = 12;

    /// <summary>The size of the states, H.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>What the numbers of updates are multiplied with.</summary>
    public double Budget { get; init; } = 1;

    /// <summary>
    /// Elman's network. Its input and recurrent weights start at zero, so that what they do was learned: random weights do a part of both roles. The
    /// words' vectors stay as they were drawn, so that the input weights alone tell words apart.
    /// </summary>
    public ModelSettings Model => new(new CellSettings("Elman") { RecurrentGain = 0, InputGain = 0 }, Hidden) { LearnsWords = false };

    /// <summary>The tasks: what the current word alone tells, and what an earlier one does.</summary>
    public IReadOnlyList<RoleTask> Tasks { get; } =
    [
        new(
            "translate each noun",
            new Regime(TaskKind.Translation, Filling.Adjectives, [4], LossAt.EveryWord),
            Updates: 800,
            [new RoleCut("Wx", LagPart.Now)]),
        new(
            "the verb's number, 1 to 4 words after the noun",
            new Regime(TaskKind.Translation, Filling.Adjectives, [1, 2, 3, 4], LossAt.Verb),
            Updates: 5000,
            [new RoleCut("Wx", LagPart.Later), new RoleCut("Wh", LagPart.Now), new RoleCut("Wh", LagPart.Later)]),
    ];

    /// <summary>The training of a task's networks.</summary>
    public TrainingPlan Plan(RoleTask task) => new() { Seed = Seed, Seeds = Seeds, Updates = Math.Max(1, (int)Math.Round(Budget * task.Updates)) };
}

/// <summary>Claim 2: what does it cost to leave out the part of a weight's gradient that belongs to one of its roles?</summary>
internal sealed class RoleCutExperiment(RoleCutSettings settings, RunStore? store = null, int workers = 2)
{
    private const string Name = "roles";
    private const ulong TestSeed = 606;

    /// <summary>Does all runs, with and without the cuts.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; finished runs are in the store.</exception>
    public IReadOnlyList<RoleCutEvidence> Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var arms = settings.Tasks.SelectMany(task => task.Cuts.Prepend(null).Select(cut => (Task: task, Cut: cut))).ToList();
        var runs = arms.SelectMany(arm => settings.Plan(arm.Task).Runs(Name, arm.Task.What, settings.Model, arm.Task.Regime with { RoleCut = arm.Cut })).ToList();
        var results = new RunQueue(store, workers).Run(
            runs, run => $"{Name}, {run.Regime.RoleCut?.Describe() ?? "nothing"} left out, seed {run.Seed}", Train, progress ?? NoProgress.Instance, cancellation);
        var accuracy = arms.Zip(results.Select(result => result.Accuracy).Chunk(settings.Seeds)).ToList();
        return [.. accuracy.Where(arm => arm.First.Cut is not null).Select(arm => Evidence(arm.First.Task, arm.First.Cut!, Full(arm.First.Task), arm.Second))];

        double[] Full(RoleTask task) => accuracy.First(arm => ReferenceEquals(arm.First.Task, task) && arm.First.Cut is null).Second;
    }

    private RoleCutEvidence Evidence(RoleTask task, RoleCut cut, double[] full, double[] without) => new(
        settings.Model.Cell.Label,
        cut.Weight,
        cut.Part == LagPart.Now ? "now" : "later",
        $"{task.What} ({task.Regime.Describe()})",
        full,
        without);

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
