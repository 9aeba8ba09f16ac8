namespace AutoDiffRnn;

/// <summary>A tensor in a checkpoint.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="ElementType">The type of its elements, as safetensors names it: <c>F32</c>, <c>F64</c>, <c>I64</c>, <c>U64</c>, …</param>
/// <param name="Shape">Its sizes, outermost first; none for a scalar.</param>
public sealed record CheckpointTensor(string Name, string ElementType, IReadOnlyList<long> Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"{ElementType} [{string.Join(", ", Shape)}]";
}

/// <summary>
/// What a checkpoint says about itself: enough to make the network that it belongs to. A safetensors file of another program has
/// tensors and metadata alone.
/// </summary>
/// <param name="Cell">The name of the cell's method; null in a file of another program.</param>
/// <param name="Dimensions">The size of each dimension of the cell.</param>
/// <param name="Constants">The value of each constant of the cell.</param>
/// <param name="Optimizer">The name of the optimiser whose state is in the file; null if there is none.</param>
/// <param name="OptimizerSettings">The numbers that the optimiser was made with.</param>
/// <param name="Tensors">All tensors, in the order of the file: the weights under their own names, the others under names with a dot.</param>
/// <param name="Metadata">The program's own entries.</param>
public sealed record CheckpointInfo(
    string? Cell,
    IReadOnlyList<KeyValuePair<string, int>> Dimensions,
    IReadOnlyList<KeyValuePair<string, double>> Constants,
    string? Optimizer,
    IReadOnlyList<KeyValuePair<string, double>> OptimizerSettings,
    IReadOnlyList<CheckpointTensor> Tensors,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>
    /// The type of the weights' elements, <c>F32</c> for a float network and <c>F64</c> for a double one; null if the file has no
    /// weights or they differ.
    /// </summary>
    public string? ElementType
    {
        get
        {
            var types = Tensors.Where(tensor => CheckpointNames.IsWeight(tensor.Name)).Select(tensor => tensor.ElementType).Distinct().ToArray();
            return types.Length == 1 ? types[0] : null;
        }
    }
}
