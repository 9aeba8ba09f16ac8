using System.Text;

namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>A cell as a C# file.</summary>
internal static class CellPrinter
{
    public const string Namespace = "RandomCells";

    /// <summary>The method alone.</summary>
    public static string Method(RandomCell cell, string name)
    {
        var text = new StringBuilder();
        text.Append("    [RnnCell]\n");
        text.Append($"    public static {ReturnType(cell)} {name}(");
        text.AppendJoin(", ", cell.Parameters.Select(parameter => Line(parameter)));
        text.Append(')');
        string Size(string dimension) => SizeText(cell, dimension);
        var returned = Returned(cell, Size);
        if (cell.Statements.Count == 0)
            return text.Append($"\n        => {returned};\n").ToString();
        text.Append("\n    {\n");
        foreach (var line in cell.Statements.SelectMany(statement => statement.Lines(Size)))
            text.Append($"        {line}\n");
        return text.Append($"        return {returned};\n    }}\n").ToString();
    }

    /// <summary>A file of its own, with a class of its own.</summary>
    public static string File(RandomCell cell, string name)
        => $"using AutoDiffRnn;\nusing static AutoDiffRnn.CellMath;\nnamespace {Namespace};\n"
            + $"public static partial class {name}Owner\n{{\n{Method(cell, name)}}}\n";

    /// <summary>How a body writes a dimension: by the length of a parameter that has it.</summary>
    public static string SizeText(RandomCell cell, string dimension)
    {
        foreach (var parameter in cell.Parameters)
        {
            var isRows = parameter.Type.Sizes.Count > 0 && parameter.Type.Rows.IsOneName && parameter.Type.Rows.Text == dimension;
            var isColumns = parameter.Type.Sizes.Count > 1 && parameter.Type.Columns.IsOneName && parameter.Type.Columns.Text == dimension;
            if (isRows || isColumns)
                return $"{parameter.Name}.{(parameter.Type.Sort == Sort.Vector ? "Length" : isRows ? "Rows" : "Columns")}";
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
        return $"\n        [{parameter.Role}{(sizes.Length > 0 ? $"({sizes})" : "")}] {(parameter.IsWhole ? "int" : parameter.Type.Name)} {parameter.Name}";
    }
}
