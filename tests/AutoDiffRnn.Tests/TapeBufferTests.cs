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
}
