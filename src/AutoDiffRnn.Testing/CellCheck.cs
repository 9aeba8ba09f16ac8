using AutoDiffRnn.Testing.Checks;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing;

/// <summary>
/// Checks a cell and the network that was generated from it, in one line of any test. It throws if something is wrong, so that no
/// test framework is needed.
/// </summary>
/// <remarks>
/// For T = 1, B = 1, odd sizes and sizes around the widths of vector registers, with random weights, inputs and non-zero initial
/// states, and seeds into every state and output at every step:
/// <list type="bullet">
/// <item>states and outputs in double are those of the plain C# method, run example by example and step by step;</item>
/// <item>the gradients of all weights, inputs and initial states in double are the central differences of the plain C# method (extrapolated to
/// step 0; points beside a kink are skipped, counted and few);</item>
/// <item>values and gradients in float are those in double;</item>
/// <item>a second backward pass doubles the gradients of weights and leaves the others; a tape that was used for other sizes gives the
/// same bits as a new one;</item>
/// <item>a forward and a backward pass allocate nothing.</item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// [Fact]
/// public void Lstm_IsRight() => CellCheck.Run(Cells.Lstm);
/// </code>
/// </example>
public static class CellCheck
{
    /// <summary>Checks the cell whose method is <paramref name="cell"/>: <c>CellCheck.Run(Cells.Lstm)</c>.</summary>
    /// <param name="cell">The cell's own method, not a lambda around it.</param>
    /// <param name="options">Sizes, constants, tolerances; the defaults suit most cells.</param>
    /// <returns>What was checked, and how close it was.</returns>
    /// <exception cref="CellCheckException">Something is wrong with the cell; the message says what and where.</exception>
    /// <exception cref="ArgumentException">It is not a cell's method, there is no network of it, or an option does not fit it.</exception>
    public static CellReport Run(Delegate cell, CellCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Run(GeneratedCell.Of(cell), options);
    }

    /// <summary>Checks a cell by the type that declares it and its name: <c>CellCheck.Run(typeof(Cells), nameof(Cells.Lstm))</c>.</summary>
    /// <param name="owner">The type that declares the cell's method.</param>
    /// <param name="cell">The name of the method.</param>
    /// <param name="options">Sizes, constants, tolerances; the defaults suit most cells.</param>
    /// <returns>What was checked, and how close it was.</returns>
    /// <exception cref="CellCheckException">Something is wrong with the cell; the message says what and where.</exception>
    /// <exception cref="ArgumentException">There is no such cell, no network of it, or an option does not fit it.</exception>
    public static CellReport Run(Type owner, string cell, CellCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(cell);
        return Run(GeneratedCell.Of(owner, cell), options);
    }

    internal static CellReport Run(ICellSubject subject, CellCheckOptions? options)
    {
        options ??= new CellCheckOptions();
        options.Validate();
        var report = new CellReport(subject.Method.Name);
        // From the smallest on: the first that fails has the shortest message, and the larger ones would only repeat it.
        for (var index = 0; index < options.Shapes.Count; index++)
        {
            var cell = CellCase.Create(subject, options.Shapes[index], index, options);
            var check = new ShapeCheck(cell, options, report);
            var failures = check.Run();
            if (failures.Count > 0)
                throw FailureMessage.Exception(cell, failures, options, report, check.Thrown);
            report.ShapeList.Add(FailureMessage.Sizes(cell));
        }

        return report;
    }
}
