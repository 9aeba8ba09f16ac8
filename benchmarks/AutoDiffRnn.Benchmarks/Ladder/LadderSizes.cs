using System.Globalization;
using System.Reflection;

namespace AutoDiffRnn.Benchmarks.Ladder;

/// <summary>The sizes of a run, and what a network is made with: <c>T=100,B=16,I=64,H=64</c>.</summary>
internal sealed class LadderSizes
{
    private const int UsualSize = 64;

    private readonly Dictionary<string, string> _given;

    private LadderSizes(Dictionary<string, string> given) => _given = given;

    /// <summary>The number of steps.</summary>
    public int Steps => Whole("T", 100);

    /// <summary>The number of examples.</summary>
    public int Batch => Whole("B", 16);

    /// <summary>Reads sizes as they are written on a command line.</summary>
    /// <exception cref="ArgumentException">They are written in another way.</exception>
    public static LadderSizes Parse(string text)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=') is not [var name, var value])
                throw new ArgumentException($"--size: expected name=number with commas between, for instance T=100,B=16,I=64,H=64, but got '{pair}'.");
            given[name] = value;
        }

        return new LadderSizes(given);
    }

    /// <summary>The argument for a parameter of a network's constructor; a size that is not given is 64.</summary>
    /// <exception cref="ArgumentException">It is a constant and not given, or it is no such number.</exception>
    public object Argument(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        if (parameter.ParameterType == typeof(int))
            return Whole(name, UsualSize);
        if (!_given.TryGetValue(name, out var text))
            throw new ArgumentException($"--size: the cell has a constant {name}; add {name}=…");
        return Convert.ChangeType(text, parameter.ParameterType, CultureInfo.InvariantCulture);
    }

    /// <summary>What a table says of the sizes.</summary>
    public string Text(Network<float> network)
        => string.Join(", ", new[] { $"T={Steps}", $"B={Batch}" }.Concat(network.Cell.Dimensions.Select(size => $"{size.Key}={size.Value}")));

    private int Whole(string name, int usual)
    {
        if (!_given.TryGetValue(name, out var text))
            return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new ArgumentException($"--size: {name} is a whole number from 1 on, not '{text}'.");
    }
}
