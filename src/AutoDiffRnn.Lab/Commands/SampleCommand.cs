using System.CommandLine;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Sampling;
using AutoDiffRnn.Lab.Text;
using AutoDiffRnn.Lab.Training;

namespace AutoDiffRnn.Lab.Commands;

/// <summary><c>lab sample</c>: writes text with a trained model.</summary>
internal sealed class SampleCommand : Command, IHasExamples
{
    private const string DefaultCheckpoint = "runs/lstm.safetensors";
    private const int DefaultLength = 500;
    private const double DefaultTemperature = 0.8;
    private const ulong DefaultSeed = 1;

    private readonly Option<string?> _checkpoint = CheckedOption.File(
        "--checkpoint", $"The model, as 'lab train' saved it. Default: {DefaultCheckpoint}.");

    private readonly Option<string?> _prompt = new("--prompt")
    {
        Description = "The text to go on from. Default: the end of a line.",
        HelpName = "TEXT",
    };

    private readonly Option<long?> _length = CheckedOption.Whole("--length", $"The characters to write. Default: {DefaultLength}.", 1, 1_000_000_000);

    private readonly Option<double?> _temperature = CheckedOption.Real(
        "--temperature",
        FormattableString.Invariant($"Below 1 likely ones get likelier, above 1 less; 0 always takes the likeliest. Default: {DefaultTemperature}."),
        0,
        100,
        orEqual: true);

    private readonly Option<long?> _topK = CheckedOption.Whole(
        "--top-k", "Choose among this many of the likeliest characters only. Default: all.", 1, int.MaxValue);

    private readonly Option<ulong?> _seed = CheckedOption.Seed(
        $"Where chance comes from: the same seed writes the same text. Default: {DefaultSeed}.");

    /// <summary>Makes the command.</summary>
    public SampleCommand()
        : base("sample", "Writes text with a trained model.")
    {
        foreach (var option in (IEnumerable<Option>)[_checkpoint, _prompt, _length, _temperature, _topK, _seed])
            Options.Add(option);
        SetAction(Sample);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; } =
    [
        ("lab sample", $"write {DefaultLength} characters with {DefaultCheckpoint}"),
        ("lab sample --checkpoint runs/gru.safetensors --prompt 'ROMEO:' --length 200", "go on from a prompt with another model"),
        ("lab sample --temperature 0.5 --top-k 10 --seed 7", "write more cautiously, and another text"),
    ];

    private int Sample(ParseResult given)
    {
        var path = given.GetValue(_checkpoint) ?? DefaultCheckpoint;
        var header = RunHeader.Read(_checkpoint.Name, path);
        var network = RunCheckpoint.LoadModel(_checkpoint.Name, header);
        var asked = given.GetValue(_prompt) ?? "";
        var prompt = asked.Length > 0 ? asked : DefaultPrompt(header.Vocabulary);
        if (header.Vocabulary.UnknownIn(prompt) is { Count: > 0 } unknown)
            throw LabErrors.UnknownCharacters(unknown, path);

        var random = new RandomSource(given.GetValue(_seed) ?? DefaultSeed);
        var chooser = new TokenChooser(given.GetValue(_temperature) ?? DefaultTemperature, (int)(given.GetValue(_topK) ?? int.MaxValue), random);
        Console.Out.Write(asked);
        foreach (var character in new Sampler(network, header.Vocabulary).Continue(prompt, (int)(given.GetValue(_length) ?? DefaultLength), chooser))
            Console.Out.Write(character.ToString());
        Console.Out.WriteLine();
        return ExitCode.Success;
    }

    /// <summary>The end of a line, after which anything can begin; in a text of one line, its first character in order.</summary>
    private static string DefaultPrompt(Vocabulary vocabulary)
    {
        const string EndOfLine = "\n";
        return vocabulary.UnknownIn(EndOfLine).Count == 0 ? EndOfLine : vocabulary[0].ToString();
    }
}
