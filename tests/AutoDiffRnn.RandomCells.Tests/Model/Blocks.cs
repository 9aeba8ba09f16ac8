namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>A statement that holds others.</summary>
internal abstract record BlockStatement : Statement
{
    /// <summary>The expressions that belong to no block.</summary>
    protected abstract IReadOnlyList<Node> Own { get; }

    public abstract IReadOnlyList<IReadOnlyList<Statement>> Blocks { get; }

    /// <summary>What is declared for the blocks alone.</summary>
    public virtual IEnumerable<(string Name, CellType Type)> Inside => [];

    public override IEnumerable<Node> Expressions => Own.Concat(Blocks.SelectMany(block => block).SelectMany(statement => statement.Expressions));

    /// <summary>The same statement of other blocks.</summary>
    public BlockStatement WithBlocks(IReadOnlyList<IReadOnlyList<Statement>> blocks) => With(Own, blocks);

    public override Statement With(IReadOnlyList<Node> expressions)
    {
        var at = Own.Count;
        var blocks = new List<IReadOnlyList<Statement>>();
        foreach (var block in Blocks)
        {
            var (statements, next) = Replaced(block, expressions, at);
            blocks.Add(statements);
            at = next;
        }

        return With([.. expressions.Take(Own.Count)], blocks);
    }

    public override Statement Renamed(string from, string to) => With(
        [.. Own.Select(expression => expression.Renamed(from, to))],
        [.. Blocks.Select(block => (IReadOnlyList<Statement>)[.. block.Select(statement => statement.Renamed(from, to))])]);

    protected abstract BlockStatement With(IReadOnlyList<Node> own, IReadOnlyList<IReadOnlyList<Statement>> blocks);

    protected static IEnumerable<string> Lines(IReadOnlyList<Statement> block, Func<string, string> size)
        => block.SelectMany(statement => statement.Lines(size)).Select(line => "    " + line).Prepend("{").Append("}");

    private static (List<Statement> Statements, int Next) Replaced(IReadOnlyList<Statement> block, IReadOnlyList<Node> expressions, int at)
    {
        var statements = new List<Statement>();
        foreach (var statement in block)
        {
            var count = statement.Expressions.Count();
            statements.Add(statement.With([.. expressions.Skip(at).Take(count)]));
            at += count;
        }

        return (statements, at);
    }
}

/// <summary><c>if (condition) { … } else { … }</c>; the second block may be empty.</summary>
internal sealed record If(Node Condition, IReadOnlyList<Statement> Then, IReadOnlyList<Statement> Else) : BlockStatement
{
    public override string Feature => Else.Count > 0 ? "if else" : "if";

    public override IReadOnlyList<IReadOnlyList<Statement>> Blocks => [Then, Else];

    protected override IReadOnlyList<Node> Own => [Condition];

    public override IEnumerable<string> Lines(Func<string, string> size)
    {
        var lines = Lines(Then, size).Prepend($"if ({Condition.Text(size)})");
        return Else.Count == 0 ? lines : lines.Append("else").Concat(Lines(Else, size));
    }

    protected override BlockStatement With(IReadOnlyList<Node> own, IReadOnlyList<IReadOnlyList<Statement>> blocks)
        => this with { Condition = own[0], Then = blocks[0], Else = blocks[1] };
}

/// <summary><c>for (var k = 0; k &lt; 3; k++) { … }</c>, or with a constant that is given with the sizes in the place of the number.</summary>
internal sealed record For(string Counter, string Rounds, IReadOnlyList<Statement> Body) : BlockStatement
{
    public override string Feature => IsWrittenOut ? "for" : "for with a [Constant] bound";

    /// <summary>Whether the number of rounds is known while compiling.</summary>
    public bool IsWrittenOut => char.IsAsciiDigit(Rounds[0]);

    public override IReadOnlyList<IReadOnlyList<Statement>> Blocks => [Body];

    public override IEnumerable<(string Name, CellType Type)> Inside => [(Counter, CellType.Scalar)];

    protected override IReadOnlyList<Node> Own => [];

    public override IEnumerable<string> Lines(Func<string, string> size)
        => Lines(Body, size).Prepend($"for (var {Counter} = 0; {Counter} < {Rounds}; {Counter}++)");

    protected override BlockStatement With(IReadOnlyList<Node> own, IReadOnlyList<IReadOnlyList<Statement>> blocks) => this with { Body = blocks[0] };
}
