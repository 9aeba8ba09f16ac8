using AutoDiffRnn.Benchmarks;
using AutoDiffRnn.Benchmarks.Diagonal;
using AutoDiffRnn.Benchmarks.Ladder;
using BenchmarkDotNet.Running;

if (args is ["diagonal", .. var rest])
    return DiagonalTable.Run(new DirectoryInfo(rest is [var folder] ? folder : "BenchmarkDotNet.Artifacts/results"));

if (args is ["ladder", .. var options])
    return new LadderCommand().Parse(options).Invoke();

// A benchmark whose setup fails (the two sides compute different numbers) ends this program with 1.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(SequenceShape).Assembly).Run(args).ToList();
return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
