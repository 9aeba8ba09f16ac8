return AutoDiffRnn.Benchmarks.Commands.BenchmarksCommand.Run(args);
