using System.Globalization;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Attested;

/// <summary>A noun and the verb that agrees with it, in a sentence that somebody wrote.</summary>
/// <param name="Id">The treebank's id of the sentence, and the verb's position.</param>
/// <param name="Source">The treebank and genre, such as <c>gum-news</c>.</param>
/// <param name="SubjectAt">The noun's position.</param>
/// <param name="VerbAt">The verb's position.</param>
/// <param name="Number">The number of both.</param>
/// <param name="Attractors">How many nouns between have the other number.</param>
/// <param name="LastNoun">The number of the last noun between; null if there is none.</param>
/// <param name="VerbForm">The verb as it was written, in lower case.</param>
/// <param name="OtherForm">Its form of the other number.</param>
/// <param name="Tokens">The sentence.</param>
internal sealed record AttestedPair(
    string Id, string Source, int SubjectAt, int VerbAt, GrammaticalNumber Number, int Attractors, GrammaticalNumber? LastNoun, string VerbForm,
    string OtherForm, IReadOnlyList<string> Tokens)
{
    private const int Columns = 14;

    private static readonly Lazy<IReadOnlyList<AttestedPair>> _training = new(() => Load("agreement.train.tsv"));
    private static readonly Lazy<IReadOnlyList<AttestedPair>> _development = new(() => Load("agreement.dev.tsv"));

    /// <summary>The pairs to learn from.</summary>
    public static IReadOnlyList<AttestedPair> Training => _training.Value;

    /// <summary>The pairs to be tested on, from other documents.</summary>
    public static IReadOnlyList<AttestedPair> Development => _development.Value;

    /// <summary>The verb's position minus the noun's.</summary>
    public int Distance => VerbAt - SubjectAt;

    /// <summary>
    /// The number of the noun nearest before the verb, given that one knows which words are nouns: the subject's if none stands between.
    /// </summary>
    public GrammaticalNumber NearestNoun => LastNoun ?? Number;

    /// <summary>Reads pairs: lines of fourteen columns, separated by tabs, the first of which names the columns.</summary>
    /// <exception cref="FormatException">A line is not of that form.</exception>
    public static IReadOnlyList<AttestedPair> Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select((line, index) => ParseLine(line.TrimEnd('\r').Split('\t'), index + 2))];
    }

    private static AttestedPair ParseLine(string[] cells, int line)
    {
        if (cells.Length != Columns)
            throw new FormatException($"Line {line} has {cells.Length} columns, and not {Columns}.");
        int Whole(int column) => int.TryParse(cells[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Line {line}: expected a whole number in column {column + 1}, but got '{cells[column]}'.");
        GrammaticalNumber NumberIn(int column) => cells[column] switch
        {
            "sing" => GrammaticalNumber.Singular,
            "plur" => GrammaticalNumber.Plural,
            _ => throw new FormatException($"Line {line}: expected sing or plur in column {column + 1}, but got '{cells[column]}'."),
        };

        var tokens = cells[13].Split(' ');
        var pair = new AttestedPair(
            cells[0], cells[1], Whole(3), Whole(4), NumberIn(5), Whole(8), cells[9] == "-" ? null : NumberIn(9), cells[11], cells[12], tokens);
        if (pair.SubjectAt >= pair.VerbAt || pair.VerbAt >= tokens.Length)
            throw new FormatException($"Line {line}: expected the noun before the verb and both in the sentence of {tokens.Length} tokens.");
        return pair;
    }

    private static IReadOnlyList<AttestedPair> Load(string resource)
    {
        using var stream = typeof(AttestedPair).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without {resource}.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
