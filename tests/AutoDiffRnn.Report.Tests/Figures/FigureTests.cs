using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Report.Tests.Figures;

public class FigureTests
{
    [Fact]
    public void AllFigures_AreFilesOfTheirOwn_WithTheSameBytesTwice()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "figures")).FullName;
        foreach (var (first, second) in AllFigures(MadeUp.Full).Zip(AllFigures(MadeUp.Full)))
        {
            var text = FigureFile.ToSvg(first);
            Assert.Equal(text, FigureFile.ToSvg(second));
            File.WriteAllText(Path.Combine(folder, first.Id + ".svg"), text);
        }
    }

    private static IEnumerable<Figure> AllFigures(Evidence evidence)
    {
        foreach (var (flow, i) in evidence.Flows.Select((flow, i) => (flow, i)))
        {
            foreach (var figure in FlowFigures.All(flow, $"flow{i}", "lab"))
                yield return figure;
        }

        yield return TrainingFigures.SurvivalCurves(evidence.Arms, "survival", "lab")!;
        yield return TrainingFigures.OverDistance(evidence.Arms, "distance", "lab")!;
        yield return TrainingFigures.OverAttractors(evidence.Arms, "attractors", "lab")!;
        yield return TrainingFigures.Timeline(evidence.Timelines[0], "timeline", "lab")!;
        yield return LatchFigure.Draw("latch", "lab");
        yield return SeedFigures.Dots("dots", "Cuts", "c", "right", ["full", "cut"], [.. evidence.RoleCuts.Select(cut => new DotRow($"{cut.Cell} "
            + $"{cut.Weight} {cut.Cut}", [cut.Full, cut.WithCut]))], "lab")!;
    }
}
