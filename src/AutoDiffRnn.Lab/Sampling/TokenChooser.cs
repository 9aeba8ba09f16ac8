namespace AutoDiffRnn.Lab.Sampling;

/// <summary>Chooses the next token from a model's logits.</summary>
/// <param name="temperature">Logits are divided by it: below 1 likely tokens get likelier. At 0 the likeliest is always chosen.</param>
/// <param name="topK">Only so many of the likeliest tokens can be chosen.</param>
/// <param name="random">Where chance comes from.</param>
internal sealed class TokenChooser(double temperature, int topK, RandomSource random)
{
    /// <summary>
    /// Chooses token i with a probability proportional to <c>exp(logits[i] / temperature)</c> among the <c>topK</c> largest. Of two
    /// equal logits the lower token counts as the larger.
    /// </summary>
    public int Choose(ReadOnlySpan<float> logits)
    {
        var values = logits.ToArray();
        var kept = Enumerable.Range(0, values.Length).OrderByDescending(token => values[token]).Take(temperature == 0 ? 1 : topK).ToArray();
        if (kept.Length == 1)
            return kept[0];

        // Relative to the largest, so that no exponential overflows.
        var weights = kept.Select(token => Math.Exp(((double)values[token] - values[kept[0]]) / temperature)).ToArray();
        var rest = random.NextUniform() * weights.Sum();
        for (var i = 0; i < kept.Length; i++)
        {
            rest -= weights[i];
            if (rest < 0)
                return kept[i];
        }

        return kept[0]; // Rounding left a crumb.
    }
}
