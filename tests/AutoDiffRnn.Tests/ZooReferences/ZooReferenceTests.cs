using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests.ZooReferences;

/// <summary>The zoo's less trivial cells are what their papers say: every state and output, over several steps.</summary>
public sealed class ZooReferenceTests
{
    private static readonly Dictionary<string, Action<Step>> References = new Action<Step>[]
    {
        LstmReferences.Lstm, LstmReferences.PeepholeLstm, LstmReferences.ProjectedLstm, LstmReferences.LayerNormLstm,
        LstmReferences.MultiplicativeLstm, LstmReferences.SLstm, GatedReferences.Gru, GatedReferences.GruResetBefore, GatedReferences.RecurrentHighway, GatedReferences.Sru,
        GatedReferences.QrnnInputForgetOutput, GatedReferences.LipschitzRnn, GatedReferences.OdeRnn, GatedReferences.HouseholderRnn,
        MatrixReferences.FastWeights, MatrixReferences.LinearAttention, MatrixReferences.DeltaRule, MatrixReferences.GatedDeltaRule,
        MatrixReferences.MLstm, MatrixReferences.SelectiveStateSpace,
    }.ToDictionary(reference => reference.Method.Name);

    public static TheoryData<string> Cells => [.. References.Keys];

    [Theory]
    [MemberData(nameof(Cells))]
    public void AllStatesAndOutputs_AreThoseOfThePapersFormulas(string cell)
    {
        var problem = new Problem(CellCase.All[cell], new Sizes(6, 3, 4, 5, 3), seed: 7);
        var expected = Step.Run(problem, References[cell]);
        var actual = NetworkRun.Of<double>(problem).Values;
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, values) in expected)
            Close.ToLargest(values, actual[name], 1e-12, name);
    }

    [Fact]
    public void FromStatesOfZero_WithInputsOfZero_NoCellOfTheZooGivesNaN()
    {
        foreach (var cell in CellCase.All.Values.Where(cell => cell.Method.DeclaringType!.Namespace == "AutoDiffRnn.Cells"))
        {
            var problem = new Problem(cell, new Sizes(3, 2, 4, 5, 3), seed: 3);
            foreach (var values in problem.Inputs.Values.Concat(problem.InitialStates.Values))
                Array.Clear(values);
            var results = NetworkRun.Of<double>(problem);
            foreach (var (name, values) in results.Values.Select(item => (item.Key, item.Value)).Concat(results.Gradients))
                Assert.True(values.All(double.IsFinite), $"{cell.Name}, {name}");
        }
    }

    /// <summary>The exponential of the antisymmetric matrix by squaring alone, to far more than the cell's accuracy.</summary>
    [Fact]
    public void TheExponentialRnn_TurnsByTheExponentialOfAnAntisymmetricMatrix()
    {
        var problem = new Problem(CellCase.All["ExponentialRnn"], new Sizes(4, 2, 4, 5, 3), seed: 7);
        var expected = Step.Run(problem, step =>
        {
            var w = step.Matrix("W");
            const int Squarings = 20;
            var x = Plain.Grid(w.Length, w.Length, (i, j) => (w[i][j] - w[j][i]) / (1 << Squarings));
            var square = Plain.Product(x, x);
            var q = Plain.Grid(w.Length, w.Length, (i, j) => (i == j ? 1 : 0) + x[i][j] + square[i][j] / 2);
            for (var k = 0; k < Squarings; k++)
                q = Plain.Product(q, q);
            var a = Plain.Add(Plain.Product(q, step["h"]), Plain.Product(step.Matrix("V"), step["x"]));
            step["h"] = Plain.Make(a.Length, u => Math.Sign(a[u]) * Math.Max(0, Math.Abs(a[u]) + step["b"][u]));
        });
        Close.ToLargest(expected["h"], NetworkRun.Of<double>(problem).Values["h"], 1e-6, "h");
    }
}
