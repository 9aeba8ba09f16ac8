using AutoDiffRnn.Benchmarks;
using AutoDiffRnn.Benchmarks.Diagonal;
using AutoDiffRnn.Benchmarks.FirstCalls;
using BenchmarkDotNet.Running;

if (args is ["first-calls-of", var network])
{
    FirstCallsMeasurement.Run(network);
    return 0;
}

if (args is ["first-calls", .. var where])
{
    FirstCallsTable.Run(new DirectoryInfo(where is [var there] ? there : "BenchmarkDotNet.Artifacts/results"));
    return 0;
}

if (args is ["diagonal", .. var rest])
    return DiagonalTable.Run(new DirectoryInfo(rest is [var folder] ? folder : "BenchmarkDotNet.Artifacts/results"));

// A benchmark whose setup fails (the two sides compute different numbers) ends this program with 1.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(SequenceShape).Assembly).Run(args).ToList();
return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
