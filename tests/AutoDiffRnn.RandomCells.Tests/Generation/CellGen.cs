using AutoDiffRnn.RandomCells.Tests.Model;
using CsCheck;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>Random cells of the whole language, valid by construction.</summary>
internal sealed class CellGen : Gen<RandomCell>
{
    public override RandomCell Generate(PCG pcg, Size? min, out Size size)
    {
        var cell = new CellWriter(new Choices(pcg)).Write();
        size = new Size((ulong)cell.Weight);
        return cell;
    }

    /// <summary>The cell of a number in a run: the same whatever cells come before it.</summary>
    public RandomCell Generate(int run, int number) => Generate(new PCG((uint)number, (ulong)run), null, out _);
}
