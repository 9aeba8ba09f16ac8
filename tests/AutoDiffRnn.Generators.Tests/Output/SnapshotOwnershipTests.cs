using AutoDiffRnn.Snapshots;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Output;

public class SnapshotOwnershipTests
{
    [Fact]
    public void EverySnapshot_BelongsToATest()
        => Assert.Empty(SnapshotOwnership.FindOrphans(typeof(SnapshotOwnershipTests).Assembly, "../_snapshots"));
}
