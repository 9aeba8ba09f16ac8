using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AutoDiffRnn.Kernels.Tests;

/// <summary>The largest errors, in ulp, of the table in docs/language.md: users read them there, and tests hold the functions to them.</summary>
internal static class DocumentedAccuracy
{
    private static readonly Dictionary<string, (double Single, double Double)> Table = Read();

    public static (double Single, double Double) Of(string name) => Table[name];

    // | `Tanh(x)` | 3.9 | 3.7 | … |, in the section on precision.
    private static Dictionary<string, (double Single, double Double)> Read([CallerFilePath] string thisFile = "")
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "docs", "language.md"));
        var section = page[page.IndexOf("### How precise they are", StringComparison.Ordinal)..];
        return Regex.Matches(section, @"^\| `(\w+)[^|]*\| ([\d.]+) \| ([\d.]+) \|", RegexOptions.Multiline)
            .ToDictionary(row => row.Groups[1].Value, row => (Number(row.Groups[2].Value), Number(row.Groups[3].Value)));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
