using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Kernels;

/// <summary>
/// About how long a pass takes on one thread, in microseconds, from its cost sheet: good enough to tell a pass that is worth a second thread from one
/// that is not.
/// </summary>
/// <param name="AllRows">Of each row, the products that run for all rows at once.</param>
/// <param name="Products">Of each row, the products of the loops.</param>
/// <param name="Elements">Of each row, everything else: nearly all of it runs in the loops.</param>
/// <param name="Reading">Of each step, reading the weights of the loops: with few examples a product takes as long as that.</param>
internal readonly record struct PassTime(double AllRows, double Products, double Elements, double Reading)
{
    private const double CyclesEachMicrosecond = 3400;
    private const double BytesEachMicrosecond = 100_000; // from the second cache

    // Two multiplications with additions begin in a cycle, and products reach 80% of that.
    private const double FlopsEachCycleAndLane = 0.8 * 4;
    private const double CyclesOfOperation = 1;
    private const double CyclesOfFunction = 10;

    /// <summary>The time of a pass from the costs of one row and of two rows, on vectors of <paramref name="vectorBits"/>.</summary>
    public static PassTime Of<T>(PassCost one, PassCost two, int vectorBits) where T : unmanaged, INumberBase<T>
    {
        var lanesEachMicrosecond = CyclesEachMicrosecond * vectorBits / 8 / Unsafe.SizeOf<T>();
        // An element of a weight that a loop reads is multiplied and added once for each row.
        var inLoops = 2.0 * two.WeightBytesEachStep / Unsafe.SizeOf<T>();
        var elements = CyclesOfOperation * (two.ElementwiseOperations - one.ElementwiseOperations)
            + CyclesOfFunction * (two.Functions - one.Functions);
        return new PassTime(
            Math.Max(0, two.ProductFlops - one.ProductFlops - inLoops) / FlopsEachCycleAndLane / lanesEachMicrosecond,
            inLoops / FlopsEachCycleAndLane / lanesEachMicrosecond,
            elements / lanesEachMicrosecond,
            two.WeightBytesEachStep / BytesEachMicrosecond);
    }

    /// <summary>Two passes.</summary>
    public static PassTime operator +(PassTime a, PassTime b)
        => new(a.AllRows + b.AllRows, a.Products + b.Products, a.Elements + b.Elements, a.Reading + b.Reading);

    /// <summary>The time of a whole pass.</summary>
    public double Of(int steps, int batch) => OfAllRows(steps, batch) + steps * OfStep(batch);

    /// <summary>The part of it that runs for all rows at once.</summary>
    public double OfAllRows(int steps, int batch) => (double)steps * batch * AllRows;

    /// <summary>The time of a step of the loops.</summary>
    public double OfStep(int batch) => Math.Max(batch * Products, Reading) + batch * Elements;
}
