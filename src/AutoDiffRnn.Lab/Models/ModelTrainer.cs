using System.Numerics;

namespace AutoDiffRnn.Lab.Models;

/// <summary>Changes a model's weights: clips the norm of all its gradients together, then one step of Adam for each part.</summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
internal sealed class ModelTrainer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SequenceModel<T> _model;
    private readonly int _firstPart;
    private readonly Adam<T>[] _optimizers;

    /// <summary>Makes a trainer at its beginning.</summary>
    public ModelTrainer(SequenceModel<T> model)
    {
        _model = model;
        _firstPart = model.LearnsWords ? 0 : 1; // The words' vectors are the first part.
        _optimizers = [.. model.Parts.Select(part => new Adam<T>(part))];
    }

    /// <summary>The number of steps that were done.</summary>
    public long Steps => _optimizers[^1].Steps;

    /// <summary>Does a step with the model's gradients, unless their norm is not finite.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="clip">The largest norm; larger gradients are scaled down.</param>
    /// <returns>The norm of all gradients before clipping.</returns>
    public double Step(double learningRate, double clip)
    {
        var squares = 0.0;
        for (var part = _firstPart; part < _optimizers.Length; part++)
        {
            var norm = GradientClipping.ByGlobalNorm(_model.PartGradients[part], double.PositiveInfinity);
            squares += norm * norm;
        }

        var total = Math.Sqrt(squares);
        if (!double.IsFinite(total))
            return total;
        if (total > clip)
            Scale(T.CreateChecked(clip / total));
        for (var part = _firstPart; part < _optimizers.Length; part++)
            _optimizers[part].Step(_model.Parts[part], _model.PartGradients[part], learningRate);
        return total;
    }

    private void Scale(T factor)
    {
        for (var part = _firstPart; part < _optimizers.Length; part++)
        {
            foreach (ref var gradient in _model.PartGradients[part].Span)
                gradient *= factor;
        }
    }
}
