namespace AutoDiffRnn;

/// <summary>Whether a checkpoint fits what it is to be loaded into.</summary>
internal sealed class CheckpointFit(string path, CheckpointInfo info)
{
    /// <summary>
    /// The same cell with the same sizes and constants. A file of another program says nothing about them: its weights' shapes must do.
    /// </summary>
    public void RequireCell(CellDescription cell)
    {
        if (info.Cell is null)
            return;
        Require(info.Cell == cell.Name, $"a network of cell {cell.Name}", $"one of cell {info.Cell}");
        RequireSame($"cell {cell.Name} with dimensions", cell.Dimensions, info.Dimensions, size => $"{size}");
        RequireSame($"cell {cell.Name} with constants", cell.Constants, info.Constants, CheckpointDescription.Text);
    }

    /// <summary>The same rule with the same numbers: otherwise what follows would not be what was interrupted.</summary>
    public void RequireOptimizer(string name, IReadOnlyList<KeyValuePair<string, double>> settings)
    {
        Require(info.Optimizer == name, $"the state of optimiser {name}", info.Optimizer is null ? "none" : $"that of {info.Optimizer}");
        RequireSame($"optimiser {name} with", settings, info.OptimizerSettings, CheckpointDescription.Text);
    }

    /// <summary>All parts with their types and shapes, and no weight that the cell does not have.</summary>
    public void RequireTensors(IReadOnlyList<CheckpointPart> parts, CellDescription cell)
    {
        var found = info.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var expected = new CheckpointTensor(part.Name, part.ElementType, [.. part.Shape.Select(size => (long)size)]);
            var tensor = found.GetValueOrDefault(part.Name);
            Require(
                $"{expected}" == $"{tensor}",
                $"tensor '{part.Name}' as {expected}",
                tensor is null ? "no such tensor" : $"{tensor}{Hint(expected, tensor)}");
        }

        var names = cell.Weights.Select(weight => weight.Name).ToList();
        foreach (var tensor in info.Tensors.Where(tensor => CheckpointNames.IsWeight(tensor.Name)))
            Require(names.Contains(tensor.Name), $"no weights but {string.Join(", ", names)} of cell {cell.Name}", $"also '{tensor.Name}'");
    }

    /// <summary>Bytes that can be restored.</summary>
    public void RequireContents(IReadOnlyList<CheckpointPart> parts, IReadOnlyDictionary<string, byte[]> data)
    {
        foreach (var part in parts)
        {
            if (part.Problem(data[part.Name]) is { } expected)
                throw new CheckpointException(path, $"{expected}, as '{part.Name}'", "something else");
        }
    }

    private static string Hint(CheckpointTensor expected, CheckpointTensor found)
        => expected.ElementType == found.ElementType ? "" : " (a float network loads F32 and a double network F64; nothing is converted)";

    private void RequireSame<TValue>(
        string what,
        IReadOnlyList<KeyValuePair<string, TValue>> expected,
        IReadOnlyList<KeyValuePair<string, TValue>> found,
        Func<TValue, string> text)
        => Require(List(expected, text) == List(found, text), $"{what} {List(expected, text)}", List(found, text));

    private static string List<TValue>(IReadOnlyList<KeyValuePair<string, TValue>> values, Func<TValue, string> text)
        => values.Count == 0
            ? "none"
            : string.Join(", ", values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key} = {text(value.Value)}"));

    private void Require(bool holds, string expected, string found)
    {
        if (!holds)
            throw new CheckpointException(path, expected, found);
    }
}
