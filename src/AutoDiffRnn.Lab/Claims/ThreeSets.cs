using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Claims;

/// <summary>Claim 1: three sets of weights, the same at every step.</summary>
internal static class ThreeSets
{
    // Where the product of each set runs.
    private static readonly (string Region, string Set)[] _sets = [("Before", "input"), ("Loop", "context"), ("After", "output")];

    /// <summary>Judges it.</summary>
    public static ClaimResult Judge(IReadOnlyList<WeightsEvidence> cells)
    {
        var conditions = cells.SelectMany(Conditions).ToList();
        var verdict = Verdicts.Of(conditions);
        return new ClaimResult(
            "claim-1",
            "1. Three sets of weights",
            "An RNN has three sets of weights, the same at every step: input weights, context weights (applied to the prior activations), and "
                + "output weights.",
            true,
            "Every weight of each cell is listed with the region of time in which its product runs: Before the loop (input weights), in the Loop "
                + "(context weights), "
                + "After it (output weights). Then each weight was untied: step k got a copy Wₖ of its own. If the weights are the same at every "
                + "step, the gradients of the "
                + "copies add up to the gradient of the weight.",
            $"It holds if each cell has exactly three matrices, one in each region, and no other weights, and the sum differs by at most "
                + $"{Say.Number(Criteria.SameGradient)}. "
                + $"From {Say.Number(Criteria.OtherGradient)} on the gradients count as different; between the two it stays open.",
            "",
            conditions,
            verdict,
            [Explain(verdict, cells), "This claim is decided by construction: somebody wrote the cell, and it has the weights that were written. "
                + "The measurement only shows "
                + "that the program does what is written."]);
    }

    private static IEnumerable<Condition> Conditions(WeightsEvidence cell)
    {
        yield return new Condition(
            $"{cell.Cell}: sum of the untied gradients against the tied one",
            Say.Number(cell.UntiedError),
            "",
            $"at most {Say.Number(Criteria.SameGradient)}",
            SameGradient(cell.UntiedError));
        var missing = _sets.Where(set => !cell.Weights.Any(weight => IsIn(weight, set.Region))).Select(set => set.Set).ToList();
        yield return new Condition(
            $"{cell.Cell}: input, context and output weights",
            missing.Count == 0 ? "all three" : $"no {string.Join(", no ", missing)} weights",
            "",
            "a matrix of each kind",
            Met(missing.Count == 0));
        yield return new Condition(
            $"{cell.Cell}: weights in all",
            Say.Plural(cell.Weights.Count, "weight"),
            "",
            "three and no others",
            Met(cell.Weights.Count == _sets.Length && cell.Weights.All(weight => weight.Sizes.Count == 2)));
    }

    /// <summary>Whether two gradients are the same, but for rounding.</summary>
    public static Finding SameGradient(double difference) => difference switch
    {
        <= Criteria.SameGradient => Finding.Met,
        >= Criteria.OtherGradient => Finding.NotMet,
        _ => Finding.Open,
    };

    /// <summary>The regions in which a weight's products run: one, or several with commas between.</summary>
    public static IReadOnlyList<string> RegionsOf(WeightInfo weight) => weight.Region.Split(',', StringSplitOptions.TrimEntries);

    private static bool IsIn(WeightInfo weight, string region) => weight.Sizes.Count == 2 && RegionsOf(weight).Contains(region);

    private static Finding Met(bool isMet) => isMet ? Finding.Met : Finding.NotMet;

    private static string Explain(Verdict verdict, IReadOnlyList<WeightsEvidence> cells)
    {
        var lists = Say.List([.. cells.Select(cell => $"{cell.Cell} has {Say.Plural(cell.Weights.Count, "weight")} "
            + $"({string.Join(", ", cell.Weights.Select(weight => weight.Name))})")]);
        var worst = Say.Number(cells.Select(cell => cell.UntiedError).DefaultIfEmpty(double.NaN).Max());
        return verdict switch
        {
            Verdict.Holds => $"{lists}: one matrix for the input, one for the context, one for the output, and nothing else. The copies' gradients "
                + $"add up to within {worst}, so it "
                + "is one and the same matrix at every step.",
            Verdict.InPart => $"The picture is right about sharing where the table says so, and incomplete about the list. {lists}. Besides the "
                + "three sets there are biases, an embedding or "
                + "gates with matrices of their own; what the picture calls a set may be several weights.",
            Verdict.DoesNotHold => $"Neither the list nor the sharing is as the claim says: {lists}, and the copies' gradients miss the whole by "
                + $"up to {worst}. A layer like that is "
                + "not the network of the question.",
            _ => cells.Count == 0
                ? "No cell's weights were listed in this run, so there is nothing to judge."
                : $"It was not settled whether the copies' gradients add up to the whole ({worst} off): more than rounding explains, or not a "
                    + "number.",
        };
    }
}
