using AutoDiffRnn.Cells;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>The same cell written in two ways is the same network.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void LstmWithWideAndWithSeparateMatrices_HaveTheSameValuesAndGradients()
    {
        var apart = CellShapes.Problem(nameof(RecurrentCells.LstmApart), "odd");
        var fused = Fused(apart, nameof(RecurrentCells.Lstm));
        var expected = NetworkRun.Of<double>(apart);
        var actual = NetworkRun.Of<double>(fused);
        foreach (var (name, values) in expected.Values)
            Close.ToLargest(values, actual.Values[name], 1e-13, name);
        foreach (var weight in new[] { "W", "U", "b" })
            Close.ToLargest(Joined(expected.WeightGradients, weight), actual.WeightGradients[weight], 1e-13, weight);
        Close.ToLargest(expected.InputGradients["x"], actual.InputGradients["x"], 1e-13, "input x");
        Close.ToLargest(expected.InitialStateGradients["c"], actual.InitialStateGradients["c"], 1e-13, "initial c");
    }

    [Fact]
    public void LstmAndItsJoinedWriting_HaveTheSameValues()
    {
        var apart = CellShapes.Problem(nameof(RecurrentCells.LstmApart), "odd");
        var expected = NetworkRun.Of<double>(apart);
        var joined = Fused(apart, "JoinedGates");
        var (inputs, states) = (apart.Description.Inputs.Single().Length, apart.Description.States.First().Length);
        joined.Weights["W"] = [.. Enumerable.Range(0, 4 * states)
            .SelectMany(row => Row(Joined(apart.Weights, "W"), row, inputs).Concat(Row(Joined(apart.Weights, "U"), row, states)))];
        foreach (var (name, values) in NetworkRun.Of<double>(joined).Values)
            Close.ToLargest(expected.Values[name], values, 1e-13, name);
    }

    // The same problem for a cell whose weights hold the gates' one after another.
    private static Problem Fused(Problem apart, string cell)
    {
        var fused = new Problem(CellCase.All[cell], apart.Sizes, seed: 1);
        foreach (var weight in fused.Weights.Keys.ToList())
            fused.Weights[weight] = Joined(apart.Weights, weight);
        fused.Inputs["x"] = apart.Inputs["x"];
        foreach (var state in new[] { "h", "c" })
        {
            fused.InitialStates[state] = apart.InitialStates[state];
            fused.Seeds[state] = apart.Seeds[state];
        }

        return fused;
    }

    private static double[] Joined(Dictionary<string, double[]> weights, string name) => [.. "ifgo".SelectMany(gate => weights[name + gate])];

    private static IEnumerable<double> Row(double[] matrix, int row, int columns) => matrix.Skip(row * columns).Take(columns);
}
