using System.Numerics;

namespace AutoDiffRnn;

/// <summary>
/// All weights of a network, or all their gradients: named views over one flat buffer, so that an optimiser, a checkpoint or
/// an all-reduce sees one span. Generated networks derive a type from it that has a property for each of the cell's weights.
/// </summary>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public class WeightSet<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _data;
    private readonly WeightView<T>[] _views;

    /// <summary>Lays out the weights of <paramref name="cell"/> one after another, dense and row-major, all zero.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="cell"/> is null.</exception>
    protected internal WeightSet(CellDescription cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var views = new List<WeightView<T>>();
        var offset = 0;
        foreach (var weight in cell.Weights)
        {
            views.Add(new WeightView<T>(this, weight, offset));
            offset = checked(offset + weight.Length);
        }

        _views = [.. views];
        _data = new T[offset];
    }

    /// <summary>The weights in the order of the cell's method.</summary>
    public IReadOnlyList<WeightView<T>> Views => _views;

    /// <summary>All elements, to be read.</summary>
    public ReadOnlySpan<T> Values => _data;

    /// <summary>
    /// All elements, to be written. Asking for them makes packed copies of the weights stale. A span that is kept and
    /// written later goes unnoticed: call <see cref="MarkChanged"/> after that.
    /// </summary>
    public Span<T> Span
    {
        get
        {
            MarkChanged();
            return _data;
        }
    }

    /// <summary>Grows by one each time that the elements may have changed.</summary>
    public long Version { get; private set; }

    /// <summary>The weight named <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">The cell has no weight of that name.</exception>
    public WeightView<T> this[string name]
    {
        get
        {
            foreach (var view in _views)
            {
                if (view.Info.Name == name)
                    return view;
            }

            throw new KeyNotFoundException($"The cell has no weight '{name}'; it has {string.Join(", ", _views.Select(view => view.Info.Name))}.");
        }
    }

    /// <summary>Tells the network that the elements changed through a span that was taken before.</summary>
    public void MarkChanged() => Version++;

    /// <summary>
    /// Sets first values that suit most cells, knowing nothing but shapes (<see cref="Initializer.ByShape"/>): square matrices
    /// orthogonal, other matrices Glorot's uniform, vectors and scalars zero; weight by weight, in the order of the cell's method.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public void Initialize(RandomSource random)
    {
        foreach (var view in _views)
            view.Initialize(Initializer.ByShape, random);
    }

    /// <summary>Sets all elements to zero.</summary>
    public void Clear() => Span.Clear();

    /// <summary>The elements without marking them as changed: for generated code, which adds gradients up.</summary>
    internal Span<T> Raw => _data;
}
