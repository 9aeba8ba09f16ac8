using System.Text.Json.Serialization;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>
/// All that a run of the lab measured about the claims: what verdicts are computed from, and what the report draws. It is written as JSON;
/// the same evidence gives the same report. A part that was not run is null, and its claim is then not decided.
/// </summary>
internal sealed record Evidence
{
    /// <summary>What ran, with which seed and settings.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>Claim 1: three sets of weights, the same at every step.</summary>
    public IReadOnlyList<WeightsEvidence> Weights { get; init; } = [];

    /// <summary>Claim 2: two roles.</summary>
    public IReadOnlyList<RoleCutEvidence> RoleCuts { get; init; } = [];

    /// <summary>Claim 3: a separate backward pass for each word.</summary>
    public PassesEvidence? Passes { get; init; }

    /// <summary>Claim 4: the beginning of backpropagation does not vanish.</summary>
    public BeginningEvidence? Beginning { get; init; }

    /// <summary>Claim 5: its end does.</summary>
    public EndEvidence? End { get; init; }

    /// <summary>Claim 6: what depends on the current word alone comes out right.</summary>
    public NowEvidence? Now { get; init; }

    /// <summary>Claim 7: the context that is handed to the verb is garbage.</summary>
    public ContextEvidence? Context { get; init; }

    /// <summary>The remark: the same matrices again and again.</summary>
    public SameMatrixEvidence? SameMatrix { get; init; }

    /// <summary>Training runs of all arms: survival curves and accuracy over distance are drawn from them.</summary>
    public IReadOnlyList<ArmEvidence> Arms { get; init; } = [];

    /// <summary>How gradients flow in the cells that were measured.</summary>
    public IReadOnlyList<FlowEvidence> Flows { get; init; } = [];

    /// <summary>What happens while one network learns: r(n), gap and accuracy on one axis.</summary>
    public IReadOnlyList<TimelineEvidence> Timelines { get; init; } = [];

    /// <summary>Sentences whose words are coloured by what exchanging each does to the margin.</summary>
    public IReadOnlyList<SentenceStrip> Strips { get; init; } = [];
}

/// <summary>How a run can be repeated, and how far its numbers can be trusted.</summary>
/// <param name="Seed">The seed from which all others follow.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="Command">The command that repeats it.</param>
/// <param name="Settings">Settings by name, in order.</param>
/// <param name="DifferenceError">The largest relative error of gradients against finite differences.</param>
/// <param name="Subnormals">How many subnormal numbers were among the measured gradients.</param>
/// <param name="IdenticalArmsDiffer">Whether two arms with the same settings and seeds gave different results. They must not.</param>
/// <param name="Times">Seconds by part. Not in the report's text that must be the same each time.</param>
internal sealed record RunInfo(
    int Seed, string Version, string Command, IReadOnlyList<NamedSetting> Settings, double DifferenceError, long Subnormals,
    bool IdenticalArmsDiffer, IReadOnlyList<PartTime> Times);

/// <summary>A setting as the report prints it.</summary>
internal sealed record NamedSetting(string Name, string Value);

/// <summary>How long a part of a run took.</summary>
internal sealed record PartTime(string Part, double Seconds);

/// <summary>A number with its interval.</summary>
internal readonly record struct Estimate(double Value, double Low, double High);

/// <summary>How many of how many.</summary>
internal readonly record struct Count(int Hits, int Of)
{
    /// <summary>The share, NaN of none. It is not written to files, where it could contradict the counts.</summary>
    [JsonIgnore]
    public double Share => Of == 0 ? double.NaN : (double)Hits / Of;

    /// <summary>All counts together.</summary>
    public static Count Sum(IEnumerable<Count> counts)
        => counts.Aggregate(default(Count), (sum, count) => new Count(sum.Hits + count.Hits, sum.Of + count.Of));
}

/// <summary>Claim 1, for one cell.</summary>
/// <param name="Cell">The cell, with embedding and output layer.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="UntiedError">‖Σₖ ∂L/∂Wₖ − ∂L/∂W‖ / ‖∂L/∂W‖, where Wₖ is a copy for step k alone.</param>
internal sealed record WeightsEvidence(string Cell, IReadOnlyList<WeightInfo> Weights, double UntiedError);

/// <summary>A weight.</summary>
/// <param name="Name">Its name in the cell.</param>
/// <param name="Sizes">Its sizes; two for a matrix.</param>
/// <param name="Region">Where its product runs: Once, Before, Loop or After; several with commas between.</param>
internal sealed record WeightInfo(string Name, IReadOnlyList<int> Sizes, string Region);

