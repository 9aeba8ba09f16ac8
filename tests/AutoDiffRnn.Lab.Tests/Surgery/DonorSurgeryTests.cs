using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;
using AutoDiffRnn.Lab.Surgery;

namespace AutoDiffRnn.Lab.Tests.Surgery;

public sealed class DonorSurgeryTests
{
    private const int Sentences = 60;

    private static readonly NextWordTask _task = NextWordTask.Default;
    private static readonly SentenceSpec _short = new(Filling.Adjectives, 4);
    private static readonly SentenceSpec _long = new(Filling.Adjectives, 60);

    /// <summary>A latch that loses its bit and drifts to plural on the way: the context is at fault, and a good one makes the answer right.</summary>
    [Fact]
    public void Run_OnALatchThatDriftsToPlural_IsHealedByEveryRightDonor()
    {
        var model = Latch.Create(keeps: 0.95, drift: 0.02);

        var result = Operate(model);

        Assert.Equal(0.5, result.Before.Share);
        Assert.Equal(1, result.RightDonor.Share);
        Assert.Equal(1, result.WrongDonor.Share);
        Assert.Equal(0, result.SameDonor.Hits);
        Assert.Equal(1, Assert.Single(result.ByState).RightDonor.Share);
        Assert.Equal(1, result.Matched.Share);
    }

    /// <summary>A random direction moves the unit that matters by less than the whole way, and to either side.</summary>
    [Fact]
    public void Run_InARandomDirection_ChangesSomeAnswersAlone()
        => Assert.InRange(Operate(Latch.Create(keeps: 0.95, drift: 0.02)).RandomDonor.Share, 0.05, 0.6);

    /// <summary>A latch that keeps its bit is right everywhere; a right donor cannot do better, and a wrong one does harm.</summary>
    [Fact]
    public void Run_OnALatchThatKeeps_IsHarmedByWrongDonorsAlone()
    {
        var result = Operate(Latch.Create(keeps: 2, drift: 0));

        Assert.Equal(1, result.Before.Share);
        Assert.Equal(1, result.RightDonor.Share);
        Assert.Equal(1, result.WrongDonor.Share);
        Assert.Equal(0, result.SameDonor.Hits);
    }

    [Fact]
    public void Run_WhereNoShortSentenceIsRight_FindsNoDonor()
    {
        var model = Latch.Create(keeps: 2, drift: 0, says: -1);
        var random = new RandomSource(1);
        var donors = new DonorPool(model, _task, _short, 100, random);

        Assert.Equal(0, donors.Size);
        Assert.Null(new DonorSurgery(model, _task).Run(Patients(), donors, random));
    }

    [Fact]
    public void Find_WithWordsThatNoDonorHasRead_TakesOneWithFewer()
    {
        var random = new RandomSource(1);
        var donors = new DonorPool(Latch.Create(2, 0), _task, _short, 4, random);

        var found = donors.Find(Patients()[0], GrammaticalNumber.Plural, random);

        Assert.Equal(1, found!.Value.Words); // All sentences end in a comma; among two donors none has the same adjective before it.
    }

    private static SurgeryResult Operate(SequenceModel<double> model)
    {
        var random = new RandomSource(1);
        return new DonorSurgery(model, _task).Run(Patients(), new DonorPool(model, _task, _short, 1500, random), random)!;
    }

    private static List<Sentence> Patients()
    {
        var random = new RandomSource(2);
        return [.. Enumerable.Range(0, Sentences).Select(i => Grammar.Default.Write(_long with { Number = (GrammaticalNumber)(i % 2) }, random))];
    }
}
