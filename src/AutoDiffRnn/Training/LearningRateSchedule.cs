using System.Globalization;

namespace AutoDiffRnn;

/// <summary>
/// The learning rate as a function of the step and of nothing else: so training that goes on from a checkpoint needs no state of it.
/// Steps count from 0: <c>schedule.At(optimizer.Steps)</c> is the rate of the step to come.
/// </summary>
/// <example>
/// <code>
/// var schedule = LearningRateSchedule.WarmUp(0.002, steps: 100).Then(100, LearningRateSchedule.Cosine(0.002, 0.0001, steps: 4900));
/// </code>
/// </example>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The number of the step, from 0.</param>
    /// <exception cref="ArgumentException">The step is negative.</exception>
    public double At(long step)
    {
        if (step < 0)
            ShapeError.Require(false, nameof(step), "a step, at least 0", $"{step}");
        return Rate(step);
    }

    /// <summary>The learning rate of step <paramref name="step"/>, which is not negative.</summary>
    protected abstract double Rate(long step);

    /// <summary>The same rate at all steps.</summary>
    /// <exception cref="ArgumentException">The rate is negative or not finite.</exception>
    public static LearningRateSchedule Constant(double rate)
    {
        RequireRate(rate, nameof(rate));
        return new Formula(_ => rate);
    }

    /// <summary>
    /// Rises in a straight line and stays: <c>rate · min(1, (step + 1) / steps)</c>. The first step has a rate above 0; step
    /// <c>steps − 1</c> has all of it.
    /// </summary>
    /// <exception cref="ArgumentException">The rate is negative or not finite, or the number of steps not positive.</exception>
    public static LearningRateSchedule WarmUp(double rate, long steps)
    {
        RequireRate(rate, nameof(rate));
        RequireSteps(steps, nameof(steps));
        return new Formula(step => step >= steps - 1 ? rate : rate * (step + 1) / steps);
    }

    /// <summary>
    /// Falls along half a cosine and stays (Loshchilov and Hutter, "SGDR", 2017, without restarts):
    /// <c>to + (from − to) · (1 + cos(π · step / steps)) / 2</c>, from step <paramref name="steps"/> on <paramref name="to"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A rate is negative or not finite, or the number of steps not positive.</exception>
    public static LearningRateSchedule Cosine(double from, double to, long steps)
    {
        RequireRate(from, nameof(from));
        RequireRate(to, nameof(to));
        RequireSteps(steps, nameof(steps));
        return new Formula(step => step >= steps ? to : to + (from - to) * (1 + Math.Cos(Math.PI * step / steps)) / 2);
    }

    /// <summary>Is multiplied by <paramref name="factor"/> after each <paramref name="every"/> steps: <c>rate · factor^⌊step / every⌋</c>.</summary>
    /// <exception cref="ArgumentException">The rate or the factor is negative or not finite, or the number of steps not positive.</exception>
    public static LearningRateSchedule StepDecay(double rate, double factor, long every)
    {
        RequireRate(rate, nameof(rate));
        RequireRate(factor, nameof(factor));
        RequireSteps(every, nameof(every));
        return new Formula(step => rate * Math.Pow(factor, step / every));
    }

    /// <summary>This schedule for <paramref name="steps"/> steps, and then <paramref name="next"/>, which counts its steps from there.</summary>
    /// <exception cref="ArgumentException">The number of steps is not positive.</exception>
    public LearningRateSchedule Then(long steps, LearningRateSchedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        RequireSteps(steps, nameof(steps));
        return new Formula(step => step < steps ? Rate(step) : next.Rate(step - steps));
    }

    private static void RequireRate(double rate, string argument)
    {
        var holds = double.IsFinite(rate) && rate >= 0;
        ShapeError.Require(holds, argument, "a finite number, at least 0", rate.ToString(CultureInfo.InvariantCulture));
    }

    private static void RequireSteps(long steps, string argument) => ShapeError.Require(steps > 0, argument, "at least 1 step", $"{steps}");

    private sealed class Formula(Func<long, double> rate) : LearningRateSchedule
    {
        protected override double Rate(long step) => rate(step);
    }
}
