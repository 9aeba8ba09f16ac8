using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiffRnn;

/// <summary>One tensor of a checkpoint and the place in memory that it is saved from and restored to.</summary>
/// <param name="Name">The tensor's name in the file.</param>
/// <param name="ElementType">The safetensors name of its type.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Bytes">Its bytes as they are now.</param>
/// <param name="Restore">Takes bytes over; it cannot fail.</param>
internal sealed record CheckpointPart(string Name, string ElementType, IReadOnlyList<int> Shape, TensorBytes Bytes, Action<byte[]> Restore)
{
    /// <summary>What is expected in the place of bytes that nothing can be restored from; null for bytes that are good.</summary>
    public Func<byte[], string?> Problem { get; init; } = _ => null;
}

/// <summary>The one list of what a checkpoint holds, for saving as for loading.</summary>
internal static class CheckpointParts
{
    private const int RandomWords = 4;

    /// <summary>The parts in the order of the file: tensors of 8-byte elements first, so that all are aligned.</summary>
    public static IEnumerable<CheckpointPart> Of<T>(
        Network<T> network, Optimizer<T>? optimizer, RandomSource? random, IReadOnlyDictionary<string, T[]>? tensors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (random is not null)
            yield return OfRandom(random);
        if (optimizer is not null)
            yield return OfSteps(optimizer);
        foreach (var view in network.Weights.Views)
            yield return OfWeight(view);
        foreach (var state in optimizer?.StateNames ?? [])
        {
            foreach (var view in network.Weights.Views)
                yield return OfState(optimizer!, state, view);
        }

        foreach (var (name, values) in tensors ?? new Dictionary<string, T[]>())
            yield return OfExtra(name, values);
    }

    private static CheckpointPart OfWeight<T>(WeightView<T> view) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        view.Info.Name,
        CheckpointNames.ElementType<T>(),
        view.Info.Sizes,
        () => MemoryMarshal.AsBytes(view.Values),
        bytes => bytes.CopyTo(MemoryMarshal.AsBytes(view.Span)));

    // By weight and not in one piece, so that a cell whose weights were put into another order reads its old file rightly.
    private static CheckpointPart OfState<T>(Optimizer<T> optimizer, string state, WeightView<T> view)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        CheckpointNames.OptimizerState(state, view.Info.Name),
        CheckpointNames.ElementType<T>(),
        view.Info.Sizes,
        () => MemoryMarshal.AsBytes(optimizer.State(state).Slice(view.Offset, view.Info.Length)),
        bytes => bytes.CopyTo(MemoryMarshal.AsBytes(optimizer.State(state).Slice(view.Offset, view.Info.Length))));

    private static CheckpointPart OfExtra<T>(string name, T[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        CheckpointNames.Extra(name),
        CheckpointNames.ElementType<T>(),
        [values.Length],
        () => MemoryMarshal.AsBytes(values.AsSpan()),
        bytes => bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan())));

    private static CheckpointPart OfSteps<T>(Optimizer<T> optimizer) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        CheckpointNames.OptimizerSteps,
        "I64",
        [],
        () => BitConverter.GetBytes(optimizer.Steps),
        bytes => optimizer.RestoreSteps(BinaryPrimitives.ReadInt64LittleEndian(bytes)))
    {
        Problem = bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes) < 0 ? "a number of steps, at least 0" : null,
    };

    private static CheckpointPart OfRandom(RandomSource random) => new(
        CheckpointNames.RandomState,
        "U64",
        [RandomWords],
        () =>
        {
            var (s0, s1, s2, s3) = random.State;
            return MemoryMarshal.AsBytes(new[] { s0, s1, s2, s3 }.AsSpan());
        },
        bytes => random.State = ToState(bytes))
    {
        Problem = bytes => ToState(bytes).IsValid ? null : "the state of a random source, with a word that is not zero",
    };

    private static RandomState ToState(byte[] bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        return new RandomState(words[0], words[1], words[2], words[3]);
    }
}
