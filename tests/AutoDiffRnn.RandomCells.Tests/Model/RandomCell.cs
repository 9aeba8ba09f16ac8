namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>What a parameter is to a cell.</summary>
internal enum Role
{
    Input,
    State,
    Weight,
    Constant,
}

/// <summary>A parameter of a cell; one that is whole is an <c>int</c>, and no token.</summary>
internal sealed record Parameter(Role Role, string Name, CellType Type, bool IsWhole = false);

/// <summary>A result of a cell: the next value of the state of its name, or an output.</summary>
internal sealed record Result(string Name, Node Value);

/// <summary>A cell as data, with the sizes that it is to be run with.</summary>
internal sealed record RandomCell
{
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    public required IReadOnlyList<Statement> Statements { get; init; }

    public IReadOnlyList<Helper> Helpers { get; init; } = [];

    public required IReadOnlyList<Result> Results { get; init; }

    public required IReadOnlyDictionary<string, int> Dimensions { get; init; }

    public required int Steps { get; init; }

    public required int Batch { get; init; }

    /// <summary>Where its numbers come from.</summary>
    public required int Seed { get; init; }

    public IEnumerable<Parameter> States => Parameters.Where(parameter => parameter.Role == Role.State);

    public IEnumerable<Result> Outputs => Results.Where(result => States.All(state => state.Name != result.Name));

    /// <summary>All expressions of the cell's own body, the results' last.</summary>
    public IEnumerable<Node> Expressions => Statements.SelectMany(statement => statement.Expressions).Concat(Results.Select(result => result.Value));

    public IEnumerable<Node> Nodes => Expressions.Concat(Helpers.Select(helper => helper.Value)).SelectMany(expression => expression.All());

    public bool HasKinks => Nodes.Any(node => node.Form.HasKink);

    /// <summary>Whether its gradients are the derivatives of its values: where something stops them, they are not.</summary>
    public bool IsDifferentiatedThrough => Nodes.All(node => node.Form.Feature != "StopGradient");

    /// <summary>What of the language it uses.</summary>
    public IEnumerable<string> Features => Nodes.Select(node => node.Form.Feature)
        .Concat(AllStatements(Statements).Select(statement => statement.Feature))
        .Concat(Helpers.Select(helper => helper.Feature))
        .Concat(Parameters.Select(parameter => $"[{parameter.Role}] {parameter.Type.Name}"))
        .Distinct();

    /// <summary>How much there is of it: what shrinking makes smaller.</summary>
    public long Weight => 1000L * Nodes.Count() + 2000L * (AllStatements(Statements).Count() + Helpers.Count)
        + 1500L * (Parameters.Count + Results.Count) + 200L * Dimensions.Count + 10L * (Steps + Batch) + Dimensions.Values.Sum() + Nodes.Count(node => node.Form.Text != "1");

    // A statement with those in its blocks.
    private static IEnumerable<Statement> AllStatements(IEnumerable<Statement> statements) => statements.SelectMany(statement =>
        statement is BlockStatement block ? AllStatements(block.Blocks.SelectMany(inner => inner)).Prepend(statement) : [statement]);

    /// <summary>The cell with another expression in each place.</summary>
    public RandomCell WithExpressions(IReadOnlyList<Node> expressions)
    {
        var at = 0;
        var statements = new List<Statement>();
        foreach (var statement in Statements)
        {
            var count = statement.Expressions.Count();
            statements.Add(statement.With([.. expressions.Skip(at).Take(count)]));
            at += count;
        }

        return this with { Statements = statements, Results = [.. Results.Select(result => result with { Value = expressions[at++] })] };
    }
}
