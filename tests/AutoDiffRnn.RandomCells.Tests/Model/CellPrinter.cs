using System.Text;

namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>A cell as a C# file.</summary>
internal static class CellPrinter
{
    public const string Namespace = "RandomCells";

    /// <summary>The method, and those that it calls.</summary>
    public static string Method(RandomCell cell, string name)
    {
        var text = new StringBuilder();
        foreach (var helper in cell.Helpers.Where(helper => !helper.IsLocal))
            text.Append($"    [Differentiable]\n    public static {helper.Text}\n\n");
        text.Append("    [RnnCell]\n");
        text.Append($"    public static {ReturnType(cell)} {name}(");
        text.AppendJoin(", ", cell.Parameters.Select(parameter => Line(parameter)));
        text.Append(')');
        string Size(string dimension) => SizeText(cell.Parameters.Select(parameter => (parameter.Name, parameter.Type)), dimension);
        var returned = Returned(cell, Size);
        var locals = cell.Helpers.Where(helper => helper.IsLocal).ToList();
        if (cell.Statements.Count + locals.Count == 0)
            return text.Append($"\n        => {returned};\n").ToString();
        text.Append("\n    {\n");
        foreach (var line in cell.Statements.SelectMany(statement => statement.Lines(Size)))
            text.Append($"        {line}\n");
        text.Append($"        return {returned};\n");
        foreach (var helper in locals)
            text.Append($"\n        {helper.Text}\n");
        return text.Append("    }\n").ToString();
    }

    /// <summary>A file of its own, with a class of its own.</summary>
    public static string File(RandomCell cell, string name)
        => $"using AutoDiffRnn;\nusing static AutoDiffRnn.CellMath;\nnamespace {Namespace};\n"
            + $"public static partial class {name}Owner\n{{\n{Method(cell, name)}}}\n";

    /// <summary>How a body writes a dimension: by the length of a parameter that has it.</summary>
    public static string SizeText(IEnumerable<(string Name, CellType Type)> variables, string dimension)
    {
        foreach (var (name, type) in variables)
        {
            var isRows = type.Sizes.Count > 0 && type.Rows.IsOneName && type.Rows.Text == dimension;
            var isColumns = type.Sizes.Count > 1 && type.Columns.IsOneName && type.Columns.Text == dimension;
            if (isRows || isColumns)
                return $"{name}.{(type.Sort == Sort.Vector ? "Length" : isRows ? "Rows" : "Columns")}";
        }

        throw new InvalidOperationException($"No parameter has the size {dimension} alone.");
    }

    private static string ReturnType(RandomCell cell) => cell.Results.Count == 1
        ? cell.Results[0].Value.Type.Name
        : $"({string.Join(", ", cell.Results.Select(result => $"{result.Value.Type.Name} {result.Name}"))})";

    private static string Returned(RandomCell cell, Func<string, string> size)
    {
        var values = string.Join(", ", cell.Results.Select(result => result.Value.Text(size)));
        return cell.Results.Count == 1 ? values : $"({values})";
    }

    private static string Line(Parameter parameter)
    {
        var sizes = string.Join(", ", parameter.Type.Sizes.Select(size => $"\"{size}\""));
        var role = sizes.Length > 0 ? $"{parameter.Role}({sizes})" : $"{parameter.Role}";
        return $"\n        [{role}] {(parameter.IsWhole ? "int" : parameter.Type.Name)} {parameter.Name}";
    }
}
