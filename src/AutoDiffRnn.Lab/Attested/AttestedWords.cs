using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Attested;

/// <summary>
/// The words that a model knows: those, in lower case, that occur at least twice in the sentences it learns from. All others are one of two unknown
/// words, by
/// whether they end in s, which in English often tells a number.
/// </summary>
internal sealed class AttestedWords
{
    private const int LeastOccurrences = 2;
    private const string Unknown = "<unknown>";
    private const string UnknownWithS = "<unknown, ends in s>";

    private readonly WordList _words;

    /// <summary>Collects the words of sentences.</summary>
    public AttestedWords(IEnumerable<IReadOnlyList<string>> sentences)
    {
        var frequent = sentences.SelectMany(tokens => tokens).Select(Normal).GroupBy(word => word, StringComparer.Ordinal)
            .Where(group => group.Count() >= LeastOccurrences).Select(group => group.Key).Order(StringComparer.Ordinal);
        _words = new WordList([Unknown, UnknownWithS, .. frequent]);
    }

    /// <summary>How many there are, with the two unknown ones.</summary>
    public int Count => _words.Count;

    /// <summary>The number of a token.</summary>
    public int this[string token]
    {
        get
        {
            var word = Normal(token);
            var number = _words.Find(word);
            return number >= 0 ? number : _words[word.EndsWith('s') ? UnknownWithS : Unknown];
        }
    }

    /// <summary>Whether a token is known by itself.</summary>
    public bool Knows(string token) => _words.Find(Normal(token)) >= 0;

#pragma warning disable CA1308 // The files have verbs in lower case.
    private static string Normal(string token) => token.ToLowerInvariant();
#pragma warning restore CA1308
}
