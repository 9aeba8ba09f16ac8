using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiffRnn.Training.Tests;

/// <summary>A network that has weights and gradients and cannot run: training sees no more of one than this.</summary>
internal sealed class ToyNetwork<T>(CellDescription cell) : Network<T>(cell, SurfaceVersion) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override WeightSet<T> WeightsCore { get; } = new ToyWeights<T>(cell);

    protected override WeightSet<T> GradientsCore { get; } = new ToyWeights<T>(cell);

    protected override Tape<T> CreateTapeCore(int steps, int batch, bool training) => throw new NotSupportedException();

    protected override void PackForward<TLanes>(Kernels.Worker worker) => throw new NotSupportedException();

    protected override void PackBackward<TLanes>(Kernels.Worker worker) => throw new NotSupportedException();

    protected override void RunForward<TLanes>(Tape<T> tape, Kernels.Worker worker) => throw new NotSupportedException();

    protected override void RunBackward<TLanes>(Tape<T> tape, GradientsOf also, Kernels.Worker worker) => throw new NotSupportedException();
}

internal sealed class ToyWeights<T>(CellDescription cell) : WeightSet<T>(cell) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

internal static class Toys
{
    /// <summary>Two matrices, a vector and a scalar: with H = 3 and I = 5 28 elements, which no vector width above 4 divides.</summary>
    public static CellDescription Cell(int h = 3, int i = 5, string name = "Toy", double leak = 0.1) => new(
        name,
        [new("H", h), new("I", i)],
        [new("leak", leak)],
        [
            new("W", CellRole.Weight, [h, i]),
            new("U", CellRole.Weight, [h, h]),
            new("b", CellRole.Weight, [h]),
            new("s", CellRole.Weight, []),
        ]);

    public static ToyNetwork<T> Network<T>(ulong seed = 1, CellDescription? cell = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = new ToyNetwork<T>(cell ?? Cell());
        FillNormal(network.Weights, new RandomSource(seed));
        return network;
    }

    /// <summary>A weight set that is one vector.</summary>
    public static WeightSet<T> Vector<T>(params double[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var set = new ToyWeights<T>(new CellDescription("Vector", [], [], [new("v", CellRole.Weight, [values.Length])]));
        set["v"].CopyFrom(values.Select(T.CreateChecked).ToArray());
        return set;
    }

    public static WeightSet<T> Matrix<T>(int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => new ToyWeights<T>(new CellDescription("Matrix", [], [], [new("M", CellRole.Weight, [rows, columns])]));

    public static void FillNormal<T>(WeightSet<T> set, RandomSource random) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref var value in set.Span)
            value = T.CreateChecked(random.NextNormal());
    }

    public static double[] Doubles<T>(ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => [.. values.ToArray().Select(double.CreateChecked)];

    public static byte[] Bits<T>(ReadOnlySpan<T> values) where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    public static double Error(IEnumerable<double> expected, IEnumerable<double> actual)
        => expected.Zip(actual, (left, right) => Math.Abs(left - right) / Math.Max(1, Math.Abs(left))).Max();
}

/// <summary>A folder of one test, which is gone after it.</summary>
internal sealed class Folder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("adr-training-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
