return AutoDiffRnn.Lab.Commands.LabCommand.Run(args);
