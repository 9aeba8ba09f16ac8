using AutoDiffRnn.Lab.Attested;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Models;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Tests.Attested;

public sealed class AttestedTests
{
    private const string Headings = "id\tsource\tkind\tsubj\tverb\tnumber\tdistance\tnouns_between\tattractors\tlast_noun\trelclause\t"
        + "verb_form\tverb_alt\ttokens\n";
    private const string Line = "a.5\tgum-news\tmain\t1\t4\tplur\t3\t1\t1\tsing\t0\twere\twas\tthe Cats of Rome were hungry .";

    [Fact]
    public void Parse_OfALine_HasItsParts()
    {
        var pair = Assert.Single(AttestedPair.Parse(Headings + Line + "\n"));

        Assert.Equal((1, 4, 3), (pair.SubjectAt, pair.VerbAt, pair.Distance));
        Assert.Equal((GrammaticalNumber.Plural, GrammaticalNumber.Singular), (pair.Number, pair.NearestNoun));
        Assert.Equal(("were", "was", "Cats"), (pair.VerbForm, pair.OtherForm, pair.Tokens[pair.SubjectAt]));
    }

    [Theory]
    [InlineData("main\t1", "main\tone", "Line 2: expected a whole number in column 4, but got 'one'")]
    [InlineData("plur\t3", "dual\t3", "Line 2: expected sing or plur in column 6, but got 'dual'")]
    [InlineData("1\t4\tplur", "1\t9\tplur", "Line 2: expected the noun before the verb and both in the sentence of 7 tokens")]
    [InlineData("\tthe Cats", "the Cats", "Line 2 has 13 columns")]
    public void Parse_OfADamagedLine_NamesIt(string part, string damaged, string expected)
    {
        var error = Assert.Throws<FormatException>(() => AttestedPair.Parse(Headings + Line.Replace(part, damaged, StringComparison.Ordinal)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The counts of the data's own table.</summary>
    [Fact]
    public void Pairs_OfTheProgram_AreAsMany_AsTheirReadmeSays()
    {
        Assert.Equal(4885, AttestedPair.Training.Count);
        Assert.Equal(472, AttestedPair.Training.Count(pair => pair.Attractors > 0));
        Assert.Equal(1902, AttestedPair.Training.Count(pair => pair.Source.StartsWith("gum-", StringComparison.Ordinal)));
        Assert.Equal(641, AttestedPair.Development.Count);
        Assert.Equal(398, AttestedPair.Development.Count(pair => pair.Distance == 1));
        Assert.Equal(60, AttestedPair.Development.Count(pair => pair.Attractors > 0));
    }

    [Fact]
    public void Words_ThatAreRare_AreKnownByTheirEndAlone()
    {
        var words = new AttestedWords([["The", "cat", "the", "dogs"], ["cat", "xs"]]);

        Assert.Equal(words["the"], words["THE"]);
        Assert.True(words.Knows("cat"));
        Assert.False(words.Knows("dogs"));
        Assert.Equal(words["dogs"], words["xs"]);
        Assert.NotEqual(words["dogs"], words["dog"]);
        Assert.Equal(4, words.Count);
    }

    [Fact]
    public void Batch_OfExamplesOfTwoLengths_AsksForNothingAfterTheShorter()
    {
        var batch = new AttestedBatch(3, 2);

        batch.Fill([new([7], [1]), new([4, 5, 6], [-1, -1, 0])]);

        Assert.Equal(3, batch.Steps);
        Assert.Equal([7, 4, 0, 5, 0, 6], batch.Tokens.ToArray());
        Assert.Equal([1, -1, -1, -1, -1, 0], batch.Targets.ToArray());
    }

    [Fact]
    public void Rows_OfNetworks_CountPairsThatAllCouldBeAskedAbout()
    {
        var helpful = Line.Replace("1\t1\tsing", "1\t0\tplur", StringComparison.Ordinal);
        var pairs = AttestedPair.Parse($"{Headings}{Line}\n{helpful}\n{Line}");
        var result = new AttestedResult(
            new AttestedSettings(), pairs, [new AttestedRecord(1, 10, [true, false, null]), new AttestedRecord(2, 10, [false, false, true])]);

        var all = result.Rows().Single(row => row.Name == "all");
        var attracted = result.Rows().Single(row => row.Name == "all with attractors");

        Assert.Equal(new Count(0, 2), all.Majority); // Most verbs that are learned from are singular.
        Assert.Equal(new Count(1, 2), all.NearestNoun);
        Assert.Equal([new Count(1, 2), new Count(0, 2)], all.Models);
        Assert.Equal([new Count(1, 1), new Count(0, 1)], attracted.Models);
    }

    [Fact]
    public void Run_OnNumbers_IsTheSameEachTime()
    {
        var (first, second) = (new AttestedExperiment(Quick(AttestedTask.Number)).Run(), new AttestedExperiment(Quick(AttestedTask.Number)).Run());

        Assert.Equal(first.Records[0].Right, second.Records[0].Right);
        Assert.DoesNotContain(null, first.Records[0].Right);
        Assert.True(first.Rows()[^1].Models[0].Share > 0.6);
        Assert.Contains("small set", first.Warning, StringComparison.Ordinal);
    }

    /// <summary>A form of a verb that the model has not read often enough cannot be compared with the other.</summary>
    [Fact]
    public void Run_AsALanguageModel_LeavesOutVerbsThatItDoesNotKnow()
    {
        var result = new AttestedExperiment(Quick(AttestedTask.Language)).Run();

        Assert.Contains(null, result.Records[0].Right);
        Assert.True(result.Rows()[^1].Models[0].Share > 0.5);
        Assert.Equal(result.Records[0].Right.Count(right => right is not null), result.Rows()[^1].Majority.Of);
    }

    private static AttestedSettings Quick(AttestedTask task) => new()
    {
        Model = new ModelSettings(new CellSettings("Gru"), Hidden: 12, Embedding: 12), Task = task, Seeds = 1, Epochs = 1, GumOnly = true,
    };
}
