using System.Runtime.CompilerServices;
using AutoDiffRnn.Kernels;

namespace AutoDiffRnn.Tests;

/// <summary>Where a tape's buffers keep their rows.</summary>
public sealed class TapeBufferTests
{
    [Fact]
    public void ASeedThatIsWrittenAfterTheRowsAreLaidOut_IsReadWhereItIsWritten()
    {
        // The aligned part of an array begins at any of its first elements: many buffers, so that it differs from one array to the next.
        var kept = new List<object>();
        for (var width = 1; width <= 64; width++)
        {
            var seed = new TapeBuffer<float>("seed", width, Padding.Width<float>(width), Extent.Seed, onlyToTrain: false);
            seed.Allocate(maxSteps: 3, maxBatch: 2, training: true);
            seed.Resize(steps: 3, batch: 2, training: true);
            kept.Add(new byte[8 * width]);
            seed.ToSeries().Fill(width);
            for (var step = 0; step < 3; step++)
            {
                var rows = seed.Rows(step, 2);
                Assert.Equal(width, rows.Scalar(0));
                Assert.Equal(width, rows.Scalar(1));
            }

            kept.Add(seed);
        }
    }

    [Theory]
    [InlineData(Extent.AllSteps, 0, 2)]
    [InlineData(Extent.AllStepsToTrain, 0, 2)]
    [InlineData(Extent.AllStepsAndInitial, -1, 2)]
    [InlineData(Extent.AllStepsAndFollowing, 0, 3)]
    [InlineData(Extent.StepAndFollowing, 0, 3)]
    [InlineData(Extent.OneStep, 0, 2)]
    [InlineData(Extent.Seed, 0, 2)]
    public void TheRowsOfAllSteps_AreThoseThatAreFoundForEach(Extent extent, int first, int last)
    {
        var whole = new TapeBuffer<float>("v", 20, 48, extent, onlyToTrain: false);
        whole.Allocate(maxSteps: 4, maxBatch: 3, training: true);
        whole.Resize(steps: 3, batch: 2, training: true);
        foreach (var buffer in new[] { whole, whole.Part("part", 16, 4) })
        {
            foreach (var share in new[] { new Share(0, 2), new Share(1, 1), new Share(2, 0) })
            {
                for (var step = first; step <= last; step++)
                {
                    var expected = buffer.Rows(step, share);
                    var actual = buffer.Steps(share)[step];
                    Assert.True(Unsafe.AreSame(ref expected.First, ref actual.First), $"{buffer.Name} at step {step}");
                    Assert.Equal((expected.Count, expected.Stride), (actual.Count, actual.Stride));
                }
            }
        }
    }

    [Fact]
    public void RowsThatTheTapeDoesNotKeep_AreNotFoundForAllStepsEither()
    {
        var buffer = new TapeBuffer<float>("v", 16, 16, Extent.AllSteps, onlyToTrain: false);
        buffer.Allocate(maxSteps: 3, maxBatch: 2, training: true);
        buffer.Resize(steps: 3, batch: 2, training: true);
        Assert.Throws<InvalidOperationException>(() => { buffer.Steps(new Share(1, 2)); });
    }
}
