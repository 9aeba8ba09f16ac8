namespace AutoDiffRnn.Testing;

/// <summary>What a check compares.</summary>
public enum CheckKind
{
    /// <summary>The numbers themselves: the plain C# method gives no finite values for them, or throws.</summary>
    Numbers,

    /// <summary>States and outputs in double against the plain C# method, run example by example and step by step.</summary>
    Values,

    /// <summary>Gradients in double against central differences of the plain C# method.</summary>
    Gradients,

    /// <summary>How many coordinates lie beside a kink, where there is nothing to compare a gradient with.</summary>
    Kinks,

    /// <summary>States and outputs in float against those in double.</summary>
    FloatValues,

    /// <summary>Gradients in float against those in double.</summary>
    FloatGradients,

    /// <summary>A second backward pass: weights' gradients double, all others stay.</summary>
    Accumulation,

    /// <summary>The same run again, on a tape that was used for other numbers and sizes: the same bits.</summary>
    Repetition,

    /// <summary>Bytes allocated by a forward and a backward pass: none.</summary>
    Allocation,

    /// <summary>An exception in the forward or backward pass.</summary>
    Exception,
}

/// <summary>One thing that is wrong with a cell.</summary>
/// <param name="Check">What was compared.</param>
/// <param name="Name">The parameter or result that is wrong, by the user's name; empty where the failure is none of a single one.</param>
/// <param name="Coordinate">Its worst element, <c>Wh[2, 0]</c>; empty for none.</param>
/// <param name="Expected">What that element should be.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Message">The failure in words, with both numbers.</param>
public sealed record CellFailure(CheckKind Check, string Name, string Coordinate, double Expected, double Actual, string Message);
