using AutoDiffRnn.Benchmarks.Harness;
using AutoDiffRnn.Benchmarks.Torch.Native;
using AutoDiffRnn.Benchmarks.Torch.Peers;
using TorchSharp;
if (TorchLibrary.Load(Console.WriteLine) is { } why) { Console.WriteLine(why); return 0; }
torch.set_num_threads(1);
var rounds = int.Parse(args.Length > 1 ? args[1] : "15");
foreach (var name in (args.Length > 0 ? args[0] : "lstm,gru,rnn").Split(','))
foreach (var shape in SequenceShape.All)
{
    var problem = new Problem(BenchmarkCell.Parse(name), shape);
    using var ours = new Generated(problem);
    using var theirs = LayerContender.Create(problem);
    ours.RequireSameNumbers(theirs, problem);
    var timing = new PairedTiming(rounds, TimeSpan.FromMilliseconds(5), TimeSpan.Zero);
    foreach (var phase in new[] { Phase.Forward, Phase.ForwardAndBackward })
    {
        var t = phase == Phase.Forward ? timing.Measure(ours.Forward, theirs.Forward) : timing.Measure(ours.ForwardAndBackward, theirs.ForwardAndBackward);
        var gf = problem.Cell.Flops(shape, phase) / 1e9;
        Console.WriteLine($"{name} {shape} {phase}: ours {Quantiles.Median(t.First)*1e6:0} us ({gf/Quantiles.Median(t.First):0} GF/s, best {gf/t.First.Min():0}), theirs {Quantiles.Median(t.Second)*1e6:0} us ({gf/Quantiles.Median(t.Second):0}, best {gf/t.Second.Min():0}), ratio {t.Ratio:0.00} [{t.RatioQuartiles.Lower:0.00}..{t.RatioQuartiles.Upper:0.00}]");
    }
}
return 0;
