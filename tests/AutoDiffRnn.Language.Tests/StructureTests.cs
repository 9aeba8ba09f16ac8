using Xunit;
using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.Language.Tests;

public class StructureTests
{
    private static readonly Vector OneToEight = new(1, 2, 3, 4, 5, 6, 7, 8);

    [Fact]
    public void Concat_PutsVectorsOneAfterTheOther()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6], Concat(new Vector(1, 2), new Vector(3), new Vector(4, 5, 6)).ToArray());
        Assert.Equal([1, 2], Concat(new Vector(1, 2)).ToArray());
    }

    [Fact]
    public void ZerosAndOnes_HaveTheLengthAsked()
    {
        Assert.Equal([0, 0, 0], Zeros(3).ToArray());
        Assert.Equal([1, 1], Ones(2).ToArray());
    }

    [Fact]
    public void Split_DeconstructsIntoEqualPartsInOrder()
    {
        var (i, f, g, o) = Split(OneToEight, 4);

        Assert.Equal([1, 2], i.ToArray());
        Assert.Equal([3, 4], f.ToArray());
        Assert.Equal([5, 6], g.ToArray());
        Assert.Equal([7, 8], o.ToArray());
    }

    [Fact]
    public void Split_IsAList()
    {
        var parts = Split(OneToEight, 2);

        Assert.Equal(2, parts.Count);
        Assert.Equal([5, 6, 7, 8], parts[1].ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Concat([.. parts]).ToArray());
        Assert.Same(parts[0], Assert.Single(parts.Take(1)));
        Assert.Equal(OneToEight.ToArray(), Split(OneToEight, 1)[0].ToArray());
    }

    [Fact]
    public void Split_DeconstructsIntoTwoToEightVariables()
    {
        var v = new Vector([.. Enumerable.Range(0, 840).Select(i => (double)i)]);
        var (a2, b2) = Split(v, 2);
        var (a3, b3, c3) = Split(v, 3);
        var (a5, b5, c5, d5, e5) = Split(v, 5);
        var (a6, b6, c6, d6, e6, f6) = Split(v, 6);
        var (a7, b7, c7, d7, e7, f7, g7) = Split(v, 7);
        var (a8, b8, c8, d8, e8, f8, g8, h8) = Split(v, 8);

        foreach (var parts in new Vector[][]
        {
            [a2, b2], [a3, b3, c3], [a5, b5, c5, d5, e5], [a6, b6, c6, d6, e6, f6], [a7, b7, c7, d7, e7, f7, g7], [a8, b8, c8, d8, e8, f8, g8, h8],
        })
        {
            Assert.All(parts, part => Assert.Equal(840 / parts.Length, part.Length));
            Assert.Equal(v.ToArray(), Concat(parts).ToArray());
        }
    }

    [Fact]
    public void Embedding_IsTheRowOfTheToken()
    {
        var E = new Matrix(3, 2, [1.0, 2, 3, 4, 5, 6]);
        var token = 2;

        Assert.Equal([5, 6], E[token].ToArray());
    }
}
