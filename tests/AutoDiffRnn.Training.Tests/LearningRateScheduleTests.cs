namespace AutoDiffRnn.Training.Tests;

public class LearningRateScheduleTests
{
    [Fact]
    public void Constant_IsTheSameAtAllSteps()
        => Assert.Equal([0.1, 0.1, 0.1], At(LearningRateSchedule.Constant(0.1), 0, 1, long.MaxValue));

    [Fact]
    public void WarmUp_RisesFromAboveZeroToAllOfTheRate()
        => Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1], At(LearningRateSchedule.WarmUp(1, 4), 0, 1, 2, 3, 4, long.MaxValue));

    [Fact]
    public void Cosine_FallsSlowlyFastSlowlyAndStays()
    {
        var rates = At(LearningRateSchedule.Cosine(1, 0.2, 12), 0, 4, 6, 8, 12, 13, long.MaxValue);
        Assert.InRange(Toys.Error([1, 0.8, 0.6, 0.4, 0.2, 0.2, 0.2], rates), 0, 1e-15);
    }

    [Fact]
    public void StepDecay_ChangesAtMultiplesAlone()
        => Assert.Equal([8, 8, 4, 4, 2], At(LearningRateSchedule.StepDecay(8, 0.5, 10), 0, 9, 10, 19, 20));

    [Fact]
    public void Then_CountsTheStepsOfTheNextScheduleFromItsBeginning()
    {
        var schedule = LearningRateSchedule.WarmUp(1, 2).Then(2, LearningRateSchedule.StepDecay(1, 0.1, 3)).Then(6, LearningRateSchedule.Constant(7));
        Assert.Equal([0.5, 1, 1, 1, 1, 0.1, 7, 7], At(schedule, 0, 1, 2, 3, 4, 5, 6, 100));
    }

    [Fact]
    public void AnArgumentOutOfRange_IsRefusedByName()
    {
        Assert.Equal("step", Assert.Throws<ArgumentException>(() => LearningRateSchedule.Constant(1).At(-1)).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentException>(() => LearningRateSchedule.Constant(-1)).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentException>(() => LearningRateSchedule.WarmUp(double.NaN, 1)).ParamName);
        Assert.Equal("steps", Assert.Throws<ArgumentException>(() => LearningRateSchedule.WarmUp(1, 0)).ParamName);
        Assert.Equal("to", Assert.Throws<ArgumentException>(() => LearningRateSchedule.Cosine(1, -1, 5)).ParamName);
        Assert.Equal("factor", Assert.Throws<ArgumentException>(() => LearningRateSchedule.StepDecay(1, -1, 5)).ParamName);
        Assert.Equal("every", Assert.Throws<ArgumentException>(() => LearningRateSchedule.StepDecay(1, 1, 0)).ParamName);
        var constant = LearningRateSchedule.Constant(1);
        Assert.Equal("steps", Assert.Throws<ArgumentException>(() => constant.Then(0, constant)).ParamName);
    }

    private static double[] At(LearningRateSchedule schedule, params long[] steps) => [.. steps.Select(schedule.At)];
}
