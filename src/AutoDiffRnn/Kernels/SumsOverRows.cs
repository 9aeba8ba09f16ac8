using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// The gradients that the same adjoints give: for each right side a sum over all rows, of outer products or of elementwise products with it or,
/// without one, of the adjoints themselves. All are added up in one pass, so that the adjoints, the most that a backward pass reads, are read once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct SumsOverRows<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most sides.</summary>
    public const int MostSides = 6;

    private SummedSide<T> _side0;
    private SummedSide<T> _side1;
    private SummedSide<T> _side2;
    private SummedSide<T> _side3;
    private SummedSide<T> _side4;
    private SummedSide<T> _side5;

    /// <summary>Begins with no side.</summary>
    internal SumsOverRows(Rows<T> left) => Left = left;

    /// <summary>The adjoints.</summary>
    internal Rows<T> Left { get; }

    /// <summary>The number of sides.</summary>
    internal int Count { get; private set; }

    /// <summary>A side.</summary>
    internal readonly SummedSide<T> this[int index] => index switch
    {
        0 => _side0,
        1 => _side1,
        2 => _side2,
        3 => _side3,
        4 => _side4,
        _ => _side5,
    };

    /// <summary>Adds all rows up: for each part, <c>gradient[j] += Σ left[row, column + j]</c>.</summary>
    /// <param name="parts">Which columns of a row go where in the gradients; each is a vector's part.</param>
    public readonly SumsOverRows<T> AddRows(GradientPart[] parts) => With(new(Left, 0, SumKind.Rows, parts));

    /// <summary>Adds the elementwise products of all rows up: for each part, <c>gradient[j] += Σ left[row, column + j]·right[row, j]</c>.</summary>
    /// <param name="right">The other factor, as many rows.</param>
    /// <param name="parts">Which columns of a row go where in the gradients; each is a vector's part.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public readonly SumsOverRows<T> AddRowProducts(Rows<T> right, GradientPart[] parts) => With(new(right, 0, SumKind.RowProducts, parts));

    /// <summary>Adds the outer products of all rows up: for each part, <c>gradient[n, k] += Σ left[row, column + n]·right[row, k]</c>.</summary>
    /// <param name="right">What the weights were multiplied with, as many rows.</param>
    /// <param name="rightWidth">The number of elements of a row of <paramref name="right"/>: the columns of every part.</param>
    /// <param name="parts">Which columns of a row of the adjoints go where in the gradients.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public readonly SumsOverRows<T> AddOuterProducts(Rows<T> right, int rightWidth, GradientPart[] parts)
        => With(new(right, rightWidth, SumKind.OuterProducts, parts));

    /// <summary>Makes the sums.</summary>
    /// <param name="gradients">All gradients.</param>
    /// <param name="workspace">Memory for what products pack.</param>
    /// <param name="worker">Whose rows of the gradients to add to.</param>
    /// <exception cref="ArgumentException">A part is not within the gradients.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void To<TLanes>(Span<T> gradients, Workspace<T> workspace, Worker worker)
        where TLanes : struct, ILanes<TLanes, T>
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(worker);
        var most = 0;
        for (var side = 0; side < Count; side++)
            most += this[side].Parts.Length;
        Span<SummedPart> mine = stackalloc SummedPart[most];
        var count = 0;
        for (var side = 0; side < Count; side++)
        {
            foreach (var whole in this[side].Parts)
            {
                BlockError.Require(whole.Length, Math.Max(1, this[side].Width), gradients.Length - whole.First, whole.Stride, "parts");
                var part = whole.Of(worker);
                if (part.Length > 0)
                    mine[count++] = new SummedPart(side, part.Column, part.Length, part.First, part.Stride, part.Column - whole.Column);
            }
        }

        if (Left.Count > 0 && count > 0)
            GradientSums<TLanes, T>.Add(this, mine[..count], gradients, workspace, worker);
    }

    /// <summary>The same with one side more.</summary>
    internal readonly SumsOverRows<T> With(SummedSide<T> side)
    {
        BlockError.RequireRows(Left.Count, side.Right.Count, "right", "left");
        var sums = this;
        switch (sums.Count++)
        {
            case 0: sums._side0 = side; break;
            case 1: sums._side1 = side; break;
            case 2: sums._side2 = side; break;
            case 3: sums._side3 = side; break;
            case 4: sums._side4 = side; break;
            case 5: sums._side5 = side; break;
            default: throw new InvalidOperationException($"One pass over rows makes sums with at most {MostSides} sides.");
        }

        return sums;
    }
}

/// <summary>What a sum over rows adds up.</summary>
internal enum SumKind
{
    /// <summary>The rows.</summary>
    Rows,

    /// <summary>Their elementwise products with other rows.</summary>
    RowProducts,

    /// <summary>Their outer products with other rows.</summary>
    OuterProducts,
}

/// <summary>A right side of sums over rows.</summary>
/// <param name="right">Its rows.</param>
/// <param name="width">Of outer products, the number of elements of a row.</param>
/// <param name="kind">What is added up.</param>
/// <param name="parts">Where the sums belong.</param>
internal readonly ref struct SummedSide<T>(Rows<T> right, int width, SumKind kind, GradientPart[] parts)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Rows<T> Right { get; } = right;

    public int Width { get; } = width;

    public SumKind Kind { get; } = kind;

    public GradientPart[] Parts { get; } = parts;
}

/// <summary>What a worker makes of one part of a gradient.</summary>
/// <param name="Side">The number of the right side.</param>
/// <param name="Column">The first column of the left side.</param>
/// <param name="Length">The number of columns.</param>
/// <param name="First">The first element in the gradients.</param>
/// <param name="Stride">The distance in elements from one row of the part to the next.</param>
/// <param name="RightColumn">Of elementwise products, the first column of the right side.</param>
internal readonly record struct SummedPart(int Side, int Column, int Length, int First, int Stride, int RightColumn)
{
    /// <summary>The column after the last.</summary>
    public int End => Column + Length;

    /// <summary>The part of it that begins at a column and is so long.</summary>
    public SummedPart From(int column, int length)
        => this with { Column = column, Length = length, First = First + (column - Column) * Stride, RightColumn = RightColumn + column - Column };
}
