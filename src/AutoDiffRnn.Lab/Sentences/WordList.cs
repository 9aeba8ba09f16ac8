namespace AutoDiffRnn.Lab.Sentences;

/// <summary>The words that a model reads or writes, each with a number, in an order that only the lexicon decides.</summary>
internal sealed class WordList
{
    private readonly string[] _words;
    private readonly Dictionary<string, int> _numbers;

    /// <summary>Numbers the words in the order of their first occurrence.</summary>
    public WordList(IEnumerable<string> words)
    {
        _words = [.. words.Distinct(StringComparer.Ordinal)];
        _numbers = _words.Select((word, number) => (word, number)).ToDictionary(entry => entry.word, entry => entry.number, StringComparer.Ordinal);
    }

    /// <summary>How many words there are, V.</summary>
    public int Count => _words.Length;

    /// <summary>The word of a number.</summary>
    public string this[int number] => _words[number];

    /// <summary>The number of a word.</summary>
    /// <exception cref="KeyNotFoundException">The list has no such word.</exception>
    public int this[string word] => _numbers[word];

    /// <summary>The number of a word, or −1 if the list does not have it.</summary>
    public int Find(string word) => _numbers.GetValueOrDefault(word, -1);
}
