namespace AutoDiffRnn.Tests.Harness;

/// <content>The cells whose source these tests know.</content>
internal static partial class EvaluatorRun
{
    public static Results Of(Problem problem) => Of(problem, CellSources.ModelOf(problem.Case.Method));
}
