using System.Globalization;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Training;

/// <summary>What a checkpoint of the lab says about itself, checked: enough to make the network and the run that it belongs to.</summary>
/// <param name="Path">The file.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Vocabulary">The characters that the model knows.</param>
/// <param name="Fingerprint">The SHA-256 of the text.</param>
/// <param name="Settings">The settings of the run.</param>
/// <param name="Position">Where it was in the text.</param>
/// <param name="Elapsed">How long it had trained.</param>
internal sealed record RunHeader(
    string Path,
    CharacterCell Cell,
    Vocabulary Vocabulary,
    string Fingerprint,
    TrainingSettings Settings,
    StreamPosition Position,
    TimeSpan Elapsed)
{
    private const string Prefix = "lab.";
    private const string SettingPrefix = Prefix + "setting.";
    private const string VocabularyKey = Prefix + "vocabulary";
    private const string FingerprintKey = Prefix + "text.sha256";
    private const string PassKey = Prefix + "position.pass";
    private const string OffsetKey = Prefix + "position.offset";
    private const string SegmentKey = Prefix + "position.segment";
    private const string SecondsKey = Prefix + "seconds";

    /// <summary>What a checkpoint of <paramref name="run"/> says about itself.</summary>
    public static Dictionary<string, string> MetadataOf(TrainingRun run)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [VocabularyKey] = run.Corpus.Vocabulary.Characters,
            [FingerprintKey] = run.Corpus.Fingerprint,
            [PassKey] = Text(run.Streams.Position.Pass),
            [OffsetKey] = Text(run.Streams.Position.Offset),
            [SegmentKey] = Text(run.Streams.Position.Segment),
            [SecondsKey] = Text(run.Elapsed.TotalSeconds),
        };
        foreach (var (name, value) in run.Settings.Entries)
            metadata.Add(SettingPrefix + name, value);
        return metadata;
    }

    /// <summary>Reads it from a file, whose contents are checked against their sum.</summary>
    /// <param name="option">The option that named the file, for messages.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="LabException">The file cannot be read, is damaged, or is not of the lab.</exception>
    public static RunHeader Read(string option, string path)
    {
        var info = RunCheckpoint.Guarded(option, path, () => Checkpoint.Read(path));
        var cell = CharacterCell.All.SingleOrDefault(cell => cell.RecordedName == info.Cell)
            ?? throw LabErrors.NotOfTheLab(option, path, info.Cell is null ? "no cell's name" : $"a cell {info.Cell}, which the lab does not know");
        try
        {
            return Parse(path, cell, info.Metadata);
        }
        catch (Exception error) when (error is KeyNotFoundException or FormatException or OverflowException)
        {
            throw LabErrors.NotOfTheLab(option, path, $"metadata that it did not write: {error.Message}");
        }
    }

    private static RunHeader Parse(string path, CharacterCell cell, IReadOnlyDictionary<string, string> metadata)
    {
        var settings = metadata.Where(entry => entry.Key.StartsWith(SettingPrefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[SettingPrefix.Length..], entry => entry.Value, StringComparer.Ordinal);
        return new RunHeader(
            path,
            cell,
            Vocabulary.FromCharacters(metadata[VocabularyKey]) ?? throw new FormatException("The vocabulary is not in order."),
            metadata[FingerprintKey],
            TrainingSettings.FromEntries(settings),
            new StreamPosition(Number(metadata[PassKey]), Number(metadata[OffsetKey]), Number(metadata[SegmentKey])),
            TimeSpan.FromSeconds(double.Parse(metadata[SecondsKey], CultureInfo.InvariantCulture)));
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text<TNumber>(TNumber number) where TNumber : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