/// <summary>Claim 2: a cell trained without a part of one weight's gradient, beside the same seeds with all of it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Cut">"now" (lag 0) or "later" (lag above 0).</param>
/// <param name="Task">The task that this part of the gradient should matter to.</param>
/// <param name="Full">Accuracy of each seed with the whole gradient, 0 to 1.</param>
/// <param name="WithCut">Accuracy of each seed without the part.</param>
internal sealed record RoleCutEvidence(string Cell, string Weight, string Cut, string Task, IReadOnlyList<double> Full, IReadOnlyList<double> WithCut);

/// <summary>Claim 3.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Words">T.</param>
/// <param name="Difference">The relative difference between the gradient of one pass over the summed loss and the sum of T passes.</param>
/// <param name="OnePass">Step adjoints of one pass: T.</param>
/// <param name="SeparatePasses">Step adjoints of a pass for each word: T(T+1)/2.</param>
internal sealed record PassesEvidence(string Cell, int Words, double Difference, long OnePass, long SeparatePasses);

/// <summary>Claim 4.</summary>
/// <param name="Regime">What it was trained on, in words.</param>
/// <param name="Seeds">Seeds that fail at the verb.</param>
/// <param name="Ratios">‖adjoint before tanh‖ / ‖adjoint after it‖ at the word itself, by the scale of the weights.</param>
internal sealed record BeginningEvidence(string Regime, IReadOnlyList<FailingSeed> Seeds, IReadOnlyList<AdjointRatio> Ratios);

/// <summary>A network that fails at the verb: how well it does each word's own task.</summary>
internal sealed record FailingSeed(int Seed, Count Verb, Count Words, double AdjointRatio);

/// <summary>The ratio of the adjoints before and after the nonlinearity of one step, where recurrent weights have the given spectral radius.</summary>
internal sealed record AdjointRatio(double SpectralRadius, double Ratio);

/// <summary>Claim 5.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Regime">What it was trained on, in words.</param>
/// <param name="Slopes">The slope of log₁₀ r(n) a word, before training, of each seed.</param>
/// <param name="CutAt">The lag from which on the gradient was cut.</param>
/// <param name="FullGradient">For each seed, accuracy at the far verb after training with the whole gradient.</param>
/// <param name="CutGradient">The same, with the gradient cut below the distance.</param>
internal sealed record EndEvidence(
    string Cell, string Regime, IReadOnlyList<double> Slopes, int CutAt, IReadOnlyList<double> FullGradient, IReadOnlyList<double> CutGradient);

/// <summary>Claim 6: translating the noun, early and late in the sentence, and with another context handed to it.</summary>
internal sealed record NowEvidence(string Cell, string Regime, IReadOnlyList<NowSeed> Seeds);

/// <summary>Claim 6, one seed.</summary>
internal sealed record NowSeed(int Seed, Count Early, Count Late, Count Exchanged);

/// <summary>Claim 7: checkpoints that are right at a short distance and wrong at a long one; none is a result, too.</summary>
internal sealed record ContextEvidence(string Cell, string Regime, IReadOnlyList<FailingCheckpoint> Checkpoints);

/// <summary>One such checkpoint.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Updates">How many updates it was trained for.</param>
/// <param name="Short">Right at the verb in short sentences.</param>
/// <param name="Long">Right at the verb in long ones.</param>
/// <param name="Probe">The subject's number read from the state at the verb.</param>
/// <param name="ProbeControl">The best of the controls: an untrained network, shuffled labels, the current word alone.</param>
/// <param name="RightDonor">Right after the state was exchanged for a donor's of the right number.</param>
/// <param name="WrongDonor">Answers that flipped with a donor of the wrong number.</param>
/// <param name="SameDonor">Answers that changed with a donor of the same number as the answer; there should be none.</param>
/// <param name="RandomDonor">Answers that changed with a random direction of equal norm.</param>
/// <param name="NewOutput">Right with an output layer trained anew on the long sentences.</param>
internal sealed record FailingCheckpoint(
    int Seed, int Updates, Count Short, Count Long, Count Probe, Count ProbeControl, Count RightDonor, Count WrongDonor, Count SameDonor, Count RandomDonor,
    Count NewOutput);

/// <summary>The remark: slopes of log₁₀ of the gradient's norm a step, with the same weight at every step and with a fresh one.</summary>
/// <param name="Same">The slope of each seed with the same weight at every step.</param>
/// <param name="Fresh">The slope of each seed with a fresh one, in the same order of seeds.</param>
/// <param name="Curves">log₁₀ of the gradient's norm over the steps back; a name is "CASE: same" or "CASE: fresh".</param>
internal sealed record SameMatrixEvidence(IReadOnlyList<double> Same, IReadOnlyList<double> Fresh, IReadOnlyList<LagCurve> Curves)
{
    /// <summary>Every cell, law and scale that was compared; <see cref="Same"/> and <see cref="Fresh"/> are those of the first.</summary>
    public IReadOnlyList<SameMatrixCaseEvidence> Cases { get; init; } = [];
}

