using System.CommandLine;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Report;
using AutoDiffRnn.Lab.Results;
using AutoDiffRnn.Lab.Statistics;
using static AutoDiffRnn.Lab.Commands.Tables;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab roles</c>: what each part of a weight's gradient is good for.</summary>
internal sealed class RolesCommand : MeasuringCommand
{
    private static readonly RoleCutSettings _defaults = new();

    private readonly Option<long?> _seeds = CheckedOption.Whole(
        "--seeds", $"The seeds of each arm. Default: {_defaults.Seeds}.", 2, PairedDifference.MostPairs);

    private readonly Option<long?> _hidden = CheckedOption.Whole("--hidden", $"The size of the states, H. Default: {_defaults.Hidden}.", 1, 1024);

    /// <summary>Makes the command.</summary>
    public RolesCommand()
        : base("roles", "Trains a tanh network without one part of a weight's gradient: what the weight does now, or what it passes on to later words.")
        => AddOptions(_seeds, _hidden);

    /// <inheritdoc/>
    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab roles", "input and context weights, each without either part, beside the same seeds with all of the gradient"),
        ("lab roles --seeds 24 --seed 100", "with more seeds, and others"),
    ];

    /// <inheritdoc/>
    protected override Func<IRunProgress, CancellationToken, Action<ResultFolder>> Plan(ParseResult given)
    {
        var settings = _defaults with
        {
            Seed = Seed(given),
            Seeds = (int)(given.GetValue(_seeds) ?? _defaults.Seeds),
            Hidden = (int)(given.GetValue(_hidden) ?? _defaults.Hidden),
        };
        var store = new RunStore(Path.Combine(Folder(given), "runs"));
        return (progress, cancellation) =>
        {
            var cuts = new RoleCutExperiment(settings, store).Run(progress, cancellation);
            return folder =>
            {
                folder.WriteJson("roles.json", new { Settings = settings, Cuts = cuts });
                folder.WriteCsv(
                    "roles.csv",
                    ["weight", "cut", "task", "seed", "full", "with_cut"],
                    cuts.SelectMany(cut => cut.Full.Select((full, i) => (object[])[cut.Weight, cut.Cut, cut.Task, settings.Seed + (ulong)i, full, cut.WithCut[i]])));
                Draw(folder, ClaimFigures.Cuts(cuts, "lab roles"));
                foreach (var cut in cuts)
                {
                    var cost = PairedDifference.Of(cut.WithCut, cut.Full);
                    Line($"{cut.Weight} without its gradient {(cut.Cut == "now" ? "at the step of the loss" : "at earlier steps")}: {cut.Task}");
                    var points = Invariant($"{100 * cost.Mean.Value:0} points ({100 * cost.Mean.Low:0} to {100 * cost.Mean.High:0})");
                    Line($"    {100 * Sample.Mean(cut.Full):0} % with all of it, {100 * Sample.Mean(cut.WithCut):0} % without; it costs {points}");
                }
            };
        };
    }
}
