namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>Whether a cell, as shrinking leaves it, is still one of the language.</summary>
internal static class CellCheck
{
    public static bool IsValid(RandomCell cell)
    {
        var states = cell.States.Select(state => state.Name).ToHashSet();
        if (cell.Results.Count == 0 || (cell.Results.Count == 1 && states.Count != 1))
            return false;
        if (!states.All(state => cell.Results.Any(result => result.Name == state)))
            return false;
        var scope = cell.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Type);
        foreach (var statement in cell.Statements)
        {
            if (!statement.Expressions.All(expression => IsKnown(expression, scope)) || !Enter(statement, scope))
                return false;
        }

        return cell.Results.All(result => IsKnown(result.Value, scope)) && HasSizes(cell);
    }

    private static bool Enter(Statement statement, Dictionary<string, CellType> scope)
    {
        if (statement is SplitDeclaration { Value.Type.Rows: var whole, Names.Count: var parts } && whole.DividedBy(parts) is null)
            return false;
        foreach (var (name, type) in statement.Assigned)
        {
            if (!scope.TryGetValue(name, out var known) || known != type)
                return false;
        }

        foreach (var (name, type) in statement.Declared)
            scope[name] = type;
        return true;
    }

    private static bool IsKnown(Node expression, Dictionary<string, CellType> scope)
        => expression.All().All(node => !node.IsReference || (scope.TryGetValue(node.Form.Text, out var type) && type == node.Type))
            && expression.All().All(node => node.Form.PositiveArguments.All(place => node.Arguments[place].Form.IsPositive));

    // Every dimension that a body writes is the length of a parameter.
    private static bool HasSizes(RandomCell cell)
    {
        var alone = cell.Parameters.SelectMany(parameter => parameter.Type.Sizes).Where(size => size.IsOneName).Select(size => size.Text).ToHashSet();
        return cell.Nodes.SelectMany(node => node.Sizes).SelectMany(size => size.Names).All(alone.Contains);
    }
}
