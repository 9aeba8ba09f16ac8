using AutoDiffRnn.Cells;
using AutoDiffRnn.Tests.Harness;

namespace AutoDiffRnn.Tests;

/// <summary>The cost sheets, against counts by hand and against what is allocated.</summary>
public sealed class CostSheetTests
{
    public static TheoryData<string> Cells => CellShapes.Cells;

    [Theory]
    [MemberData(nameof(Cells))]
    public void TheBytesOfATape_AreThoseThatItHolds(string cell)
    {
        var problem = CellShapes.Problem(cell, "small and odd");
        var (steps, batch) = (problem.Sizes.Steps, problem.Sizes.Batch);
        var single = NetworkRun.Create<float>(problem);
        var precise = NetworkRun.Create<double>(problem);
        Assert.Equal(single.CreateTape(steps, batch).HeldBytes, single.Cost(steps, batch).TapeBytes);
        Assert.Equal(precise.CreateTape(steps, batch).HeldBytes, precise.Cost(steps, batch).TapeBytes);
    }

    // An element of a matrix is a multiplication and an addition for each row that it meets: once forward, once for the adjoint of what it
    // multiplies, once for its own gradient. The input's adjoint is not asked for, and the first step hands nothing back.
    [Theory]
    [InlineData(4, 100, 16, 64, 48)]
    [InlineData(3, 7, 1, 5, 9)]
    [InlineData(1, 1, 3, 2, 8)]
    public void TheProductsOfACellWithGates_AreCountedAsByHand(int gates, long steps, long batch, int inputs, int units)
    {
        Network<float> network = gates switch
        {
            4 => new LstmNetwork<float>(inputs, units),
            3 => new GruNetwork<float>(inputs, units),
            _ => new ElmanNetwork<float>(inputs, units, 1),
        };
        var output = gates == 1 ? 2L * units : 0; // Elman's y = Wy·h + by
        var input = 2L * gates * units * inputs;
        var recurrent = 2L * gates * units * units;
        var rows = steps * batch;
        var sheet = network.Cost((int)steps, (int)batch);
        Assert.Equal(rows * (input + recurrent + output), sheet.Forward.ProductFlops);
        Assert.Equal(rows * (input + recurrent + 2 * output) + (rows - batch) * recurrent, sheet.Backward.ProductFlops);
        Assert.Equal(sizeof(float) * recurrent / 2, sheet.Forward.WeightBytesEachStep);
        Assert.Equal(sizeof(float) * recurrent / 2, sheet.Backward.WeightBytesEachStep);
    }

    [Fact]
    public void TheElementsOfAnLstm_AreCountedAsByHand()
    {
        var sheet = new LstmNetwork<double>(I: 3, H: 5).Cost(steps: 7, batch: 2);
        // Three sigmoids, tanh g and tanh c; f·c + i·g and o·tanh c. Nothing is computed again on the way back.
        Assert.Equal(14 * 5 * 5, sheet.Forward.Functions);
        Assert.Equal(14 * 4 * 5, sheet.Forward.ElementwiseOperations);
        Assert.Equal(0, sheet.Backward.Functions);
        // dh and dtanh c 1 each, dc 5; of each of three sigmoids 1 + 3, of tanh g 1 + 3; what c hands back 1; four biases are added up.
        // The norms of adjoints, which nobody has asked for, are not counted.
        Assert.Equal(14 * 28 * 5, sheet.Backward.ElementwiseOperations);
        // i, f, g, o, c, tanh c and h.
        Assert.Equal(14 * 7 * 5 * sizeof(double), sheet.SavedBytes);
    }

    [Fact]
    public void Comparisons_AreCounted()
    {
        var sheet = new IrnnNetwork<float>(I: 3, H: 5).Cost(steps: 7, batch: 2);
        Assert.Equal(14 * 5, sheet.Forward.ElementwiseOperations); // the ReLU
        // What comes from outside and from the step after is added, compared and selected, and the bias added up.
        Assert.Equal(14 * 4 * 5, sheet.Backward.ElementwiseOperations);
    }

    [Fact]
    public void TheBytesOfTheTapeThatAnLstmMoves_AreCountedAsByHand()
    {
        var sheet = new LstmNetwork<float>(I: 3, H: 5).Cost(steps: 7, batch: 2);
        // x is read and a written; a is read, i, f, g and o are written in its place, and c, tanh c and h.
        Assert.Equal(14 * (3 + 4 * 5 + 11 * 5) * sizeof(float), sheet.Forward.BytesMoved);
        // i, f, g, o, c and tanh c are read and da written; then da, h and x are read for the sums. What is handed back stays in the cache.
        Assert.Equal(14 * (10 * 5 + 5 * 5 + 3) * sizeof(float), sheet.Backward.BytesMoved);
        Assert.Equal(2 * sheet.Forward.BytesMoved, new LstmNetwork<double>(I: 3, H: 5).Cost(steps: 7, batch: 2).Forward.BytesMoved);
    }

    [Fact]
    public void BothPasses_AreTheSum()
    {
        var sheet = new GruNetwork<float>(I: 3, H: 5).Cost(steps: 7, batch: 2);
        Assert.Equal(sheet.Forward.ProductFlops + sheet.Backward.ProductFlops, sheet.Both.ProductFlops);
        Assert.Equal(sheet.Forward.Functions + sheet.Backward.Functions, sheet.Both.Functions);
        Assert.Equal(sheet.Forward.BytesMoved + sheet.Backward.BytesMoved, sheet.Both.BytesMoved);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void ACountThatIsNotPositive_IsRefused(int steps, int batch)
        => Assert.Throws<ArgumentException>(() => new GruNetwork<float>(I: 3, H: 5).Cost(steps, batch));
}
