using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Statistics;
using AutoDiffRnn.Measurements;

namespace AutoDiffRnn.Lab.Flow;

/// <summary>What single steps do to gradients, whatever the loss: the joint step Jacobians of a few examples.</summary>
internal sealed class FlowSpectra
{
    private const int MostExamples = 4;
    private const double BurnInShare = 0.25;

    private readonly SequenceModel<double> _model;
    private readonly Tape<double> _tape;
    private readonly StepJacobians _jacobians;
    private readonly int _examples;
    private readonly double[][][] _singular; // by step and example

    /// <summary>Measures a run.</summary>
    public FlowSpectra(SequenceModel<double> model, Tape<double> tape)
    {
        (_model, _tape) = (model, tape);
        _jacobians = StepJacobians.Measure(model.Cell, tape);
        _examples = Math.Min(MostExamples, tape.Batch);
        _singular = [.. Enumerable.Range(0, tape.Steps).Select(step => Enumerable.Range(0, _examples)
            .Select(example => JacobianSpectrum.SingularValues(_jacobians.At(step, example), _jacobians.Size)).ToArray())];
    }

    /// <summary>
    /// The singular values at each step: of each example its largest, quartiles and smallest, and of these the median over examples.
    /// </summary>
    public IReadOnlyList<SingularBand> Bands()
    {
        double Median(int step, double share) => Sample.Median([.. _singular[step].Select(values => Sample.Quantile(values, share))]);
        return [.. Enumerable.Range(0, _singular.Length).Select(step => new SingularBand(
            step, Median(step, 1), Median(step, 0.75), Median(step, 0.5), Median(step, 0.25), Median(step, 0)))];
    }

    /// <summary>
    /// Bounds of r(n) by largest singular values: ∏‖J‖₂ of any cell, and for a tanh network, whose J is D·Wh, ‖Wh‖₂ⁿ as well (Pascanu, Mikolov and
    /// Bengio 2013).
    /// </summary>
    public IEnumerable<LagCurve> Bounds()
    {
        var last = _tape.Steps - 1;
        double Product(int lag, int example) => Math.Exp(Enumerable.Range(0, lag).Sum(back => Math.Log(_singular[last - back][example][0])));
        double MedianProduct(int lag) => Sample.Median([.. Enumerable.Range(0, _examples).Select(example => Product(lag, example))]);
        var bounds = Tanh();
        double[] median = [.. Enumerable.Range(0, _tape.Steps).Select(MedianProduct)];
        yield return new LagCurve(bounds is null ? "bound ∏‖J‖₂" : "bound ∏‖D·Wh‖₂", median, [], []);
        if (bounds is not null)
            yield return new LagCurve("bound ‖Wh‖₂ⁿ", [.. Enumerable.Range(0, _tape.Steps).Select(lag => Math.Exp(bounds.LogOfPower(lag)))], [], []);
    }

    /// <summary>
    /// Medians over steps and examples of the spectral radius and the condition number; the largest finite-time Lyapunov exponent, natural
    /// logarithm a
    /// step, with its spread over examples: median and quartiles.
    /// </summary>
    public Spectrum Numbers()
    {
        var radii = Enumerable.Range(0, _tape.Steps).SelectMany(step => Enumerable.Range(0, _examples)
            .Select(example => JacobianSpectrum.Radius(_jacobians.At(step, example), _jacobians.Size))).ToList();
        var conditions = _singular.SelectMany(step => step)
            .Select(values => values[^1] > 0 ? values[0] / values[^1] : double.PositiveInfinity).ToList();
        var burnIn = (int)(BurnInShare * _tape.Steps);
        var exponents = LyapunovExponents.Measure(_jacobians, burnIn).OverExamples(0);
        return new Spectrum(
            Sample.Median(radii),
            Sample.Median(conditions),
            new Estimate(Sample.Median(exponents), Sample.Quantile(exponents, 0.25), Sample.Quantile(exponents, 0.75)),
            burnIn);
    }

    /// <summary>The bounds of a tanh network with one square recurrent matrix; null for another cell.</summary>
    private TanhBounds? Tanh()
    {
        foreach (var weight in _model.Cell.Weights.Views.Where(view => _model.Kind.IsSizedByState[view.Info.Name] && view.Rows == view.Columns))
        {
            try
            {
                return TanhBounds.Measure(_tape, _jacobians, weight.Info.Name);
            }
            catch (ArgumentException)
            {
                // Not the matrix of a tanh network: it says so itself.
            }
        }

        return null;
    }
}
