using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiffRnn;

/// <summary>
/// Orthonormal rows (of a wide matrix) or columns (of a tall one) by Gram and Schmidt's process on normal vectors. Its
/// triangular factor has a positive diagonal, and so the result is uniform over all orthogonal matrices (Mezzadri 2007).
/// </summary>
internal sealed class OrthogonalInitializer(double gain) : Initializer
{
    public override void Fill(Span<double> values, WeightShape shape, RandomSource random)
    {
        RequireMatrix(shape);
        var count = Math.Min(shape.Rows, shape.Columns);
        var length = Math.Max(shape.Rows, shape.Columns);
        var vectors = new double[checked(count * length)];
        for (var i = 0; i < count; i++)
            Draw(vectors.AsSpan(0, i * length), vectors.AsSpan(i * length, length), random);

        for (var row = 0; row < shape.Rows; row++)
        {
            for (var column = 0; column < shape.Columns; column++)
            {
                var at = shape.Rows <= shape.Columns ? row * length + column : column * length + row;
                values[row * shape.Columns + column] = gain * vectors[at];
            }
        }
    }

    /// <summary>Draws a unit vector at right angles to all <paramref name="earlier"/> ones.</summary>
    private static void Draw(ReadOnlySpan<double> earlier, Span<double> vector, RandomSource random)
    {
        const double TooShort = 1e-8; // What little is left of such a vector is mostly rounding.
        double norm;
        do
        {
            foreach (ref var value in vector)
                value = random.NextNormal();

            // Once leaves rounding errors that grow with the number of vectors; twice is enough (Giraud et al. 2005).
            Orthogonalise(earlier, vector);
            Orthogonalise(earlier, vector);
            norm = Math.Sqrt(Dot(vector, vector));
        }
        while (norm < TooShort);

        foreach (ref var value in vector)
            value /= norm;
    }

    private static void Orthogonalise(ReadOnlySpan<double> earlier, Span<double> vector)
    {
        for (var start = 0; start < earlier.Length; start += vector.Length)
        {
            var other = earlier.Slice(start, vector.Length);
            var overlap = Dot(other, vector);
            for (var i = 0; i < vector.Length; i++)
                vector[i] -= overlap * other[i];
        }
    }

    /// <summary>Always adds in the same order, whatever the machine's vector width: four sums, then those.</summary>
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var leftBlocks = MemoryMarshal.Cast<double, Vector256<double>>(left);
        var rightBlocks = MemoryMarshal.Cast<double, Vector256<double>>(right);
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < leftBlocks.Length; i++)
            sums += leftBlocks[i] * rightBlocks[i];

        var sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (var i = leftBlocks.Length * Vector256<double>.Count; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
