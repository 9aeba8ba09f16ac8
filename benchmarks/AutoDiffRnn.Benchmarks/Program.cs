using AutoDiffRnn.Benchmarks;
using AutoDiffRnn.Benchmarks.Diagonal;
using BenchmarkDotNet.Running;

if (args is ["diagonal", .. var rest])
    return DiagonalTable.Run(new DirectoryInfo(rest is [var folder] ? folder : "BenchmarkDotNet.Artifacts/results"));

// A benchmark whose setup fails (the two sides compute different numbers) ends this program with 1.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(SequenceShape).Assembly).Run(args).ToList();
return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
