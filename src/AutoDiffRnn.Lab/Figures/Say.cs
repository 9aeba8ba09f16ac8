using System.Globalization;
using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Lab.Figures;

/// <summary>Numbers as the report writes them: the same in every culture, with a true minus sign.</summary>
internal static class Say
{
    /// <summary>What stands where there is no number.</summary>
    public const string Missing = "not measured";

    /// <summary>A number with three significant digits, in powers of ten where it is very small or large.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return Missing;
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "−∞";
        var size = Math.Abs(value);
        if (size is 0 or (>= 0.001 and < 100_000))
            return Signed(value.ToString(size >= 100 || size == 0 ? "0" : "G3", CultureInfo.InvariantCulture));
        var exponent = (int)Math.Floor(Math.Log10(size));
        return Signed(string.Create(CultureInfo.InvariantCulture, $"{value / Math.Pow(10, exponent):0.0} × 10{Superscript(exponent)}"));
    }

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double share)
        => double.IsNaN(share) ? Missing : Signed(string.Create(CultureInfo.InvariantCulture, $"{Hundred(share):0.0} %"));

    /// <summary>A difference of shares, in percentage points.</summary>
    public static string Points(double difference) => double.IsFinite(difference)
        ? Signed(string.Create(CultureInfo.InvariantCulture, $"{Hundred(difference):0.0} points"))
        : Number(difference);

    /// <summary>How many of how many, and which share.</summary>
    public static string Of(Count count) => string.Create(CultureInfo.InvariantCulture, $"{count.Hits} of {count.Of} ({Percent(count.Share)})");

    /// <summary>The interval of an estimate.</summary>
    public static string Interval(Estimate estimate, Func<double, string> number) => $"{number(estimate.Low)} to {number(estimate.High)}";

    /// <summary>A count of things: "1 seed", "12 seeds".</summary>
    public static string Plural(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>A list in words: "a, b and c".</summary>
    public static string List(IReadOnlyList<string> things) => things.Count switch
    {
        0 => "none",
        1 => things[0],
        _ => $"{string.Join(", ", things.Take(things.Count - 1))} and {things[^1]}",
    };

    /// <summary>A hundred times a share with one decimal; what rounds to 0 has no sign.</summary>
    private static double Hundred(double share) => Math.Round(share * 100, 1) + 0.0;

    private static string Signed(string number) => number.Replace('-', '−');

    private static string Superscript(int exponent) => string.Concat(
        exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
