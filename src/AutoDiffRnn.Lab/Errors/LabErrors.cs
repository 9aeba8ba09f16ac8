using System.Text;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Lab.Errors;

/// <summary>All errors of the lab: each id and its wording once. <c>docs/lab.md</c> has an entry for each.</summary>
internal static class LabErrors
{
    /// <summary>The command line cannot be understood.</summary>
    public const string CommandLine = "LAB001";

    /// <summary>The value of an option is no number, or out of its range.</summary>
    public const string Value = "LAB002";

    public static string BadValue(string option, string expected, string given) => $"{Value}: {option}: expected {expected}, but got '{given}'.";

    public static LabException OtherSetting(string option, string stored, string given, string path) => Usage(
        "LAB003",
        $"{option}: the run in {path} has {stored}, but got {given}. A run goes on with the settings that it began with; leave the option out.");

    public static LabException TextUnreadable(string path, Exception error) => Failure(
        "LAB010", $"--text: expected a text file that can be read, but {Reason(path, error)}", error);

    public static LabException TextNotUtf8(string name, int offset) => Failure(
        "LAB011",
        $"--text: expected {name} to be text in UTF-8, but the byte at offset {offset} is none of it. Convert it first, for example with iconv.");

    public static LabException TextTooShort(string name, int characters, int length, int batch) => Failure(
        "LAB012",
        $"--text: expected at least {(long)length * batch + 1} characters to train on, for --batch {batch} streams of --length {length}, "
        + $"but the training part of {name} (its first 90 %) has {characters}. Use a longer text, or smaller numbers.");

    public static LabException HeldOutTooShort(string name, int characters) => Failure(
        "LAB012",
        $"--text: expected at least 2 characters to measure on, but the last 10 % of {name} have {characters}. Use a longer text.");

    public static LabException TextWithoutVariety(string name, int count) => Failure(
        "LAB013", $"--text: expected at least 2 different characters, but {name} has {count}: there is nothing to learn.");

    public static LabException CheckpointUnreadable(string option, string path, Exception error) => Failure(
        "LAB020", $"{option}: expected a checkpoint that can be read, but {Reason(path, error)}", error);

    public static LabException CheckpointUnwritable(string path, Exception error) => Failure(
        "LAB021", $"--checkpoint: expected a file that can be written, but {Reason(path, error)}", error);

    public static LabException CheckpointDamaged(string option, CheckpointException error) => Failure("LAB022", $"{option}: {error.Message}", error);

    public static LabException NotOfTheLab(string option, string path, string found) => Failure(
        "LAB023", $"{option}: expected a checkpoint that 'lab train' wrote, but {path} has {found}.");

    public static LabException OtherText(string name, string path) => Failure(
        "LAB024",
        $"--text: expected the text that the run in {path} began with, but {name} is another one. Give the file that it was, unchanged.");

    public static LabException CheckpointExists(string path) => Usage(
        "LAB025",
        $"--checkpoint: {path} holds a run already. Go on with it (--resume {path}), choose another file, or let it go (--overwrite).");

    public static LabException UnknownCharacters(IReadOnlyList<Rune> unknown, string path) => Usage(
        "LAB030",
        $"--prompt: expected characters of the text that {path} was trained on, but it has no {string.Join(", ", unknown.Select(Describe))}.");

    public static LabException Diverged(long update, double norm, string path) => Failure(
        "LAB040",
        $"The gradient of update {update} is {norm}: training has diverged. {path} holds the last state that was saved. "
        + "Begin anew with a smaller --learning-rate.");

    public static LabException OutOfMemory() => Failure(
        "LAB041", "There is not enough memory for these sizes. Try a smaller --hidden, --embedding, --length or --batch.");

    public static LabException NoSuchCell(string given, IReadOnlyList<string> known) => Usage(
        "LAB080", $"There is no built-in cell '{given}', and no such file. Built in: {string.Join(", ", known)}. A file's name ends in .cs.");

    public static LabException CellFileUnreadable(string path, Exception error) => Failure(
        "LAB081", $"Expected a C# file that can be read, but {Reason(path, error)}", error);

    public static LabException WhichCell(string path, string? given, IReadOnlyList<string> found) => found.Count == 0
        ? Failure("LAB082", $"{path} has no cells: no method is marked [RnnCell] of the namespace AutoDiffRnn.")
        : given is null
            ? Usage("LAB083", $"{path} has {found.Count} cells; choose one with --cell: {string.Join(", ", found)}.")
            : Usage("LAB083", $"--cell: expected one of {string.Join(", ", found)}, which {path} has, but got '{given}'.");

    public static LabException CellHasErrors(string path, IReadOnlyList<Diagnostic> errors) => Failure(
        "LAB084",
        $"{path} cannot be explained before it compiles: {errors.Count} {(errors.Count == 1 ? "error" : "errors")}.\n"
        + string.Join('\n', errors.Select(error => error.ToString())));

    public static LabException PageUnwritable(string path, Exception error) => Failure(
        "LAB085", $"--html: expected a file that can be written, but {Reason(path, error)}", error);

    public static LabException EvidenceUnreadable(string option, string path, Exception error) => Failure(
        "LAB090", $"{option}: expected a file of evidence that can be read, but {Reason(path, error)}", error);

    public static LabException NoEvidence(string option, string path, Exception error) => Failure(
        "LAB091", $"{option}: expected evidence that 'lab answer' wrote, but {path} is none of it: {error.Message}", error);

    public static LabException ReportUnwritable(string option, string path, Exception error) => Failure(
        "LAB092", $"{option}: expected a file that can be written, but {Reason(path, error)}", error);

    public static LabException Unexpected(Exception error) => Failure(
        "LAB099", $"Something that should not happen: {error.GetType().Name}: {error.Message}", error);

    private static LabException Usage(string id, string message) => new(id, message, ExitCode.Usage);

    private static LabException Failure(string id, string message, Exception? inner = null) => new(id, message, ExitCode.Failure, inner);

    private static string Reason(string path, Exception error) => error switch
    {
        _ when Directory.Exists(path) => $"{path} is a folder.",
        FileNotFoundException or DirectoryNotFoundException => $"there is no {path}.",
        UnauthorizedAccessException => $"{path} may not be used by this user.",
        _ => $"with {path} this went wrong: {error.Message}",
    };

    private static string Describe(Rune character) => $"'{(Rune.IsControl(character) ? "?" : character)}' (U+{character.Value:X4})";
}
