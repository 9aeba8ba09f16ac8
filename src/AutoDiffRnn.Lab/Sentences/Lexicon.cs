namespace AutoDiffRnn.Lab.Sentences;

/// <summary>The words from which sentences are written, each with its French forms.</summary>
/// <param name="Nouns">The nouns.</param>
/// <param name="Adjectives">The adjectives.</param>
/// <param name="Verbs">The verbs.</param>
/// <param name="FunctionWords">Articles, conjunctions, prepositions.</param>
internal sealed record Lexicon(
    IReadOnlyList<Noun> Nouns, IReadOnlyList<Adjective> Adjectives, IReadOnlyList<Verb> Verbs, IReadOnlyList<FunctionWord> FunctionWords)
{
    private const string Resource = "lexicon.en-fr.tsv";
    private const int Columns = 9;
    private const string NotApplicable = "-";

    private static readonly Lazy<Lexicon> _default = new(LoadDefault);

    /// <summary>The lexicon that comes with the program.</summary>
    public static Lexicon Default => _default.Value;

    /// <summary>Reads a lexicon: lines of nine columns, separated by tabs, the first of which names the columns.</summary>
    /// <exception cref="FormatException">A line is not of that form.</exception>
    public static Lexicon Parse(string text)
    {
        var lexicon = (Nouns: new List<Noun>(), Adjectives: new List<Adjective>(), Verbs: new List<Verb>(), Functions: new List<FunctionWord>());
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var line = 1; line < lines.Length; line++)
        {
            var cells = lines[line].TrimEnd('\r').Split('\t');
            if (cells.Length != Columns)
                throw new FormatException($"Line {line + 1} of the lexicon has {cells.Length} columns, and not {Columns}.");
            var english = new Forms(cells[1], cells[2]);
            var french = new FrenchForms(new Forms(cells[3], cells[5]), new Forms(cells[4], cells[6]));
            switch (cells[0])
            {
                case "noun":
                    lexicon.Nouns.Add(ToNoun(english, french, cells[7], isAnimate: cells[8] == "1"));
                    break;
                case "adj":
                    lexicon.Adjectives.Add(new Adjective(english.Singular, french));
                    break;
                case "verb":
                    lexicon.Verbs.Add(new Verb(english, french.Masculine));
                    break;
                case "func":
                    lexicon.Functions.Add(new FunctionWord(english.Singular, french));
                    break;
                default:
                    throw new FormatException($"Line {line + 1} of the lexicon begins with '{cells[0]}', and not with noun, adj, verb or func.");
            }
        }

        return new Lexicon(lexicon.Nouns, lexicon.Adjectives, lexicon.Verbs, lexicon.Functions);
    }

    /// <summary>The verb whose English singular is <paramref name="singular"/>.</summary>
    public Verb Verb(string singular) => Verbs.Single(verb => verb.English.Singular == singular);

    /// <summary>The function word <paramref name="english"/>.</summary>
    public FunctionWord Function(string english) => FunctionWords.Single(word => word.English == english);

    // A noun has forms in the columns of its gender alone.
    private static Noun ToNoun(Forms english, FrenchForms french, string gender, bool isAnimate) => gender switch
    {
        "m" when french.Masculine.Singular != NotApplicable => new Noun(english, french.Masculine, Gender.Masculine, isAnimate),
        "f" when french.Feminine.Singular != NotApplicable => new Noun(english, french.Feminine, Gender.Feminine, isAnimate),
        _ => throw new FormatException($"The noun '{english.Singular}' of the lexicon has no French form of gender '{gender}'."),
    };

    private static Lexicon LoadDefault()
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
