using System.ComponentModel;
using System.Numerics;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// The elements that a processor computes at once: a vector of 128, 256 or 512 bits. Kernels are written once, over this, and
/// run with the widest vectors of the machine (<see cref="VectorWidth"/>); every width runs on every machine, in software if need be.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <remarks>A mask has all bits of a lane set where a condition holds, and none where it does not.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract nuint Count { get; }

    /// <summary>0 in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>1 in every lane.</summary>
    static abstract TSelf One { get; }

    /// <summary>0, 1, 2, … in the lanes.</summary>
    static abstract TSelf Indices { get; }

    /// <summary>A number in every lane.</summary>
    static abstract TSelf Spread(T value);

    /// <summary>A pattern of bits in every lane, of which a float takes the lower half.</summary>
    static abstract TSelf OfBits(long bits);

    /// <summary>The lanes that start at element <paramref name="index"/> of a row.</summary>
    static abstract TSelf Load(ref T row, nuint index);

    /// <summary>Writes the lanes from element <paramref name="index"/> of a row on.</summary>
    void Store(ref T row, nuint index);

    /// <summary><c>a + b</c>.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary><c>a − b</c>.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary><c>a·b</c>.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary><c>a / b</c>.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary><c>−a</c>.</summary>
    static abstract TSelf operator -(TSelf a);

    /// <summary>The bits that both have.</summary>
    static abstract TSelf operator &(TSelf a, TSelf b);

    /// <summary>The bits that either has.</summary>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>The bits that it does not have.</summary>
    static abstract TSelf operator ~(TSelf a);

    /// <summary><c>a·b + c</c>: one instruction where the processor has one, and never slower than two.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary><c>|a|</c>.</summary>
    static abstract TSelf Abs(TSelf a);

    /// <summary>The square root, rounded correctly.</summary>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>The larger one; NaN where either is.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller one; NaN where either is.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Where <c>a &lt; b</c>.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>Where <c>a ≤ b</c>.</summary>
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    /// <summary>Where <c>a = b</c>.</summary>
    static abstract TSelf EqualTo(TSelf a, TSelf b);

    /// <summary>a where the mask is set, b elsewhere.</summary>
    static abstract TSelf Where(TSelf mask, TSelf a, TSelf b);

    /// <summary><c>eˣ</c>.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary><c>eˣ − 1</c>, without cancellation near zero.</summary>
    static abstract TSelf ExpM1(TSelf x);

    /// <summary><c>log x</c>: NaN below 0, −∞ at 0.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary><c>tanh x</c>.</summary>
    static abstract TSelf Tanh(TSelf x);

    /// <summary><c>1 / (1 + e^−x)</c>.</summary>
    static abstract TSelf Sigmoid(TSelf x);

    /// <summary><c>log(1 + eˣ)</c>.</summary>
    static abstract TSelf Softplus(TSelf x);

    /// <summary><c>sin x</c>.</summary>
    static abstract TSelf Sin(TSelf x);

    /// <summary><c>cos x</c>.</summary>
    static abstract TSelf Cos(TSelf x);

    /// <summary><c>xʸ</c>, with the special cases of IEEE 754.</summary>
    static abstract TSelf Pow(TSelf x, TSelf y);

    /// <summary>The sum of all lanes, always in the same order.</summary>
    static abstract T Total(TSelf a);

    /// <summary>The number in a lane.</summary>
    T Lane(int index);

    /// <summary>Adds the squares of the lanes to two sums that hold doubles: float squares in double precision neither overflow nor vanish.</summary>
    void AddSquaresTo(ref TSelf low, ref TSelf high);

    /// <summary>The total of what <see cref="AddSquaresTo"/> has added up.</summary>
    static abstract double TotalOfSquares(TSelf low, TSelf high);
}
