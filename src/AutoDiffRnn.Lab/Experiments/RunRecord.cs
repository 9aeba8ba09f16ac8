using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Lab.Experiments;

/// <summary>What a training run measured.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Updates">The updates that were done.</param>
/// <param name="LearnedAt">
/// The update of the third evaluation in a row with at least 95 % right, if the test at the end was passed, too; or null.
/// </param>
/// <param name="Evaluations">Accuracy while it learned.</param>
/// <param name="Final">Accuracy at the end, on sentences of their own.</param>
internal sealed record RunRecord(
    string Arm, ulong Seed, int Updates, int? LearnedAt, IReadOnlyList<EvaluationPoint> Evaluations, IReadOnlyList<DistanceAccuracy> Final);

/// <summary>One evaluation while a model learns.</summary>
/// <param name="Update">After this update.</param>
/// <param name="Loss">The mean loss of an update since the evaluation before: of all scored words of a sentence, in nats.</param>
/// <param name="Right">The sentences with the right form of the verb.</param>
internal sealed record EvaluationPoint(int Update, double Loss, Count Right);
