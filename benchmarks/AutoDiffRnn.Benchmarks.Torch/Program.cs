return AutoDiffRnn.Benchmarks.Torch.TorchCommand.Run(args);
