using System.Globalization;

namespace AutoDiffRnn.Testing;

/// <summary>What a check that passed has looked at, and how close it was.</summary>
public sealed class CellReport
{
    internal CellReport(string cell) => Cell = cell;

    /// <summary>The name of the cell's method.</summary>
    public string Cell { get; }

    /// <summary>The runs: steps, examples, sizes and constants of each, as text.</summary>
    public IReadOnlyList<string> Shapes => ShapeList;

    /// <summary>How many elements of states and outputs were compared with the plain C# method.</summary>
    public int Values { get; internal set; }

    /// <summary>How many coordinates of gradients were compared with central differences one by one.</summary>
    public int Coordinates { get; internal set; }

    /// <summary>How many gradients were compared with central differences along a random direction through all their coordinates.</summary>
    public int Directions { get; internal set; }

    /// <summary>How many coordinates and directions were not compared, because they lie beside a kink or lead across one.</summary>
    public int Kinks { get; internal set; }

    /// <summary>The largest error of a state or output in double, relative to the largest element of its tensor.</summary>
    public double WorstValueError { get; internal set; }

    /// <summary>The largest error of a gradient in double, relative to the norm of its tensor; most of it is the differences' own.</summary>
    public double WorstGradientError { get; internal set; }

    /// <summary>The largest error of a value or gradient in float, relative to the largest element of its tensor.</summary>
    public double WorstFloatError { get; internal set; }

    internal List<string> ShapeList { get; } = [];

    /// <summary>The report in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Cell}: {Shapes.Count} shapes; {Values} values within {WorstValueError:E1}; "
        + $"gradients at {Coordinates} coordinates and along {Directions} directions within {WorstGradientError:E1} ({Kinks} beside a kink); "
        + $"float within {WorstFloatError:E1}; accumulates, repeats, allocates nothing");
}
