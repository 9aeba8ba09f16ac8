using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>Measurements of a model's cell.</summary>
internal static class FlowOf
{
    /// <summary>The gradient flow of a model's cell.</summary>
    /// <exception cref="LabException">The cell was generated without its step.</exception>
    public static GradientFlow<double> Model(SequenceModel<double> model, int maxSteps, int maxBatch)
    {
        try
        {
            return new GradientFlow<double>(model.Cell, maxSteps, maxBatch);
        }
        catch (NotSupportedException)
        {
            throw MeasurementErrors.NoStep(model.Kind.Name);
        }
    }
}
