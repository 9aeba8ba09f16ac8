using AutoDiffRnn.RandomCells.Tests.Generation;
using AutoDiffRnn.RandomCells.Tests.Model;
using AutoDiffRnn.RandomCells.Tests.Running;
using AutoDiffRnn.RandomCells.Tests.Shrinking;
using Xunit.Abstractions;

namespace AutoDiffRnn.RandomCells.Tests;

public sealed class RandomCellTests(ITestOutputHelper output)
{
    [Fact]
    public void Show()
    {
        var gen = new CellGen();
        var n = int.Parse(Environment.GetEnvironmentVariable("N") ?? "40");
        var from = int.Parse(Environment.GetEnvironmentVariable("FROM") ?? "0");
        var run = int.Parse(Environment.GetEnvironmentVariable("S") ?? "1");
        var kinds = new Dictionary<string, int>();
        var w = System.Diagnostics.Stopwatch.StartNew();
        int kinks = 0, chk = 0, unus = 0;
        var fails = new List<(int, RandomCell, Failure)>();
        for (var b = from; b < from + n; b += 20)
        {
            var cells = Enumerable.Range(b, 20).Select(i => gen.Generate(run, i)).ToList();
            var outcomes = CellBench.Run(cells);
            for (var i = 0; i < 20; i++)
            {
                chk += outcomes[i].Checked; kinks += outcomes[i].Kinks; unus += outcomes[i].IsUnusable ? 1 : 0;
                if (outcomes[i].Failure is { } f)
                {
                    kinds[f.Kind] = kinds.GetValueOrDefault(f.Kind) + 1;
                    if (kinds[f.Kind] <= 3)
                        fails.Add((b + i, cells[i], f));
                }
            }
        }
        output.WriteLine($"{w.Elapsed} checked {chk} kinks {kinks} unusable {unus}");
        foreach (var k in kinds) output.WriteLine($"{k.Value} {k.Key}");
        foreach (var (i, cell, f0) in fails)
        {
            var (c, f) = Shrinker.Shrink(cell, f0);
            output.WriteLine($"#{i} {f.Kind}  {w.Elapsed}\n{f.Message[..Math.Min(700, f.Message.Length)]}\n{CellPrinter.Method(c, "Cell")} T={c.Steps} B={c.Batch} {string.Join(",", c.Dimensions)}");
        }
    }
}
