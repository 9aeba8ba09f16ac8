using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Flow;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.SameMatrix;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Surgery;

namespace AutoDiffRnn.Lab.Answer;

/// <summary>
/// The default set of measurements: what <c>lab answer</c> runs. It is small enough for two cores and five minutes, and large enough for each verdict to
/// be decided. Settings were chosen on other seeds than those that it reports.
/// </summary>
internal sealed record AnswerSettings
{
    /// <summary>The first seed; the others follow it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The seeds of each arm that carries a verdict.</summary>
    public int Seeds { get; init; } = 12;

    /// <summary>H.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>What the budgets of all trainings are multiplied with; 1 but for a quick look.</summary>
    public double Budget { get; init; } = 1;

    /// <summary>The cells whose weights are listed and whose gradients are taken apart.</summary>
    public IReadOnlyList<ModelSettings> Cells => [Elman, Model(new CellSettings("Gru")), Lstm];

    /// <summary>The vanilla network that the question is about.</summary>
    public ModelSettings Elman => Model(new CellSettings("Elman"));

    /// <summary>The cell that was made to remember.</summary>
    public ModelSettings Lstm => Model(new CellSettings("Lstm") { ForgetBias = 1 });

    /// <summary>The factors of weights at which claim 4 looks.</summary>
    public IReadOnlyList<double> Radii { get; init; } = [0.5, 1, 1.5, 3];

    /// <summary>Claim 5: vanilla networks on short and long sentences, with the whole and with the cut gradient.</summary>
    public AgreementSettings Agreement => new()
    {
        Plan = Plan(2500) with { TestDistances = [3, 6, 10, 20, 40, 80, 150] },
        Models = [Elman],
        Spreads = [Spread.Mixed],
        Losses = [LossAt.Verb],
    };

    /// <summary>
    /// The same task at one distance alone, whole gradient, for two cells: fewer seeds, because no verdict rests on it. It shows what a regime and a
    /// cell decide.
    /// </summary>
    public AgreementSettings OneDistance => Agreement with
    {
        Plan = Agreement.Plan with { Seeds = Math.Min(4, Seeds) },
        Models = [Elman, Model(new CellSettings("Lstm") { ForgetBias = 4 })],
        Spreads = [Spread.One],
        Cuts = [false],
    };

    /// <summary>Claim 2.</summary>
    public RoleCutSettings Roles => new() { Seed = Seed, Seeds = Seeds, Hidden = Hidden, Budget = Budget };

    /// <summary>Claims 4 and 6.</summary>
    public TranslateSettings Translation => new() { Plan = Plan(800), Models = [Elman] };

    /// <summary>Claim 7.</summary>
    public ContextSettings Context
    {
        get
        {
            var usual = new ContextSettings();
            return usual with { Model = Elman, Seed = Seed, Seeds = Seeds, Updates = Updates(usual.Updates) };
        }
    }

    /// <summary>The remark.</summary>
    public SameMatrixSettings SameMatrix => new() { Seed = Seed, Seeds = Seeds, Hidden = Hidden };

    /// <summary>How gradients flow, before and after training.</summary>
    public IEnumerable<FlowSettings> Flows => new[] { Elman, Lstm }.Select(model =>
    {
        var usual = new FlowSettings();
        return usual with { Model = model, Seed = Seed, Updates = Updates(usual.Updates) };
    });

    /// <summary>The settings as the report prints them.</summary>
    public IReadOnlyList<NamedSetting> Describe() =>
    [
        new("seeds of an arm", FormattableString.Invariant($"{Seeds}, from {Seed} on")),
        new("size of states, H", FormattableString.Invariant($"{Hidden}")),
        new("budget of trainings", FormattableString.Invariant($"{100 * Budget:0.#} % of the usual updates")),
        new("vectors", FormattableString.Invariant($"{VectorWidth.Bits} bits")),
    ];

    private ModelSettings Model(CellSettings cell) => new(cell, Hidden);

    private TrainingPlan Plan(int updates) => new() { Seed = Seed, Seeds = Seeds, Updates = Updates(updates) };

    private int Updates(int usual) => Math.Max(1, (int)Math.Round(usual * Budget));
}
