namespace AutoDiffRnn;

/// <summary>
/// The mathematics that a cell may use, meant for <c>using static AutoDiffRnn.CellMath;</c>. Called directly it computes in double precision,
/// one example at a time: exact and plain, because it is what generated code is checked against.
/// </summary>
/// <remarks>
/// <para>Elementwise functions take a number, a <see cref="Vector"/> or a <see cref="Matrix"/> and give the same shape. Each summary has the
/// formula and its derivative; where a function has a kink, the derivative there is PyTorch's choice, and the summary says which it is.</para>
/// <para>NaN goes through every function, and division by zero, logarithms of zero and overflow follow IEEE 754. Shapes that do not fit give an
/// <see cref="ArgumentException"/> with the operation and both shapes, and null an <see cref="ArgumentNullException"/>. The optional texts at the
/// end of some parameter lists are filled in by the compiler with what was written in the call, for those messages.</para>
/// </remarks>
public static partial class CellMath;
