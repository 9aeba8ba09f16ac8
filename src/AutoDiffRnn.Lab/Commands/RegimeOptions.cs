using System.CommandLine;
using System.Globalization;
using AutoDiffRnn.Lab.Errors;
using AutoDiffRnn.Lab.Experiments;
using AutoDiffRnn.Lab.Sentences;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>The options that say what a model of sentences is trained on.</summary>
internal sealed class RegimeOptions
{
    private const int Longest = 400;

    private static readonly Dictionary<string, TaskKind> _tasks = new(StringComparer.Ordinal)
    {
        ["next-word"] = TaskKind.NextWord,
        ["translation"] = TaskKind.Translation,
    };

    private static readonly Dictionary<string, Filling> _fillings = new(StringComparer.Ordinal)
    {
        ["adjectives"] = Filling.Adjectives,
        ["clause"] = Filling.RelativeClause,
        ["prepositions"] = Filling.Prepositions,
    };

    private static readonly Dictionary<string, LossAt> _losses = new(StringComparer.Ordinal)
    {
        ["verb"] = LossAt.Verb,
        ["every-word"] = LossAt.EveryWord,
    };

    /// <summary>The names of what can stand between noun and verb.</summary>
    public static IReadOnlyDictionary<string, Filling> Fillings => _fillings;

    /// <summary>The names of where the loss can be.</summary>
    public static IReadOnlyDictionary<string, LossAt> Losses => _losses;

    private readonly Regime _defaults;
    private readonly Option<string?> _task;
    private readonly Option<string?> _between;
    private readonly Option<string?> _distances;
    private readonly Option<string?> _loss;

    /// <summary>Makes the options.</summary>
    /// <param name="defaults">What holds where an option is not given.</param>
    public RegimeOptions(Regime defaults)
    {
        _defaults = defaults;
        _task = CheckedOption.Choice("--task", $"What is asked. Default: {Name(_tasks, defaults.Task)}.", _tasks.Keys);
        _between = CheckedOption.Choice(
            "--between", $"What stands between noun and verb. Default: {Name(_fillings, defaults.Filling)}.", _fillings.Keys);
        _loss = CheckedOption.Choice("--loss", $"At which words the model is asked. Default: {Name(_losses, defaults.Loss)}.", _losses.Keys);
        _distances = DistancesOption(defaults.Distances);
    }

    /// <summary>All options, in the order of the help.</summary>
    public IEnumerable<Option> All => [_task, _between, _distances, _loss];

    /// <summary>What was given.</summary>
    /// <exception cref="LabException">A distance is not possible.</exception>
    public Regime Read(ParseResult given)
    {
        var filling = given.GetValue(_between) is { } between ? _fillings[between] : _defaults.Filling;
        var distances = ReadDistances(given, _distances, filling, _defaults.Distances);
        return _defaults with
        {
            Task = given.GetValue(_task) is { } task ? _tasks[task] : _defaults.Task,
            Filling = filling,
            Distances = distances,
            Loss = given.GetValue(_loss) is { } loss ? _losses[loss] : _defaults.Loss,
        };
    }

    /// <summary>The option for the distances that are trained.</summary>
    public static Option<string?> DistancesOption(IReadOnlyList<int> defaults) => new("--distances")
    {
        Description = $"The distances from noun to verb that are trained, such as 2-6,10,40. Default: {string.Join(',', defaults)}.",
        HelpName = "LIST",
    };

    /// <summary>The distances that were given.</summary>
    /// <exception cref="LabException">A distance is not possible.</exception>
    public static IReadOnlyList<int> ReadDistances(ParseResult given, Option<string?> option, Filling filling, IReadOnlyList<int> defaults)
    {
        var distances = given.GetValue(option) is { } list ? ParseDistances(list) : defaults;
        foreach (var distance in distances)
            Require(option.Name, filling, distance);
        return distances;
    }

    /// <summary>Refuses a distance at which no sentence can be written.</summary>
    /// <exception cref="LabException">It is too short or too long.</exception>
    public static void Require(string option, Filling filling, int distance)
    {
        var least = SentenceSpec.LeastDistance(filling);
        if (distance < least || distance > Longest)
        {
            throw MeasurementErrors.BadOption(
                option,
                $"distances from {least} to {Longest} with {Name(_fillings, filling)} between",
                distance.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static List<int> ParseDistances(string text)
    {
        var distances = new List<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Whole(ends[0], out var from) || !Whole(ends[^1], out var to) || from > to)
                throw MeasurementErrors.BadOption("--distances", "whole numbers and ranges such as 2-6,10,40", text);
            distances.AddRange(Enumerable.Range(from, Math.Min(to - from, Longest) + 1));
        }

        return distances;
    }

    private static bool Whole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Name<TValue>(Dictionary<string, TValue> names, TValue value)
        => names.First(entry => EqualityComparer<TValue>.Default.Equals(entry.Value, value)).Key;
}
