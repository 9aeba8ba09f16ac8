using System.Reflection;

namespace AutoDiffRnn.Testing.Subjects;

/// <summary>A cell with sizes and constants, and the numbers of one run.</summary>
/// <param name="Subject">What is put to the test.</param>
/// <param name="Arguments">The sizes of the dimensions and the values of the constants, by name.</param>
/// <param name="Numbers">Weights, inputs, tokens, initial states and seeds.</param>
internal sealed record CellCase(ICellSubject Subject, IReadOnlyDictionary<string, object> Arguments, CellNumbers Numbers)
{
    // For a cell that needs even sizes, sizes of at least so many, or a multiple of a constant.
    private static readonly int[] Factors = [1, 2, 3, 4, 6, 8, 12];

    public CellDescription Cell => Numbers.Cell;

    /// <summary>The parameters that have gradients: weights, inputs that are no tokens, states by their initial values.</summary>
    public IEnumerable<CellValue> Differentiated => Cell.Values.Where(value => value.Role != CellRole.Output && !value.IsIndex);

    /// <summary>The states and outputs: what a loss can be made of.</summary>
    public IEnumerable<CellValue> Results => Cell.Values.Where(value => value.Role is CellRole.State or CellRole.Output);

    /// <summary>Chooses sizes and constants for the shape number <paramref name="index"/>, and draws numbers.</summary>
    /// <exception cref="ArgumentException">No sizes of that shape fit the cell.</exception>
    public static CellCase Create(ICellSubject subject, CellShape shape, int index, CellCheckOptions options)
    {
        ArgumentException? first = null;
        foreach (var factor in Factors)
        {
            var arguments = Choose(subject, shape, index, factor, options);
            CellDescription cell;
            try
            {
                cell = subject.Describe(arguments);
            }
            catch (ArgumentException error)
            {
                first ??= error;
                continue;
            }

            return new CellCase(subject, arguments, NumberSource.Draw(cell, shape.Steps, shape.Batch, options));
        }

        var example = subject.Arguments.Count == 0 ? "H" : subject.Arguments[0].Name;
        throw new ArgumentException(
            $"options: the sizes of {shape} do not fit cell {subject.Method.Name}, nor do multiples of them ({first!.Message}). "
            + $"Say which sizes do, for example Dimensions = {{ [\"{example}\"] = [4, 6] }}.", nameof(options), first);
    }

    /// <summary>The same cell with the same numbers as far as they go, for fewer steps and examples.</summary>
    public CellCase Smaller(int steps, int batch, CellCheckOptions options)
        => this with { Numbers = NumberSource.Draw(Cell, steps, batch, options) };

    /// <summary>The names of the constants, in the order of the method.</summary>
    public static IReadOnlyList<string> ConstantsOf(ICellSubject subject) => [.. subject.Method.GetParameters()
        .Where(parameter => parameter.IsDefined(typeof(ConstantAttribute)))
        .Select(parameter => parameter.Name!)];

    private static Dictionary<string, object> Choose(ICellSubject subject, CellShape shape, int index, int factor, CellCheckOptions options)
    {
        var constants = ConstantsOf(subject);
        if (options.Constants.Keys.Except(constants).FirstOrDefault() is { } unknown)
        {
            throw new OptionException(
                $"options.Constants: cell {subject.Method.Name} has no constant '{unknown}'; "
                + $"it has {(constants.Count == 0 ? "none" : string.Join(", ", constants))}.");
        }

        var arguments = new Dictionary<string, object>(StringComparer.Ordinal);
        var dimensions = 0;
        foreach (var argument in subject.Arguments)
        {
            var name = argument.Name!;
            if (constants.Contains(name))
                arguments[name] = Constant(argument, index, options);
            else if (options.Dimensions.TryGetValue(name, out var sizes))
                arguments[name] = sizes[index % sizes.Length];
            else
                arguments[name] = factor * shape.Sizes[dimensions++ % shape.Sizes.Length];
        }

        return arguments;
    }

    private static object Constant(ParameterInfo constant, int index, CellCheckOptions options)
    {
        if (!options.Constants.TryGetValue(constant.Name!, out var values))
            values = constant.ParameterType == typeof(int) ? [2, 3, 1] : constant.ParameterType == typeof(bool) ? [true, false] : [0.3];
        var value = values[index % values.Length];
        return value.GetType() == constant.ParameterType
            ? value
            : throw new OptionException(
                $"options.Constants[\"{constant.Name}\"]: expected {constant.ParameterType.Name}, the parameter's type, "
                + $"but got {value.GetType().Name} {value}.");
    }
}

/// <summary>An option that is wrong whatever the sizes are.</summary>
internal sealed class OptionException(string message) : ArgumentException(message, "options");
