using System.Globalization;
using System.Text;
using AutoDiffRnn.Testing.Faults;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Checks;

/// <summary>The message of a failed check: what is wrong, which statement is most likely the cause, how to see it again.</summary>
internal static class FailureMessage
{
    /// <summary>The exception for the failures of one shape.</summary>
    public static CellCheckException Exception(
        CellCase cell, IReadOnlyList<CellFailure> failures, CellCheckOptions options, CellReport report, Exception? thrown)
    {
        var text = new StringBuilder();
        var checks = failures.Count == 1 ? "1 check" : string.Create(CultureInfo.InvariantCulture, $"{failures.Count} checks");
        text.Append(CultureInfo.InvariantCulture, $"Cell {cell.Cell.Name} fails {checks} with {Sizes(cell)}, seed {options.Seed}");
        if (report.Shapes.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"; with {report.Shapes.Count} other shapes before, all was right");
        text.Append(".\n");
        foreach (var failure in failures)
            text.Append(CultureInfo.InvariantCulture, $"  {failure.Check}: {failure.Message}\n");
        var (explanation, statement) = Explain(cell, failures, options);
        text.Append(explanation);
        text.Append(CultureInfo.InvariantCulture, $"To repeat it: {Repeat(cell, options)}");
        return new CellCheckException(text.ToString(), failures, statement, thrown);
    }

    /// <summary>Steps, examples, the size of each dimension and the value of each constant.</summary>
    public static string Sizes(CellCase cell)
    {
        var arguments = cell.Arguments.Select(argument => string.Create(CultureInfo.InvariantCulture, $", {argument.Key} = {argument.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"T = {cell.Numbers.Steps}, B = {cell.Numbers.Batch}{string.Concat(arguments)}");
    }

    private static string Repeat(CellCase cell, CellCheckOptions options)
    {
        var constants = CellCase.ConstantsOf(cell.Subject);
        var dimensions = cell.Arguments.Where(argument => !constants.Contains(argument.Key));
        var sizes = dimensions.Select(dimension => Literal(dimension.Value)).DefaultIfEmpty("1");
        var shape = string.Create(CultureInfo.InvariantCulture, $"new({cell.Numbers.Steps}, {cell.Numbers.Batch}, {string.Join(", ", sizes)})");
        var name = $"{cell.Subject.Method.DeclaringType?.Name}.{cell.Cell.Name}";
        var text = string.Create(CultureInfo.InvariantCulture, $"CellCheck.Run({name}, new() {{ Seed = {options.Seed}, Shapes = [{shape}]");
        if (constants.Count > 0)
        {
            var values = constants.Select(constant => $"[\"{constant}\"] = [{Literal(cell.Arguments[constant])}]");
            text += $", Constants = {{ {string.Join(", ", values)} }}";
        }

        return text + " }), with your other options.";
    }

    private static string Literal(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + (number == Math.Floor(number) ? "d" : ""),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    // Where the gradients in double are wrong, those in float tell nothing more.
    private static (string Text, string? Statement) Explain(CellCase cell, IReadOnlyList<CellFailure> failures, CellCheckOptions options)
    {
        var kind = failures.Any(failure => failure.Check == CheckKind.Gradients) ? Precision.Double
            : failures.Any(failure => failure.Check == CheckKind.FloatGradients) ? Precision.Float
            : (Precision?)null;
        if (kind is not { } precision)
            return ("", null);
        if (cell.Subject.Program is not { } program)
        {
            return ($"The statement whose adjoint is wrong cannot be named: assembly {cell.Subject.Method.DeclaringType?.Assembly.GetName().Name} "
                + "carries no program of the cell (the generator writes one for each cell that other assemblies can see).\n", null);
        }

        if (Observer.Observe(cell, precision, options) is not { } observation)
            return ("No statement can be named: with the seeds of one result at a time, all gradients are right.\n", null);
        var suspects = new FaultLocator(program).Locate(observation);
        return suspects.Count == 0
            ? ("No statement can be named: no statement of the cell depends on a parameter.\n", null)
            : (Name(suspects, observation), suspects[0].Statement);
    }

    private static string Name(IReadOnlyList<Suspect> suspects, Observation observation)
    {
        var first = suspects[0];
        var text = new StringBuilder();
        text.Append(first.IsHandOver
            ? "Most likely wrong is what the step after hands back as the adjoint of the state that is made by:\n"
            : "Most likely wrong is the adjoint of the statement:\n");
        text.Append("    ").Append(OneLine(first.Statement)).Append('\n');
        text.Append(first is { Unexplained: 0, Acquitted: 0 }
            ? "  (exactly the gradients that pass through it are wrong"
            : string.Create(CultureInfo.InvariantCulture,
                $"  ({observation.Wrong.Count - first.Unexplained} of {observation.Wrong.Count} wrong gradients pass through it")
                + string.Create(CultureInfo.InvariantCulture, $", and {first.Acquitted} right ones"));
        text.Append(observation.RightInOneStep is null
            ? ", with one step and the seeds of one result at a time).\n"
            : ", over several steps; with one step, all are right).\n");
        var others = suspects.Skip(1).Where(other => other.Statement != first.Statement).Take(3).Select(other => OneLine(other.Statement)).ToList();
        if (others.Count > 0)
            text.Append("  As well possible, but farther from the wrong parameters: ").Append(string.Join("  |  ", others)).Append('\n');
        return text.ToString();
    }

    private static string OneLine(string statement) => string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
