using System.CommandLine;
using System.Globalization;
using AutoDiffRnn.Lab.Errors;

namespace AutoDiffRnn.Lab.Commands;

/// <summary>Makes options that check their values: a bad one is an error that names the option, what was expected and what was given.</summary>
internal static class CheckedOption
{
    /// <summary>An option for a whole number from <paramref name="least"/> to <paramref name="most"/>; null if it is not given.</summary>
    public static Option<long?> Whole(string name, string description, long least, long most) => Create<long?>(
        name,
        "N",
        description,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null);

    /// <summary>An option for a seed: any number of 64 bits without a sign; null if it is not given.</summary>
    public static Option<ulong?> Seed(string description) => Create<ulong?>(
        "--seed",
        "N",
        description,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {ulong.MaxValue}"),
        text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>
    /// An option for a number above <paramref name="above"/>, or from it on, and up to <paramref name="most"/>; null if it is not given.
    /// </summary>
    public static Option<double?> Real(string name, string description, double above, double most, bool orEqual = false) => Create<double?>(
        name,
        "X",
        description,
        string.Create(CultureInfo.InvariantCulture, $"a number {(orEqual ? "from" : "above")} {above} to {most}"),
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (number > above || (orEqual && number == above)) && number <= most
            ? number
            : null);

    /// <summary>An option for one of <paramref name="choices"/>; null if it is not given.</summary>
    public static Option<string?> Choice(string name, string description, IEnumerable<string> choices)
    {
        var known = choices.ToArray();
        return Create(name, string.Join('|', known), description, $"one of {string.Join(", ", known)}", text => known.Contains(text) ? text : null);
    }

    /// <summary>An option for a file's name; null if it is not given.</summary>
    public static Option<string?> File(string name, string description)
        => Create(name, "FILE", description, "a file's name", text => text.Length > 0 ? text : null);

    private static Option<TValue?> Create<TValue>(string name, string helpName, string description, string expected, Func<string, TValue?> parse)
        => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                var value = parse(text);
                if (value is null)
                    result.AddError(LabErrors.BadValue(name, expected, text));
                return value;
            },
        };
}
