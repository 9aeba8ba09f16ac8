namespace AutoDiffRnn.Lab.Tests.EndToEnd;

public sealed class SampleTests(TrainedModel model) : IClassFixture<TrainedModel>
{
    [Fact]
    public void TheSameSeed_WritesTheSameText_AndAnotherSeedAnother()
    {
        var texts = ((string[])["5", "5", "6"]).Select(seed => Sample($"--length 100 --seed {seed}")).ToArray();

        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);
    }

    [Fact]
    public void TheText_IsThePromptAndAsManyCharactersAsAskedFor()
    {
        var text = Sample("--prompt tape --length 30");

        Assert.StartsWith("tape", text, StringComparison.Ordinal);
        Assert.Equal("tape".Length + 30 + 1, text.Length);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePrompt_IsRead() => Assert.NotEqual(Sample("--prompt tap")[3..], Sample("--prompt cel")[3..]);

    [Fact]
    public void AtTemperatureZero_TheSeedDoesNotMatter()
        => Assert.Equal(Sample("--length 60 --temperature 0 --seed 1"), Sample("--length 60 --top-k 1 --seed 2"));

    [Fact]
    public void CharactersThatTheModelDoesNotKnow_AreNamedOnce()
        => model.Run("sample --checkpoint run --prompt TAZEZ")
            .AssertError(2, "LAB030", "--prompt", "run", "'T' (U+0054), 'A' (U+0041), 'Z' (U+005A), 'E' (U+0045).");

    [Theory]
    [InlineData("", "lab train")]
    [InlineData("train ", "lab train --cell gru")]
    [InlineData("sample ", "lab sample --checkpoint")]
    public void EveryHelp_HasExamples(string command, string example)
    {
        var result = model.Run(command + "--help");

        result.AssertSuccess();
        Assert.Contains(example, result.Output[result.Output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private string Sample(string arguments)
    {
        var result = model.Run("sample --checkpoint run " + arguments);
        result.AssertSuccess();
        return result.Output;
    }
}
