using System.Globalization;

namespace AutoDiffRnn.Lab.Training;

/// <summary>A line of progress.</summary>
/// <param name="Updates">The updates done.</param>
/// <param name="Elapsed">How long the run has trained, in all its sittings.</param>
/// <param name="TrainingBits">The mean loss of the updates since the line before, in bits a character.</param>
/// <param name="HeldOutBits">The loss on a quarter of the held-out text, in bits a character.</param>
/// <param name="GradientNorm">The mean norm of the gradient before clipping since the line before.</param>
/// <param name="LearningRate">The learning rate of the next update.</param>
/// <param name="CharactersPerSecond">The characters trained on in a second since the line before, evaluations not counted.</param>
internal sealed record TrainingReport(
    long Updates,
    TimeSpan Elapsed,
    double TrainingBits,
    double HeldOutBits,
    double GradientNorm,
    double LearningRate,
    double CharactersPerSecond)
{
    /// <summary>The heading over the lines.</summary>
    public static string Heading { get; } =
        Row("update", "elapsed", "train", "held-out", "gradient", "rate", "characters/s") + "   (losses in bits a character)";

    /// <inheritdoc/>
    public override string ToString() => Row(
        Text(Updates, "0"),
        Elapsed.ToString(Elapsed.TotalHours < 1 ? @"m\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
        Text(TrainingBits, "0.000"),
        Text(HeldOutBits, "0.000"),
        Text(GradientNorm, "0.000"),
        Text(LearningRate, "0.000000"),
        Text(CharactersPerSecond, "#,0"));

    private static string Row(string updates, string elapsed, string training, string heldOut, string gradient, string rate, string speed)
        => $"{updates,8}  {elapsed,8}  {training,7}  {heldOut,8}  {gradient,8}  {rate,8}  {speed,12}";

    private static string Text<TNumber>(TNumber number, string format) where TNumber : IFormattable
        => number.ToString(format, CultureInfo.InvariantCulture);
}
