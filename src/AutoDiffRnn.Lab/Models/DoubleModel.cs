namespace AutoDiffRnn.Lab.Models;

/// <summary>Models are trained in single and measured in double precision.</summary>
internal static class DoubleModel
{
    /// <summary>A copy of a model with the same weights, in double precision.</summary>
    public static SequenceModel<double> Of(SequenceModel<float> model)
    {
        var copy = new SequenceModel<double>(model.Settings, model.Words, model.Heads);
        copy.CopyFrom(model);
        return copy;
    }
}
