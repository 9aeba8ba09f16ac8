namespace AutoDiffRnn.Tests.Harness;

/// <summary>Managed memory that work allocates, on all threads.</summary>
internal static class Allocated
{
    private const int Tries = 100;

    /// <summary>
    /// The least that the work was seen to allocate. The test's own machinery may allocate meanwhile, on a slow machine more often than not; what the
    /// work allocates, it does each time.
    /// </summary>
    public static long AtLeastBy(Action work)
    {
        var least = long.MaxValue;
        for (var left = Tries; left > 0 && least > 0; left--)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            work();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
