using System.Globalization;

namespace AutoDiffRnn.Testing.Checks;

/// <summary>How messages speak of a tensor and of one of its elements.</summary>
internal static class TensorNames
{
    /// <summary>A parameter with its role and shape: <c>weight Wh [5, 5]</c>, <c>initial state h [5]</c>.</summary>
    public static string OfParameter(CellValue value)
    {
        var role = value.Role == CellRole.State ? "initial state" : value.Role.ToString().ToLowerInvariant();
        return $"{role} {value.Name}{Shape(value)}";
    }

    /// <summary>A state or output with its shape.</summary>
    public static string OfResult(CellValue value) => $"{value.Role.ToString().ToLowerInvariant()} {value.Name}{Shape(value)}";

    /// <summary>An element of a parameter's gradient: <c>Wh[2, 0]</c>, <c>x[t = 1, b = 0][3]</c>, <c>h[b = 2][4]</c>.</summary>
    public static string ElementOfParameter(CellValue value, int index, int batch) => value.Role switch
    {
        CellRole.Weight => value.Name + Within(value, index),
        CellRole.State => FormattableString.Invariant($"{value.Name}[b = {index / value.Length}]{Within(value, index % value.Length)}"),
        _ => ElementOfResult(value, index, batch),
    };

    /// <summary>An element of a state or output at all steps: <c>h[t = 1, b = 0][3]</c>.</summary>
    public static string ElementOfResult(CellValue value, int index, int batch)
    {
        var row = index / value.Length;
        return FormattableString.Invariant($"{value.Name}[t = {row / batch}, b = {row % batch}]{Within(value, index % value.Length)}");
    }

    private static string Shape(CellValue value) => value.Sizes.Count == 0 ? "" : $" [{string.Join(", ", value.Sizes)}]";

    private static string Within(CellValue value, int index) => value.Sizes.Count switch
    {
        0 => "",
        1 => string.Create(CultureInfo.InvariantCulture, $"[{index}]"),
        _ => string.Create(CultureInfo.InvariantCulture, $"[{index / value.Sizes[1]}, {index % value.Sizes[1]}]"),
    };
}
