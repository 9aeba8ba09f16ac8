namespace AutoDiffRnn.Lab.Errors;

/// <summary>Errors of commands that measure. <c>docs/lab.md</c> has an entry for each.</summary>
internal static class MeasurementErrors
{
    public static LabException Unwritable(string folder, Exception error) => new(
        "LAB070", $"--out: expected a folder that can be written to, but with {folder} this went wrong: {error.Message}", ExitCode.Failure, error);
}
