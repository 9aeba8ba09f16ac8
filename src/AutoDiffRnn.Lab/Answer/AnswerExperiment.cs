using System.Diagnostics;
using System.Reflection;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Flow;
using AutoDiffRnn.Lab.SameMatrix;
using AutoDiffRnn.Lab.Surgery;

namespace AutoDiffRnn.Lab.Answer;

/// <summary>All measurements of the claims, one after the other: from settings to evidence.</summary>
/// <param name="settings">What is measured.</param>
/// <param name="command">The command that repeats it.</param>
/// <param name="store">Where finished trainings are kept; null for nowhere.</param>
/// <param name="workers">How many trainings run at a time.</param>
internal sealed class AnswerExperiment(AnswerSettings settings, string command, RunStore? store = null, int workers = 2)
{
    private readonly List<PartTime> _times = [];

    /// <summary>Measures; finished trainings are found in the store.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; finished trainings are in the store.</exception>
    public Evidence Run(IRunProgress? progress = null, CancellationToken cancellation = default)
    {
        var stages = new Stages(progress ?? NoProgress.Instance, of: 8);
        var batches = settings.Cells.Select(model => new MeasuredBatch(model, settings.Seed)).ToList();
        var facts = Timed("gradients by construction", () => Facts(batches));
        cancellation.ThrowIfCancellationRequested();
        var differs = Timed("two identical arms", () => TwinsDiffer(cancellation));
        var same = Timed("same matrix", () => new SameMatrixExperiment(settings.SameMatrix).Run(stages.Next(), cancellation));
        var flows = Timed("gradient flow", () => settings.Flows.Select(flow => new FlowExperiment(flow).Run(stages.Next(), cancellation)).ToList());
        var agreement = Timed("agreement", () => new AgreementExperiment(settings.Agreement, store, workers).Run(stages.Next(), cancellation));
        var oneDistance = Timed("agreement, one distance", () => new AgreementExperiment(settings.OneDistance, store, workers).Run(stages.Next(), cancellation));
        var roles = Timed("roles", () => new RoleCutExperiment(settings.Roles, store, workers).Run(stages.Next(), cancellation));
        var translation = Timed("translation", () => new TranslateExperiment(settings.Translation, store, workers).Run(stages.Next(), cancellation));
        var context = Timed("surgery", () => new ContextExperiment(settings.Context, store, workers).Run(stages.Next(), cancellation));
        var vanilla = translation.Models[0];
        return new Evidence
        {
            Run = new RunInfo(
                (int)settings.Seed,
                Version,
                command,
                settings.Describe(),
                facts.DifferenceError,
                facts.Subnormals + flows.Sum(flow => flow.Subnormals),
                differs,
                _times),
            Weights = facts.Weights,
            RoleCuts = roles,
            Passes = facts.Passes,
            Beginning = translation.Beginning(vanilla, facts.Ratios),
            End = agreement.End(settings.Elman.Cell.Label, settings.Agreement.Spreads[0], settings.Agreement.Losses[0]),
            Now = translation.Now(vanilla),
            Context = context.ToEvidence(),
            SameMatrix = same.ToEvidence(),
            Arms = [.. agreement.Arms, .. oneDistance.Arms, .. translation.Arms],
            Flows = [.. flows.SelectMany(flow => flow.Flows)],
            Timelines = [.. agreement.Timelines, .. oneDistance.Timelines],
            Strips = [.. flows.SelectMany(flow => flow.Strips)],
        };
    }

    private static string Version => typeof(AnswerExperiment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private (List<WeightsEvidence> Weights, PassesEvidence Passes, IReadOnlyList<AdjointRatio> Ratios, double DifferenceError, long Subnormals) Facts(
        List<MeasuredBatch> batches) => (
            [.. batches.Select(GradientFacts.Weights)],
            GradientFacts.Passes(batches[0]),
            BeginningFacts.Ratios(settings.Hidden, settings.Seed, settings.Radii),
            batches.Max(batch => GradientFacts.DifferenceError(batch, settings.Seed)),
            BeginningFacts.Subnormals(settings.Hidden, settings.Seed));

    /// <summary>Trains one network twice: two arms with the same settings and seed must not differ.</summary>
    private bool TwinsDiffer(CancellationToken cancellation)
    {
        var arm = settings.Agreement.Arms.First();
        var run = (settings.Agreement.Plan with { Updates = 100, EvaluateEvery = 20 }).Runs("twins", arm.Name, settings.Elman, arm.Regime).First();
        // Side by side, as all others: what one run does must not reach the other.
        var twins = new RunQueue(workers: 2).Run([run, run], _ => "twins", (twin, token) => SentenceRun.Train(twin, null, token).Model, NoProgress.Instance, cancellation);
        return !twins[0].Parts.Zip(twins[1].Parts).All(pair => pair.First.Values.SequenceEqual(pair.Second.Values));
    }

    private TResult Timed<TResult>(string part, Func<TResult> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        _times.Add(new(part, clock.Elapsed.TotalSeconds));
        return result;
    }

    /// <summary>Several pieces of work one after the other, each with a progress of its own, shown as one that only grows.</summary>
    private sealed class Stages(IRunProgress progress, int of)
    {
        private const int Fine = 100;
        private int _stage = -1;
        private int _shown;

        public IRunProgress Next()
        {
            _stage++;
            return new Stage(this, _stage);
        }

        private void Show(int done, string what)
        {
            _shown = Math.Max(_shown, done); // a piece of work may count twice, once for each of its parts
            progress.Show(_shown, Fine * of, what);
        }

        private sealed class Stage(Stages stages, int number) : IRunProgress
        {
            public void Show(int done, int of, string what) => stages.Show(number * Fine + Fine * done / Math.Max(1, of), what);
        }
    }
}
