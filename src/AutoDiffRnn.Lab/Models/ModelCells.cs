using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Lab.Models;

/// <summary>Parts of a model around its recurrent cell, generated as it is. They have no state: a step of one is a row of many.</summary>
internal static class ModelCells
{
    /// <summary>An output layer with its loss: <c>logits = Wy·s + c</c>, <c>loss = −log p(target)</c> in nats, with p = softmax(logits).</summary>
    [RnnCell]
    public static (double loss, Vector logits) Readout(
        [Input("H")] Vector s,
        [Input] int target,
        [Weight("V", "H")] Matrix Wy,
        [Weight("V")] Vector c)
    {
        var logits = Wy * s + c;
        return (CrossEntropy(logits, target), logits);
    }
}
