namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>A function that a cell calls: a <c>[Differentiable]</c> method beside it, or a local function.</summary>
internal sealed record Helper(string Name, IReadOnlyList<Variable> Parameters, Node Value, bool IsLocal)
{
    /// <summary>What the names of functions begin with, and no other text of an expression does.</summary>
    public const string Stem = "Part";

    public string Feature => IsLocal ? "local function" : "[Differentiable] method";

    /// <summary>The call's form.</summary>
    public Form Call => new($"call of a {Feature}", $"{Name}({string.Join(", ", Parameters.Select((_, i) => $"{{{i}}}"))})");

    /// <summary>The function as C#.</summary>
    public string Text => $"{Value.Type.Name} {Name}({string.Join(", ", Parameters.Select(parameter => $"{parameter.Type.Name} {parameter.Name}"))}) "
        + $"=> {Value.Text(size => CellPrinter.SizeText(Parameters.Select(parameter => (parameter.Name, parameter.Type)), size))};";

    public Helper Renamed(string from, string to) => this with
    {
        Parameters = [.. Parameters.Select(parameter => parameter with { Type = parameter.Type.Renamed(from, to) })],
        Value = Value.Renamed(from, to),
    };
}