/// <summary>The remark, for one cell with weights from one law.</summary>
/// <param name="Name">The case in words.</param>
/// <param name="Same">The slope of each seed with the same weight at every step.</param>
/// <param name="Fresh">The slope of each seed with a fresh one.</param>
/// <param name="SpectralRadius">
/// For each seed log₁₀ of the matrix' spectral radius, what a linear step with the same matrix tends to; NaN where it is unknown.
/// </param>
/// <param name="Lyapunov">What a linear step with fresh matrices tends to; NaN where it is unknown.</param>
internal sealed record SameMatrixCaseEvidence(
    string Name, IReadOnlyList<double> Same, IReadOnlyList<double> Fresh, IReadOnlyList<double> SpectralRadius, double Lyapunov);

/// <summary>One arm of an experiment: the same settings with several seeds.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Regime">What it was trained on, in words: printed with every verdict that rests on it.</param>
/// <param name="Updates">How many updates it was trained for.</param>
/// <param name="Seeds">The runs.</param>
internal sealed record ArmEvidence(string Experiment, string Arm, string Cell, string Regime, int Updates, IReadOnlyList<SeedEvidence> Seeds);

/// <summary>One training run.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="LearnedAt">The update at which it counts as learned; null where it never did.</param>
/// <param name="Final">Accuracy by distance and attractors at the end.</param>
internal sealed record SeedEvidence(int Seed, int? LearnedAt, IReadOnlyList<DistanceAccuracy> Final);

/// <summary>Accuracy at one distance.</summary>
internal sealed record DistanceAccuracy(int Distance, int Attractors, bool IsTrained, Count Right);

/// <summary>A curve over the lag: its median, and quartiles where there are several examples.</summary>
internal sealed record LagCurve(string Name, IReadOnlyList<double> Median, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);

/// <summary>How gradients flow in one cell on one batch.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="When">"untrained" or "trained".</param>
/// <param name="Map">log₁₀ ‖∂L_t/∂s_k‖ for t ≥ k, by rows of t; NaN elsewhere.</param>
/// <param name="Curves">r(n), for the states jointly and for each, and bounds beside it.</param>
/// <param name="SingularValues">Bands of the step Jacobian's singular values at each step: largest, quartiles, smallest.</param>
/// <param name="RoleShares">The signed share of each lag in each weight's gradient.</param>
/// <param name="PathShares">The share of each read of a state, by the statement that reads it.</param>
/// <param name="Spectrum">Numbers of the step Jacobian.</param>
internal sealed record FlowEvidence(
    string Cell, string When, IReadOnlyList<IReadOnlyList<double>> Map, IReadOnlyList<LagCurve> Curves, IReadOnlyList<SingularBand> SingularValues,
    IReadOnlyList<RoleShare> RoleShares, IReadOnlyList<PathShare> PathShares, Spectrum Spectrum);

/// <summary>The singular values of the joint step Jacobian at one step.</summary>
internal sealed record SingularBand(int Step, double Largest, double Upper, double Median, double Lower, double Smallest);

/// <summary>Numbers of the joint step Jacobian.</summary>
internal sealed record Spectrum(double SpectralRadius, double Condition, Estimate LargestLyapunov, int BurnIn);

/// <summary>A weight's gradient by lag.</summary>
internal sealed record RoleShare(string Weight, IReadOnlyList<double> Shares, double Cancelling, double SignalToNoise);

/// <summary>What flows back through one read of a state.</summary>
internal sealed record PathShare(string State, string Statement, IReadOnlyList<double> Shares, IReadOnlyList<double> OnlyThisRead);

/// <summary>One network while it learns.</summary>
internal sealed record TimelineEvidence(string Cell, string Regime, IReadOnlyList<TimelinePoint> Points);

/// <summary>One evaluation.</summary>
internal sealed record TimelinePoint(int Update, double Reach, double Gap, double Accuracy);

/// <summary>A sentence, and what each word does to the margin.</summary>
internal sealed record SentenceStrip(string Cell, IReadOnlyList<StripWord> Words);

/// <summary>A word: the change of the margin when it is exchanged for another of its kind, and, as a contrast, the gradient's norm at it.</summary>
internal sealed record StripWord(string Text, double Change, double Gradient);
