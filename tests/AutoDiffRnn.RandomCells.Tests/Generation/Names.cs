using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Generation;

/// <summary>Names for what a cell is made of: ordinary ones, or now and then such as generated code would like to use itself.</summary>
internal sealed class Names(Choices choices, bool isOdd)
{
    private static readonly string[] Odd =
    [
        "tape", "t", "row", "j", "dh", "dx", "h2", "hPrev", "steps", "batch", "Weights", "Tanh1", "all", "also", "@class", "sum", "a1", "größe",
        "network", "Cell",
    ];

    private readonly HashSet<string> _taken = [];

    public string Next(Role role, CellType type, bool isWhole) => isWhole ? Numbered("k") : Next((role, type.Sort) switch
    {
        (_, Sort.Token) => "token",
        (Role.Input, Sort.Scalar) => "n",
        (Role.Input, _) => "x",
        (Role.State, Sort.Scalar) => "s",
        (Role.State, Sort.Matrix) => "S",
        (Role.State, _) => "h",
        (Role.Weight, Sort.Matrix) => "W",
        (Role.Weight, Sort.Vector) => "w",
        (Role.Weight, _) => "v",
        _ => "k",
    });

    public string Local() => Next("a");

    public string Counter() => Next("k");

    /// <summary>A name for a function, which is never an odd one.</summary>
    public string Function() => Numbered(Helper.Stem);

    public string Argument() => Next("p");

    public string Output() => Next("y");

    private string Next(string stem)
    {
        if (isOdd && choices.Chance(40) && Odd.Where(name => !_taken.Contains(name)).ToList() is { Count: > 0 } free)
            stem = choices.Of(free);
        return Numbered(stem);
    }

    private string Numbered(string stem)
    {
        var name = stem;
        for (var i = 2; !_taken.Add(name); i++)
            name = $"{stem}{i}";
        return name;
    }
}
