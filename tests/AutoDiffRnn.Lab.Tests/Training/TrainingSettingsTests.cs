using AutoDiffRnn.Lab.Training;

namespace AutoDiffRnn.Lab.Tests.Training;

public sealed class TrainingSettingsTests
{
    private static readonly TrainingSettings _unusual = new()
    {
        Cell = "gru",
        Hidden = 3,
        Embedding = 4,
        Length = 5,
        Batch = 6,
        Optimizer = "sgd",
        LearningRate = 0.1 + 0.2,
        Schedule = "constant",
        Clip = 1e-5,
        Seed = ulong.MaxValue,
        Updates = 7_000_000_000,
        EvaluateEvery = 8,
    };

    [Fact]
    public void WrittenAndReadAgain_TheyAreTheSame() => Assert.Equal(_unusual, TrainingSettings.FromEntries(_unusual.Entries));

    [Fact]
    public void EverySetting_IsAmongTheEntries()
    {
        var properties = typeof(TrainingSettings).GetProperties().Where(property => property.CanWrite).ToList();

        Assert.Equal(properties.Count, _unusual.Entries.Count);
        Assert.Equal(properties.Count, _unusual.Entries.Count(entry => entry.Value != new TrainingSettings().Entries[entry.Key]));
    }

    [Fact]
    public void TheCosineSchedule_RisesShortlyAndFallsToAFiftieth()
    {
        var schedule = new TrainingSettings { LearningRate = 0.01, Updates = 1000 }.CreateSchedule();

        Assert.Equal(0.001, schedule.At(0), 12);
        Assert.Equal(0.01, schedule.At(9), 12);
        Assert.Equal(0.01 * 0.51, schedule.At(10 + 495), 5);
        Assert.Equal(0.0002, schedule.At(1000), 12);
        Assert.Equal(0.0002, schedule.At(5000), 12);
    }

    [Fact]
    public void TheConstantSchedule_StaysAfterItsRise()
    {
        var schedule = new TrainingSettings { LearningRate = 0.01, Schedule = "constant", Updates = 1000 }.CreateSchedule();

        Assert.Equal([0.01, 0.01, 0.01], [schedule.At(9), schedule.At(500), schedule.At(5000)]);
    }
}
