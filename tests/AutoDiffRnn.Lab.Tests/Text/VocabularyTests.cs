using System.Text;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Tests.Text;

public sealed class VocabularyTests
{
    // In UTF-16 the clef is a pair of surrogates, and sorts before the fullwidth letter.
    private const string Mixed = "b\u00E9a\uFF21b\U0001D11E\n";

    [Fact]
    public void AText_GivesEachCharacterOnce_InOrderOfCodePoints()
    {
        var vocabulary = Vocabulary.Of(Mixed);

        Assert.Equal("\nab\u00E9\uFF21\U0001D11E", vocabulary.Characters);
        Assert.Equal(6, vocabulary.Count);
    }

    [Fact]
    public void EncodingAndLookingUp_GivesTheTextBack()
    {
        var vocabulary = Vocabulary.Of(Mixed);

        var tokens = vocabulary.Encode(Mixed);

        Assert.Equal([2, 3, 1, 4, 2, 5, 0], tokens);
        Assert.Equal(Mixed, string.Concat(tokens.Select(token => vocabulary[token].ToString())));
    }

    [Fact]
    public void UnknownCharacters_AreNamedOnce_InTheOrderOfTheText()
        => Assert.Equal([new Rune('z'), new Rune('x')], Vocabulary.Of("abc").UnknownIn("azcxzb"));

    [Fact]
    public void ItsCharacters_MakeTheSameVocabularyAgain()
        => Assert.Equal(Vocabulary.Of(Mixed).Encode(Mixed), Vocabulary.FromCharacters(Vocabulary.Of(Mixed).Characters)!.Encode(Mixed));

    [Theory]
    [InlineData("ba")]
    [InlineData("aab")]
    public void CharactersOutOfOrder_AreNoVocabulary(string characters) => Assert.Null(Vocabulary.FromCharacters(characters));
}
