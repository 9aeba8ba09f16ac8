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
        if (!cell.Statements.All(statement => Enter(statement, scope)) || !cell.Helpers.All(IsValid))
            return false;
        var called = cell.Expressions.SelectMany(expression => expression.All()).Select(node => node.Form.Text);
        if (called.Any(text => text.StartsWith(Helper.Stem, StringComparison.Ordinal) && cell.Helpers.All(helper => helper.Call.Text != text)))
            return false;
        return cell.Results.All(result => IsKnown(result.Value, scope)) && HasSizes(cell);
    }

    private static bool IsValid(Helper helper)
    {
        var scope = helper.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Type);
        var alone = scope.Values.SelectMany(type => type.Sizes).Where(size => size.IsOneName).Select(size => size.Text).ToHashSet();
        return IsKnown(helper.Value, scope) && helper.Value.All().SelectMany(node => node.Sizes).SelectMany(size => size.Names).All(alone.Contains);
    }

    private static bool Enter(Statement statement, Dictionary<string, CellType> scope)
    {
        if (statement is BlockStatement block)
            return EnterBlocks(block, scope);
        if (!statement.Expressions.All(expression => IsKnown(expression, scope)))
            return false;
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

    // What a block declares is its own.
    private static bool EnterBlocks(BlockStatement statement, Dictionary<string, CellType> scope)
    {
        if (statement is If branch && !IsKnown(branch.Condition, scope))
            return false;
        if (statement is For { IsWrittenOut: false } loop && !scope.ContainsKey(loop.Rounds))
            return false;
        return statement.Blocks.All(block =>
        {
            var inner = new Dictionary<string, CellType>(scope);
            foreach (var (name, type) in statement.Inside)
                inner[name] = type;
            return block.All(each => Enter(each, inner));
        });
    }

    private static bool IsKnown(Node expression, Dictionary<string, CellType> scope)
        => expression.All().All(node => !node.IsReference || (scope.TryGetValue(node.Form.Text, out var type) && type == node.Type))
            && expression.All().All(node => node.Form.PositiveArguments.All(place => node.Arguments[place].Form.IsPositive));

    // Every dimension that a body writes is the length of a parameter, and every one of a parameter has a size.
    private static bool HasSizes(RandomCell cell)
    {
        var alone = cell.Parameters.SelectMany(parameter => parameter.Type.Sizes).Where(size => size.IsOneName).Select(size => size.Text).ToHashSet();
        var named = cell.Parameters.SelectMany(parameter => parameter.Type.Sizes.Append(parameter.Type.Rows)).SelectMany(size => size.Names);
        var written = cell.Expressions.SelectMany(expression => expression.All()).SelectMany(node => node.Sizes).SelectMany(size => size.Names);
        return named.All(cell.Dimensions.ContainsKey) && written.All(alone.Contains);
    }
}
