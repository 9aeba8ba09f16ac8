using System.Globalization;
using System.Numerics;
using System.Text;

namespace AutoDiffRnn;

/// <summary>
/// Saves training to a file and goes on from it, bit for bit. The file is in the safetensors format, which other tools read:
/// the weights under their own names; the state of an optimiser as <c>optimizer.STATE.WEIGHT</c> and its steps as
/// <c>optimizer.steps</c>; of a random source as <c>random.state</c>; a program's own numbers as <c>extra.NAME</c>. Its metadata
/// name the cell, its dimensions and its constants, and hold a SHA-256 of the file, with the digits of the sum itself as zeros.
/// </summary>
/// <remarks>
/// Gradients and tapes are not saved: save between a step of the optimiser and the next backward pass. What a tape carries
/// from one stretch of a sequence to the next goes into the program's own numbers.
/// </remarks>
/// <example>
/// <code>
/// Checkpoint.Save("run.safetensors", network, optimizer, random);
/// …
/// Checkpoint.Load("run.safetensors", network, optimizer, random);
/// </code>
/// </example>
public static class Checkpoint
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Writes a checkpoint. The file appears as a whole or not at all: whatever goes wrong, an older file at
    /// <paramref name="path"/> is as it was.
    /// </summary>
    /// <param name="path">The file; its folder exists, and has room for a second copy while the call lasts.</param>
    /// <param name="network">The network whose weights are saved.</param>
    /// <param name="optimizer">The optimiser of its weights, to go on training.</param>
    /// <param name="random">The source of the program's random numbers, to go on with the same ones.</param>
    /// <param name="metadata">Entries of the program's own, such as its settings; keys do not begin with <c>autodiffrnn.</c>.</param>
    /// <param name="tensors">Numbers of the program's own, such as states that are carried over.</param>
    /// <exception cref="ArgumentException">An argument cannot be saved: the optimiser is of other weights, or an entry is malformed.</exception>
    /// <exception cref="IOException">The file cannot be written: no such folder, a full disk.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save<T>(
        string path,
        Network<T> network,
        Optimizer<T>? optimizer = null,
        RandomSource? random = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        IReadOnlyDictionary<string, T[]>? tensors = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireTogether(network, optimizer);
        var writer = new SafetensorsWriter();
        foreach (var (key, value) in OwnMetadata(network.Cell, optimizer))
            writer.AddMetadata(key, value);
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
        {
            RequireMetadata(key, value);
            writer.AddMetadata(key, value);
        }

        foreach (var part in CheckpointParts.Of(network, optimizer, random, tensors))
            writer.AddTensor(part.Name, part.ElementType, part.Shape, part.Bytes);
        AtomicFile.Write(path, writer.WriteTo);
    }

    /// <summary>
    /// Reads what a checkpoint says about itself, and checks the whole file against its sum: enough to make the network that it
    /// belongs to, which <see cref="Load"/> then fills.
    /// </summary>
    /// <exception cref="CheckpointException">The file is damaged, cut off, or no safetensors file.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static CheckpointInfo Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = new SafetensorsReader(path);
        var info = CheckpointDescription.Of(path, reader.Header);
        reader.ReadData(new HashSet<string>());
        return info;
    }

    /// <summary>
    /// Restores what <see cref="Save"/> saved. Everything is checked first: if the call throws, nothing has changed. What the file
    /// holds and the call does not ask for (an optimiser's state when a program only runs the network) is passed over.
    /// A file of another program needs the cell's weights under their names, and nothing else.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="network">A network of the same cell, with the same dimensions, constants and element type.</param>
    /// <param name="optimizer">An optimiser of the same kind and settings, if training goes on.</param>
    /// <param name="random">The source that is to go on from where the saved one was.</param>
    /// <param name="tensors">Arrays of the lengths that were saved, which are filled.</param>
    /// <returns>What the file says about itself, with the program's own entries.</returns>
    /// <exception cref="CheckpointException">The file is damaged, cut off, no safetensors file, or does not fit what it is loaded into.</exception>
    /// <exception cref="ArgumentException">The optimiser is of other weights than the network's.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static CheckpointInfo Load<T>(
        string path,
        Network<T> network,
        Optimizer<T>? optimizer = null,
        RandomSource? random = null,
        IReadOnlyDictionary<string, T[]>? tensors = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireTogether(network, optimizer);
        using var reader = new SafetensorsReader(path);
        var info = CheckpointDescription.Of(path, reader.Header);
        var parts = CheckpointParts.Of(network, optimizer, random, tensors).ToList();
        var fit = new CheckpointFit(path, info);
        fit.RequireCell(network.Cell);
        if (optimizer is not null)
            fit.RequireOptimizer(optimizer.Name, optimizer.Settings);
        fit.RequireTensors(parts, network.Cell);

        var data = reader.ReadData(parts.Select(part => part.Name).ToHashSet());
        fit.RequireContents(parts, data);
        foreach (var part in parts)
            part.Restore(data[part.Name]);
        return info;
    }

    private static IEnumerable<KeyValuePair<string, string>> OwnMetadata<T>(CellDescription cell, Optimizer<T>? optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return new(CheckpointNames.Format, CheckpointNames.FormatVersion);
        yield return new(CheckpointNames.Cell, cell.Name);
        foreach (var (name, size) in cell.Dimensions)
            yield return new(CheckpointNames.DimensionPrefix + name, size.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in cell.Constants)
            yield return new(CheckpointNames.ConstantPrefix + name, CheckpointDescription.Text(value));
        if (optimizer is null)
            yield break;

        yield return new(CheckpointNames.Optimizer, optimizer.Name);
        foreach (var (name, value) in optimizer.Settings)
            yield return new(CheckpointNames.SettingPrefix + name, CheckpointDescription.Text(value));
    }

    private static void RequireTogether<T>(Network<T> network, Optimizer<T>? optimizer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (optimizer is not null)
            ShapeError.RequireLength(network.Weights.Values.Length, optimizer.Count, nameof(optimizer), $"the weights of cell {network.Cell.Name}");
    }

    private static void RequireMetadata(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value, $"metadata[{key}]");
        ShapeError.Require(
            !key.StartsWith(CheckpointNames.Reserved, StringComparison.Ordinal),
            "metadata",
            $"keys that do not begin with {CheckpointNames.Reserved}",
            $"'{key}'");
        ShapeError.Require(IsWellFormed(key) && IsWellFormed(value), "metadata", "well-formed Unicode", $"half of a surrogate pair in '{key}'");
    }

    private static bool IsWellFormed(string text)
    {
        try
        {
            return _strict.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
