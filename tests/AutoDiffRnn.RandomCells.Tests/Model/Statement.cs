namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>A statement of a cell's body.</summary>
internal abstract record Statement
{
    /// <summary>The expressions in it, in the order of evaluation.</summary>
    public abstract IEnumerable<Node> Expressions { get; }

    public abstract string Feature { get; }

    /// <summary>The same statement of other expressions.</summary>
    public abstract Statement With(IReadOnlyList<Node> expressions);

    public abstract IEnumerable<string> Lines(Func<string, string> size);

    /// <summary>The names that it declares for what follows.</summary>
    public virtual IEnumerable<(string Name, CellType Type)> Declared => [];

    /// <summary>The names that it assigns to.</summary>
    public virtual IEnumerable<(string Name, CellType Type)> Assigned => [];

    public virtual Statement Renamed(string from, string to) => With([.. Expressions.Select(expression => expression.Renamed(from, to))]);
}

/// <summary><c>var a = value;</c>, or with the type's name where the value is an <c>int</c>.</summary>
internal sealed record Declaration(string Name, Node Value) : Statement
{
    public override IEnumerable<Node> Expressions => [Value];

    public override string Feature => "local";

    public override IEnumerable<(string Name, CellType Type)> Declared => [(Name, Value.Type)];

    public override Statement With(IReadOnlyList<Node> expressions) => this with { Value = expressions[0] };

    public override IEnumerable<string> Lines(Func<string, string> size)
        => [$"{(Value.IsWhole ? "double" : "var")} {Name} = {Value.Text(size)};"];
}

/// <summary><c>a = value;</c> or <c>a += value;</c>.</summary>
internal sealed record Assignment(string Name, string Operator, Node Value, CellType Type) : Statement
{
    public override IEnumerable<Node> Expressions => [Value];

    public override string Feature => Operator == "=" ? "assignment" : "compound assignment";

    public override IEnumerable<(string Name, CellType Type)> Assigned => [(Name, Type)];

    public override Statement With(IReadOnlyList<Node> expressions) => this with { Value = expressions[0] };

    public override Statement Renamed(string from, string to) => this with { Value = Value.Renamed(from, to), Type = Type.Renamed(from, to) };

    public override IEnumerable<string> Lines(Func<string, string> size) => [$"{Name} {Operator} {Value.Text(size)};"];
}

/// <summary><c>var (a, b, c) = Split(value, 3);</c></summary>
internal sealed record SplitDeclaration(IReadOnlyList<string> Names, Node Value) : Statement
{
    public override IEnumerable<Node> Expressions => [Value];

    public override string Feature => "Split";

    public override IEnumerable<(string Name, CellType Type)> Declared => Value.Type.Rows.DividedBy(Names.Count) is { } part
        ? Names.Select(name => (name, CellType.Vector(part)))
        : [];

    public override Statement With(IReadOnlyList<Node> expressions) => this with { Value = expressions[0] };

    public override IEnumerable<string> Lines(Func<string, string> size)
        => [$"var ({string.Join(", ", Names)}) = Split({Value.Text(size)}, {Names.Count});"];
}

/// <summary><c>(a, b) = (first, second);</c>, both read before either is assigned.</summary>
internal sealed record Exchange(string First, string Second, Node ToFirst, Node ToSecond) : Statement
{
    public override IEnumerable<Node> Expressions => [ToFirst, ToSecond];

    public override string Feature => "exchange";

    public override IEnumerable<(string Name, CellType Type)> Assigned => [(First, ToFirst.Type), (Second, ToSecond.Type)];

    public override Statement With(IReadOnlyList<Node> expressions) => this with { ToFirst = expressions[0], ToSecond = expressions[1] };

    public override IEnumerable<string> Lines(Func<string, string> size) => [$"({First}, {Second}) = ({ToFirst.Text(size)}, {ToSecond.Text(size)});"];
}
