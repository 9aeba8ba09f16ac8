using System.Globalization;
using AutoDiffRnn.Lab.Figures;

namespace AutoDiffRnn.Lab.Report;

/// <summary>The unit that remembers, with its slider.</summary>
internal static class LatchHtml
{
    /// <summary>Writes it. What the slider needs to compute stands in attributes, so that the script knows no number of its own.</summary>
    public static string Write(string command)
    {
        var controls = string.Create(CultureInfo.InvariantCulture, $"""
            <p class="slider"><label for="latch-weight">weight w</label>
            <input id="latch-weight" type="range" min="{LatchFigure.LeastWeight}" max="{LatchFigure.MostWeight}" step="0.05"
            value="{LatchFigure.InitialWeight}" data-push="{LatchFigure.Push}" data-floor="{LatchFigure.Floor}" data-steps="{LatchFigure.Steps}">
            <output id="latch-output" for="latch-weight">w = {LatchFigure.InitialWeight:0.00}</output></p>

            """);
        return FigureHtml.Write(LatchFigure.Draw("latch", command), "latch", controls);
    }
}
