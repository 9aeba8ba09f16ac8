using System.Text;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Text;

namespace AutoDiffRnn.Lab.Tests.Text;

public sealed class CorpusTests
{
    [Fact]
    public void TheDefaultText_IsTheOneThatItsReadmeNames()
    {
        var corpus = Corpus.Load(null);

        Assert.Equal("86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed", corpus.Fingerprint);
        Assert.Equal(65, corpus.Vocabulary.Count);
        Assert.Equal((1_003_854, 111_540), (corpus.Training.Length, corpus.HeldOut.Length));
    }

    [Fact]
    public void ATextIsCut_SoThatTheLastTenthIsHeldOut()
    {
        var corpus = Toys.Corpus("abcdefghijklmnopqrst");

        Assert.Equal(Enumerable.Range(0, 18), corpus.Training.ToArray());
        Assert.Equal([18, 19], corpus.HeldOut.ToArray());
    }

    [Fact]
    public void CharactersOfTheHeldOutPart_AreKnown() => Assert.Equal(2, Toys.Corpus("aaaaaaaaaaaaaaaaaaab").Vocabulary.Count);

    [Fact]
    public void AByteOrderMark_IsNoCharacterOfTheText()
        => Assert.Equal("ab", Corpus.Parse("toy", [.. Encoding.UTF8.Preamble, (byte)'a', (byte)'b']).Vocabulary.Characters);

    [Theory]
    [InlineData(new byte[] { 97, 98, 0xC3, 98 }, 2)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 97, 0xFF }, 4)]
    public void BytesThatAreNoUtf8_AreRefusedWithTheirPlace(byte[] bytes, int offset)
    {
        var error = Assert.Throws<LabException>(() => Corpus.Parse("toy.txt", bytes));

        Assert.Equal("LAB011", error.Id);
        Assert.Contains($"toy.txt to be text in UTF-8, but the byte at offset {offset} ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    public void ATextWithoutTwoCharacters_IsRefused(string text)
        => Assert.Equal("LAB013", Assert.Throws<LabException>(() => Toys.Corpus(text)).Id);
}
