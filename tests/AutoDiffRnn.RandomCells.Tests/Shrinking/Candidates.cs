using AutoDiffRnn.RandomCells.Tests.Model;

namespace AutoDiffRnn.RandomCells.Tests.Shrinking;

/// <summary>The cells that are one step smaller than a cell, those that leave out most first.</summary>
internal static class Candidates
{
    public static IEnumerable<RandomCell> Of(RandomCell cell)
        => WithoutOutputs(cell)
            .Concat(WithStatesKept(cell))
            .Concat(WithoutStatements(cell))
            .Concat(WithoutParameters(cell))
            .Concat(Sizes(cell))
            .Concat(WithSmallerHelpers(cell))
            .Concat(WithSmallerExpressions(cell))
            .Where(smaller => smaller.Weight < cell.Weight && CellCheck.IsValid(smaller));

    private static IEnumerable<RandomCell> WithoutOutputs(RandomCell cell)
        => cell.Outputs.Select(output => cell with { Results = [.. cell.Results.Where(result => result != output)] });

    // A state whose next value is itself: then, if nothing reads it, it can go.
    private static IEnumerable<RandomCell> WithStatesKept(RandomCell cell) => cell.States.Select(state => cell with
    {
        Results = [.. cell.Results.Select(result => result.Name == state.Name
            ? result with { Value = Node.Reference(new Variable(state.Name, state.Type)) }
            : result)],
    });

    private static IEnumerable<RandomCell> WithoutStatements(RandomCell cell)
    {
        for (var i = 0; i < cell.Statements.Count; i++)
        {
            var rest = cell with { Statements = [.. cell.Statements.Where((_, place) => place != i)] };
            yield return rest;
            foreach (var smaller in WithSmallerBlocks(cell, i))
                yield return smaller;
            if (cell.Statements[i] is not Declaration local)
                continue;
            var inlined = rest.Expressions
                .Select(expression => expression.Map(node => node.IsReference && node.Form.Text == local.Name ? local.Value : node));
            yield return rest.WithExpressions([.. inlined]);
        }
    }

    // The statements of a block in place of the whole, or a block with one of them less.
    private static IEnumerable<RandomCell> WithSmallerBlocks(RandomCell cell, int place)
    {
        if (cell.Statements[place] is not BlockStatement whole)
            yield break;
        foreach (var block in whole.Blocks)
        {
            yield return cell with { Statements = [.. cell.Statements.Take(place), .. block, .. cell.Statements.Skip(place + 1)] };
            foreach (var statement in block)
            {
                var smaller = whole.WithBlocks(
                    [.. whole.Blocks.Select(other => (IReadOnlyList<Statement>)[.. other.Where(each => !ReferenceEquals(each, statement))])]);
                yield return cell with { Statements = [.. cell.Statements.Take(place), smaller, .. cell.Statements.Skip(place + 1)] };
            }
        }
    }

    private static IEnumerable<RandomCell> WithSmallerHelpers(RandomCell cell)
    {
        foreach (var helper in cell.Helpers)
        {
            yield return cell with { Helpers = [.. cell.Helpers.Where(other => other != helper)] };
            foreach (var smaller in SmallerExpressions.Of(helper.Value, [.. helper.Parameters.Select(Node.Reference), Node.Number("0.5", 0.5)]))
                yield return cell with { Helpers = [.. cell.Helpers.Select(other => other == helper ? helper with { Value = smaller } : other)] };
        }
    }

    private static IEnumerable<RandomCell> WithoutParameters(RandomCell cell) => cell.Parameters.Select(parameter => cell with
    {
        Parameters = [.. cell.Parameters.Where(other => other != parameter)],
        Results = [.. cell.Results.Where(result => result.Name != parameter.Name)],
    });

    private static IEnumerable<RandomCell> Sizes(RandomCell cell)
    {
        foreach (var smaller in Smaller(cell.Steps))
            yield return cell with { Steps = smaller };
        foreach (var smaller in Smaller(cell.Batch))
            yield return cell with { Batch = smaller };
        foreach (var (name, size) in cell.Dimensions)
        {
            yield return cell with { Dimensions = cell.Dimensions.Where(other => other.Key != name).ToDictionary() };
            foreach (var smaller in Smaller(size))
                yield return cell with { Dimensions = new Dictionary<string, int>(cell.Dimensions) { [name] = smaller } };
            foreach (var other in cell.Dimensions.Keys.Where(other => other != name))
                yield return Renamed(cell, name, other);
        }
    }

    private static IEnumerable<int> Smaller(int size)
        => new[] { 1, 2, 3, size / 2, size - 1 }.Where(smaller => smaller >= 1 && smaller < size).Distinct();

    private static RandomCell Renamed(RandomCell cell, string from, string to) => cell with
    {
        Parameters = [.. cell.Parameters.Select(parameter => parameter with { Type = parameter.Type.Renamed(from, to) })],
        Statements = [.. cell.Statements.Select(statement => statement.Renamed(from, to))],
        Results = [.. cell.Results.Select(result => result with { Value = result.Value.Renamed(from, to) })],
        Helpers = [.. cell.Helpers.Select(helper => helper.Renamed(from, to))],
        Dimensions = cell.Dimensions.Where(dimension => dimension.Key != from).ToDictionary(),
    };

    private static IEnumerable<RandomCell> WithSmallerExpressions(RandomCell cell)
    {
        var leaves = cell.Parameters.Where(parameter => parameter.Type.Sort != Sort.Matrix)
            .Select(parameter => Node.Reference(new Variable(parameter.Name, parameter.Type)))
            .Append(Node.Number("1", 1, true))
            .Append(Node.Number("0.5", 0.5))
            .ToList();
        var expressions = cell.Expressions.ToList();
        for (var i = 0; i < expressions.Count; i++)
        {
            foreach (var smaller in SmallerExpressions.Of(expressions[i], leaves))
                yield return cell.WithExpressions([.. expressions.Select((expression, place) => place == i ? smaller : expression)]);
        }
    }
}
