using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Tests.Sentences;

public class GrammarTests
{
    [Fact]
    public void ASentenceIsAsLong_AsItsDistanceSays_WhateverStandsBetween()
    {
        var random = new RandomSource(1);
        foreach (var filling in Enum.GetValues<Filling>())
        {
            for (var distance = SentenceSpec.LeastDistance(filling); distance <= 150; distance++)
            {
                var sentence = Grammar.Default.Write(new SentenceSpec(filling, distance), random);
                Assert.Equal(distance, sentence.Distance);
                Assert.Equal(WordKind.Verb, sentence.Words[sentence.SubjectAt + distance].Kind);
                Assert.Equal(sentence.Subject.English[sentence.Number], sentence.Words[sentence.SubjectAt].English);
            }
        }
    }

    [Theory]
    [InlineData(nameof(Filling.Adjectives), 0)]
    [InlineData(nameof(Filling.Prepositions), 0)]
    [InlineData(nameof(Filling.RelativeClause), 1)]
    public void Twins_DifferInTheNounTheVerbAndTheVerbOfTheClause_AndNowhereElse(string filling, int verbsBetween)
    {
        var (singular, plural) = Grammar.Default.WriteTwins(new SentenceSpec(Enum.Parse<Filling>(filling), 17), new RandomSource(2));

        var differences = singular.Words.Zip(plural.Words).Where(pair => pair.First.English != pair.Second.English).Select(pair => pair.First.Kind).ToList();
        Assert.Equal([WordKind.Subject, .. Enumerable.Repeat(WordKind.InnerVerb, verbsBetween), WordKind.Verb], differences);
        Assert.Equal("was", singular.Words[singular.VerbAt].English);
        Assert.Equal("were", plural.Words[plural.VerbAt].English);
    }

    [Theory]
    [InlineData(0, 0, nameof(GrammaticalNumber.Plural))]
    [InlineData(2, 2, nameof(GrammaticalNumber.Singular))]
    [InlineData(int.MaxValue, 4, nameof(GrammaticalNumber.Singular))]
    public void AttractorsThatAreAskedFor_AreTheLastNounsBetween(int asked, int expected, string nearest)
    {
        var spec = new SentenceSpec(Filling.Prepositions, 14) { Number = GrammaticalNumber.Plural, Attractors = asked };

        var sentence = Grammar.Default.Write(spec, new RandomSource(3));

        Assert.Equal(4, sentence.NounsBetween.Count);
        Assert.Equal(expected, sentence.Attractors);
        Assert.Equal(nearest, sentence.NearestNoun.ToString());
    }

    [Fact]
    public void FrenchAgreesInGenderAndNumber()
    {
        var lexicon = Lexicon.Default;
        var plan = new SentencePlan
        {
            Spec = new SentenceSpec(Filling.Adjectives, 10),
            Subject = lexicon.Nouns.Single(noun => noun.Lemma == "cow"),
            Adjectives = [(Find("gray"), 0), (Find("happy"), 0), (Find("small"), 0)],
            Predicate = Find("hungry"),
            Companion = new PlannedNoun(lexicon.Function("with"), lexicon.Nouns.Single(noun => noun.Lemma == "horse"), GrammaticalNumber.Plural),
        };

        var sentence = new SentenceWriter(lexicon).Write(plan, GrammaticalNumber.Plural);

        Assert.Equal("the cows , gray , and happy , and small , were hungry with the horses .", sentence.ToString());
        Assert.Equal("les vaches , grises , et heureuses , et petites , étaient affamées avec les chevaux .", sentence.ToFrench());

        Adjective Find(string english) => lexicon.Adjectives.Single(adjective => adjective.English == english);
    }

    [Fact]
    public void TheSameSeed_WritesTheSameSentences_AndAnotherOneOthers()
    {
        Assert.Equal(Written(5), Written(5));
        Assert.NotEqual(Written(5), Written(6));

        static List<string> Written(ulong seed)
        {
            var random = new RandomSource(seed);
            return [.. Enumerable.Range(4, 20).Select(distance => Grammar.Default.Write(new SentenceSpec(Filling.Prepositions, distance), random).ToString())];
        }
    }

    [Fact]
    public void BothNumbersAreEquallyLikely_SoThatNothingBeforeTheNounTellsThem()
    {
        var random = new RandomSource(4);
        var plurals = Enumerable.Range(0, 2000).Count(_ => Grammar.Default.Write(new SentenceSpec(Filling.Adjectives, 9), random).Number == GrammaticalNumber.Plural);

        Assert.InRange(plurals, 900, 1100);
    }

    [Fact]
    public void HeldOutNouns_AreNeverSubjects()
    {
        var (known, heldOut) = Grammar.Split(Lexicon.Default, 10, new RandomSource(1));
        var random = new RandomSource(2);

        var subjects = Enumerable.Range(0, 500).Select(_ => known.Write(new SentenceSpec(Filling.Adjectives, 4), random).Subject).ToHashSet();

        Assert.Equal(10, heldOut.Subjects.Count);
        Assert.Equal(30, known.Subjects.Count);
        Assert.DoesNotContain(subjects, heldOut.Subjects.Contains);
    }

    [Fact]
    public void TwinsCannotHaveAttractorsOfTheOtherNumber_InBoth()
        => Assert.Throws<ArgumentException>(() => Grammar.Default.WriteTwins(new SentenceSpec(Filling.Prepositions, 8) { Attractors = 1 }, new RandomSource(1)));
}
