using System.Text;

namespace AutoDiffRnn.Lab.Text;

/// <summary>The characters that a model knows, and the token of each: its place in the order of code points.</summary>
/// <remarks>
/// A character is a Unicode scalar value. Halves of surrogate pairs would be fewer tokens for some texts, but a model could then
/// write text that is none.
/// </remarks>
internal sealed class Vocabulary
{
    private readonly Rune[] _characters;
    private readonly Dictionary<Rune, int> _tokens = [];

    private Vocabulary(IEnumerable<Rune> characters)
    {
        _characters = [.. characters];
        for (var token = 0; token < _characters.Length; token++)
            _tokens.Add(_characters[token], token);
    }

    /// <summary>The number of characters, V.</summary>
    public int Count => _characters.Length;

    /// <summary>All characters in the order of their tokens: what a checkpoint keeps, and <see cref="FromCharacters"/> reads.</summary>
    public string Characters => string.Concat(_characters);

    /// <summary>The vocabulary of a text: each of its characters once.</summary>
    public static Vocabulary Of(string text) => new(text.EnumerateRunes().Distinct().Order());

    /// <summary>The vocabulary whose <see cref="Characters"/> these are.</summary>
    /// <returns>The vocabulary; null for characters that are no vocabulary's: a repeated one, or not in order.</returns>
    public static Vocabulary? FromCharacters(string characters)
    {
        var vocabulary = Of(characters);
        return vocabulary.Characters == characters ? vocabulary : null;
    }

    /// <summary>The character of a token.</summary>
    public Rune this[int token] => _characters[token];

    /// <summary>The tokens of a text of known characters.</summary>
    /// <exception cref="KeyNotFoundException">A character is unknown: see <see cref="UnknownIn"/>.</exception>
    public int[] Encode(string text) => [.. text.EnumerateRunes().Select(character => _tokens[character])];

    /// <summary>The characters of <paramref name="text"/> that the vocabulary lacks, each once, in the order of the text.</summary>
    public IReadOnlyList<Rune> UnknownIn(string text) => [.. text.EnumerateRunes().Where(character => !_tokens.ContainsKey(character)).Distinct()];
}
