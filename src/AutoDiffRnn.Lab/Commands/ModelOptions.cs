using System.CommandLine;
using System.Globalization;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>The options that say which model of sentences is meant: any cell with its first values.</summary>
internal sealed class ModelOptions
{
    private readonly ModelSettings _defaults;
    private readonly Option<string?> _cell;
    private readonly Option<long?> _hidden;
    private readonly Option<long?> _embedding;

    private readonly Option<string?> _assembly = CheckedOption.File(
        "--assembly", "An assembly of yours with generated networks. Default: the cells of the program.");

    private readonly Option<string?> _read = new("--read")
    {
        Description = "The state or output that the output layer reads. Default: h, or else the first vector.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _constants = new("--constant")
    {
        Description = "The value of a constant of the cell, as NAME=X. May be repeated.",
        HelpName = "NAME=X",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<double?> _forgetBias = CheckedOption.Real(
        "--forget-bias", "The first value of the forget gate's bias. Default: 0.", -100, 100, orEqual: true);

    private readonly Option<string?> _start = CheckedOption.Choice(
        "--start", "How recurrent matrices begin. Default: orthogonal.", Enum.GetNames<RecurrentStart>().Select(name => name.ToLowerInvariant()));

    private readonly Option<double?> _gain = CheckedOption.Real(
        "--gain", "What the first values of recurrent matrices are multiplied by. Default: 1.", 0, 1000);

    /// <summary>Makes the options.</summary>
    /// <param name="defaults">What holds where an option is not given.</param>
    public ModelOptions(ModelSettings defaults)
    {
        _defaults = defaults;
        _cell = new("--cell")
        {
            Description = $"The cell, by the name of its method; case does not matter. Default: {defaults.Cell.Name}.",
            HelpName = "NAME",
        };
        _hidden = CheckedOption.Whole("--hidden", $"The size of the states, H. Default: {defaults.Hidden}.", 1, 1024);
        _embedding = CheckedOption.Whole("--embedding", $"The size of a word's vector, D. Default: {defaults.Embedding}.", 1, 1024);
    }

    /// <summary>All options, in the order of the help.</summary>
    public IEnumerable<Option> All => [_cell, _assembly, _hidden, _embedding, _read, _constants, _forgetBias, _start, _gain];

    /// <summary>Whether a cell was asked for, by its name or by anything that belongs to one cell.</summary>
    public bool IsCellGiven(ParseResult given)
        => ((Option[])[_cell, _assembly, _read, _constants, _forgetBias, _start, _gain]).Any(option => given.GetResult(option) is { Implicit: false });

    /// <summary>What was given.</summary>
    /// <exception cref="LabException">A constant is not of the form NAME=X.</exception>
    public ModelSettings Read(ParseResult given)
    {
        var cell = new CellSettings(given.GetValue(_cell) ?? _defaults.Cell.Name)
        {
            Assembly = given.GetValue(_assembly),
            Read = given.GetValue(_read),
            Constants = Constants(given.GetValue(_constants) ?? []),
            ForgetBias = given.GetValue(_forgetBias),
            Recurrent = given.GetValue(_start) is { } start ? Enum.Parse<RecurrentStart>(start, ignoreCase: true) : RecurrentStart.Orthogonal,
            RecurrentGain = given.GetValue(_gain) ?? 1,
        };
        return new ModelSettings(cell, (int)(given.GetValue(_hidden) ?? _defaults.Hidden), (int)(given.GetValue(_embedding) ?? _defaults.Embedding));
    }

    private static SortedDictionary<string, double> Constants(string[] given)
    {
        var constants = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var parts = text.Split('=');
            if (parts.Length != 2 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw MeasurementErrors.BadOption("--constant", "NAME=X with a number X", text);
            constants[parts[0]] = value;
        }

        return constants;
    }
}
