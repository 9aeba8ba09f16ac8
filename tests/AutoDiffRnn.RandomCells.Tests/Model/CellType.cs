namespace AutoDiffRnn.RandomCells.Tests.Model;

/// <summary>What kind of thing an expression is.</summary>
internal enum Sort
{
    Scalar,
    Vector,
    Matrix,
    Token,
    Mask,
    Bool,
}

/// <summary>The type of an expression with its sizes; a token's size is the number of tokens there are.</summary>
internal sealed record CellType(Sort Sort, Dim Rows, Dim Columns)
{
    public static CellType Scalar { get; } = new(Sort.Scalar, Dim.One, Dim.One);

    public static CellType Bool { get; } = new(Sort.Bool, Dim.One, Dim.One);

    public static CellType Vector(Dim length) => new(Sort.Vector, length, Dim.One);

    public static CellType Matrix(Dim rows, Dim columns) => new(Sort.Matrix, rows, columns);

    public static CellType Token(Dim count) => new(Sort.Token, count, Dim.One);

    public static CellType Mask(Dim length) => new(Sort.Mask, length, Dim.One);

    /// <summary>The type's name in C#.</summary>
    public string Name => Sort switch
    {
        Sort.Scalar => "double",
        Sort.Token => "int",
        Sort.Bool => "bool",
        _ => Sort.ToString(),
    };

    /// <summary>The sizes that a role's attribute names.</summary>
    public IReadOnlyList<Dim> Sizes => Sort switch
    {
        Sort.Vector => [Rows],
        Sort.Matrix => [Rows, Columns],
        _ => [],
    };

    /// <summary>Whether an argument, an output or a state can be of it.</summary>
    public bool IsReal => Sort is Sort.Scalar or Sort.Vector or Sort.Matrix;

    public CellType Renamed(string from, string to) => this with { Rows = Rows.Renamed(from, to), Columns = Columns.Renamed(from, to) };
}
