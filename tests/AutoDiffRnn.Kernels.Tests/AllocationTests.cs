using System.Numerics;

namespace AutoDiffRnn.Kernels.Tests;

public class AllocationTests
{
    [Fact]
    public void AfterTheFirstCall_NoKernelAllocates()
    {
        Check<float>();
        Check<double>();
    }

    private static void Check<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        var (x, y) = (new Block<T>(30, 37, random), new Block<T>(30, 19, random));
        var matrix = new PackedMatrix<T>([new(0, 37)], [new(0, 19, PackedMatrix<T>.Start.Bias)]);
        var (weight, bias, workspace, functions) = (new T[19 * 37], new T[19], new Workspace<T>(), LaneKernel<Lanes512<T>, T>.Unary.Values.ToArray());
        GradientPart[] parts = [new(0, 19, 0, 1, 0, 19)];
        var tokens = new int[30];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            matrix.Pack(0, 0, weight, 37, false);
            matrix.ClearBias();
            matrix.SetBias(0, bias);
            matrix.AddBias(0, bias);
            Kernel<T>.Multiply(x.Rows, matrix, y.Rows);
            Kernel<T>.Multiply(x.Part(0, 1), matrix, y.Part(0, 1));
            Kernel<T>.AddOuterProducts(y.Rows, 19, x.Rows, 37, weight, 37, workspace);
            var sums = Kernel<T>.SumsOver(y.Rows).AddRows(parts).AddOuterProducts(x.Rows, 1, parts).AddRowProducts(y.Rows, parts);
            Kernel<T>.To(sums, weight, workspace);
            Kernel<T>.AddRows(y.Rows, 19, bias);
            Kernel<T>.AddRowProducts(y.Rows, y.Rows, 19, bias);
            Kernel<T>.AddScalars(y.Rows, bias);
            Kernel<T>.Gather(weight, 19, 37, new(ref tokens[0], 30, 1), 1, "token", x.Rows);
            Kernel<T>.ScatterAdd(x.Rows, 37, new(ref tokens[0], 30, 1), weight);
            Kernel<T>.CopyColumns(x.Rows, 1, 4, y.Rows, 2);
            Kernel<T>.FillRows(y.Rows, 19, T.One);
            LaneKernel<Lanes512<T>, T>.LogSumExp(y.Rows, 19);
            foreach (var (vector, scalar) in functions)
                vector(Lanes512<T>.Spread(scalar(T.One)));
        }
    }
}
