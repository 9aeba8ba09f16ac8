using MyCells;

namespace AutoDiffRnn.Package.Tests.Readme;

public sealed class EchoTests
{
    [Fact]
    public void TheReadmesProgram_LearnsToEcho()
    {
        var losses = new List<double>();

        var network = Echo.Train(losses.Add);
        float[] stream = [0.5f, -0.25f, 0.75f, 0, -0.5f, 0.25f];
        var said = Echo.Listen(network, stream);

        Assert.Equal(600, losses.Count);
        Assert.InRange(losses[0], 0.1, 10);
        Assert.InRange(losses[^1], 0, 0.01);
        for (var t = 2; t < stream.Length; t++)
            Assert.InRange(said[t], stream[t - 2] - 0.3, stream[t - 2] + 0.3);
    }
}
