namespace AutoDiffRnn.Lab.Errors;

/// <summary>Errors about cells that a model of sentences is to be built around. <c>docs/lab.md</c> has an entry for each.</summary>
internal static class ModelErrors
{
    public static LabException AssemblyUnreadable(string path, Exception error) => new(
        "LAB050", $"--assembly: expected an assembly that can be loaded, but with {path} this went wrong: {error.Message}", ExitCode.Failure, error);

    public static LabException UnknownCell(string name, string? assembly, IEnumerable<string> known) => new(
        "LAB051",
        $"--cell: expected a cell {(assembly is null ? "of the program" : $"of {assembly}")}, but got '{name}'. "
        + (known.Any() ? $"There are {string.Join(", ", known.Select(cell => cell.ToLowerInvariant()))}." : "It has no generated network; mark a method [RnnCell]."),
        ExitCode.Usage);

    public static LabException CellDoesNotFit(string cell, string reason) => new(
        "LAB052", $"--cell: a model of sentences cannot be built around {cell}: {reason.TrimEnd('.')}.", ExitCode.Usage);

    public static LabException MissingConstant(string cell, string constant) => new(
        "LAB053", $"--constant: {cell} has a constant {constant}, whose value is not known. Give it: --constant {constant}=0.5.", ExitCode.Usage);

    public static LabException UnknownConstant(string cell, string constant, IReadOnlyList<string> known) => new(
        "LAB053", $"--constant: {cell} has no constant '{constant}'; it has {(known.Count == 0 ? "none" : string.Join(", ", known))}.", ExitCode.Usage);

    public static LabException NoForgetGate(string cell, IEnumerable<string> known) => new(
        "LAB054",
        $"--forget-bias: where the forget gate of {cell} is, is not known; it is for {string.Join(", ", known.Select(name => name.ToLowerInvariant()))}.",
        ExitCode.Usage);

    public static LabException CheckpointOfOtherModel(string path, string what) => new(
        "LAB055", $"Expected a checkpoint of this model, but {path} {what}.", ExitCode.Failure);

    public static LabException ResultUnwritable(string path, Exception error) => new(
        "LAB056", $"--out: expected a folder that can be written to, but with {path} this went wrong: {error.Message}", ExitCode.Failure, error);
}
