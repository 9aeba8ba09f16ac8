using System.Globalization;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Statistics;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>How commands write numbers for people.</summary>
internal static class Tables
{
    /// <summary>A share with its interval: <c>93 % (88–96)</c>; a dash of none.</summary>
    public static string Share(Count count)
    {
        if (count.Of == 0)
            return "–";
        var interval = Intervals.Wilson(count);
        return Invariant($"{100 * interval.Value,3:0} % ({100 * interval.Low:0}–{100 * interval.High:0})");
    }

    /// <summary>A number with a sign and three decimals; 0 has no minus.</summary>
    public static string Signed(double number)
        => double.IsInfinity(number) ? (number < 0 ? "−∞" : "+∞") : Invariant($"{Math.Round(number, 3) + 0.0:+0.000;−0.000}");

    /// <summary>Text whose numbers are written the same in every country.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a line.</summary>
    public static void Line(FormattableString line) => Console.Out.WriteLine(Invariant(line));
}
