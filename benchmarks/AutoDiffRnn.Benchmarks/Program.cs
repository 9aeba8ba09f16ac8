using AutoDiffRnn.Benchmarks.Commands;
using AutoDiffRnn.Benchmarks.FirstCalls;

// The process that `first-calls` starts runs nothing before what it measures.
if (args is [FirstCallsTable.Child, var network])
{
    FirstCallsMeasurement.Run(network);
    return 0;
}

return BenchmarksCommand.Run(args);
