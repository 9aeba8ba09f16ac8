namespace AutoDiffRnn;

/// <summary>
/// The names in a checkpoint. A weight has its own name, which is a C# identifier; whatever else there is has a name with a dot,
/// so no weight can collide with it.
/// </summary>
internal static class CheckpointNames
{
    /// <summary>What all metadata entries of this library begin with; a program's own entries do not.</summary>
    public const string Reserved = "autodiffrnn.";

    public const string Format = Reserved + "format";
    public const string Digest = Reserved + "sha256";
    public const string Cell = Reserved + "cell";
    public const string DimensionPrefix = Reserved + "dimension.";
    public const string ConstantPrefix = Reserved + "constant.";
    public const string Optimizer = Reserved + "optimizer";
    public const string SettingPrefix = Reserved + "optimizer.";

    /// <summary>The version of these names and their meaning; a file of another version is refused.</summary>
    public const string FormatVersion = "1";

    public const string RandomState = "random.state";
    public const string OptimizerSteps = "optimizer.steps";

    public static string OptimizerState(string state, string weight) => $"optimizer.{state}.{weight}";

    public static string Extra(string name) => "extra." + name;

    public static bool IsWeight(string tensor) => !tensor.Contains('.', StringComparison.Ordinal);

    /// <summary>The safetensors name of a network's element type.</summary>
    public static string ElementType<T>() => typeof(T) == typeof(double) ? "F64" : "F32";
}
