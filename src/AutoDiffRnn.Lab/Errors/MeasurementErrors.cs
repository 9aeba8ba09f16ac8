namespace AutoDiffRnn.Lab.Errors;

/// <summary>Errors of commands that measure. <c>docs/lab.md</c> has an entry for each.</summary>
internal static class MeasurementErrors
{
    public static LabException BadOption(string option, string expected, string given) => new(
        LabErrors.Value, LabErrors.BadValue(option, expected, given)[(LabErrors.Value.Length + 2)..], ExitCode.Usage);

    public static LabException NoStep(string cell) => new(
        "LAB070",
        $"--cell: {cell} was generated without its step, which is what is measured. Mark it [RnnCell(Measure = true)], or set <AutoDiffRnnMeasure>true"
        + "</AutoDiffRnnMeasure> in its project, and build it again.",
        ExitCode.Usage);
}
