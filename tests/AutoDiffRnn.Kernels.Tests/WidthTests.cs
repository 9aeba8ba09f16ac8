namespace AutoDiffRnn.Kernels.Tests;

/// <summary>Tests whose networks and packed matrices compute with vectors of one width.</summary>
public abstract class WidthTests : IDisposable
{
    protected WidthTests(int vectorBits) => VectorWidth.Bits = vectorBits;

    public void Dispose()
    {
        VectorWidth.Bits = VectorWidth.Widest;
        GC.SuppressFinalize(this);
    }
}
