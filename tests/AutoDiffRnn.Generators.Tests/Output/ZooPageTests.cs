using System.Text.RegularExpressions;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <summary>The page of the zoo tells what is generated.</summary>
public class ZooPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Pages", "zoo.md"));

    public static TheoryData<string> Cells => [.. CellOutputTests.ShippedTexts.Keys];

    [Theory]
    [MemberData(nameof(Cells))]
    public void ACell_HasARow_WithTheLoopsAndProductsOfItsForwardPass(string cell)
    {
        var row = Assert.Single(Page, line => line.StartsWith($"| `{cell}` |", StringComparison.Ordinal)).Trim('|', ' ').Split(" | ");
        Assert.Equal(Counts(CellOutputTests.ShippedTexts[cell]), row[^3..].Select(int.Parse));
    }

    // The loops over time, the products outside them and those inside.
    private static int[] Counts(string generated)
    {
        var forward = Regex.Match(generated, @"void RunForward<TLanes>\(.*?\n    \}\n", RegexOptions.Singleline).Value;
        var counts = new int[3];
        var isInLoop = false;
        foreach (var line in forward.Split('\n'))
        {
            if (Regex.IsMatch(line, @"^        (for \(var t|foreach \(var part in Parts\()"))
                (isInLoop, counts[0]) = (true, counts[0] + 1);
            else if (line.EndsWith("<TLanes>(tape, steps, examples);", StringComparison.Ordinal))
                counts[0]++; // a loop in a method of its own
            else if (line == "        }")
                isInLoop = false;
            else if (Regex.IsMatch(line, @"^ *Multiply(Step)?(<TLanes>)?\("))
                counts[isInLoop ? 2 : 1]++;
        }

        return counts;
    }
}
