namespace AutoDiffRnn.Benchmarks.Handwritten;

/// <summary>A product whose results are plain columns: panels of two vectors, and one of three at the end where their number is odd.</summary>
/// <param name="vectors">The number of vectors of 16 columns.</param>
internal readonly unsafe struct ColumnProduct(int vectors)
{
    private readonly int _pairs = vectors % 2 == 0 ? vectors / 2 : Math.Max(0, (vectors - 3) / 2);

    private int Tail => vectors - 2 * _pairs;

    /// <summary>Copies columns of a matrix into panels: k is the row.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rows">How many rows there are here.</param>
    /// <param name="to">The panels.</param>
    /// <param name="first">The k of the first row.</param>
    /// <param name="length">The length that k has in the panels.</param>
    public void Pack(float* from, nint stride, nint rows, float* to, nint first, nint length)
    {
        for (var vector = 0; vector < vectors; vector++)
        {
            var pair = vector / 2;
            var width = pair < _pairs ? 2 : Tail;
            var start = Math.Min(pair, _pairs);
            Packing.Columns(from + 16 * vector, stride, rows, to + 16 * (2 * start * length + width * first + (vector - 2 * start)), 16 * width);
        }
    }

    /// <summary>Multiplies.</summary>
    public void Run<TEpilogue>(LeftSide left, int rows, float* panels, nint length, Target target, bool backwards, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        if (_pairs > 0 && !backwards)
            Product<TwoVectors>.Run(left, rows, panels, _pairs, length, target, 32, backwards, epilogue);
        var tail = panels + 32 * _pairs * length;
        var rest = target.At(0, 32 * _pairs);
        if (Tail == 3)
            Product<ThreeVectors>.Run(left, rows, tail, 1, length, rest, 48, backwards, new Shifted<TEpilogue>(epilogue, 32 * _pairs));
        else if (Tail == 1)
            Product<OneVector>.Run(left, rows, tail, 1, length, target, 16, backwards, epilogue);
        if (_pairs > 0 && backwards)
            Product<TwoVectors>.Run(left, rows, panels, _pairs, length, target, 32, backwards, epilogue);
    }

    private readonly struct Shifted<TEpilogue>(TEpilogue epilogue, nint by) : IEpilogue
        where TEpilogue : struct, IEpilogue
    {
        public void Apply(nint row, int rows, nint unit, nint units) => epilogue.Apply(row, rows, unit + by, units);
    }
}
