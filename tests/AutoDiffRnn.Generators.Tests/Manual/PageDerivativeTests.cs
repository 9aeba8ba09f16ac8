using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Manual;

/// <summary>The values and derivatives that the page of the cell language writes are those of the generator.</summary>
public class PageDerivativeTests
{
    public static TheoryData<string> Forms => [.. LanguagePage.Rows.SelectMany(row => row.Forms.Select((_, form) => Key(row, form)))];

    [Theory]
    [MemberData(nameof(Forms))]
    public void AFormOfThePage_HasTheValueAndTheDerivative_ThatItsRowWrites(string form)
    {
        var (row, index) = Find(form);
        var letters = PageLetters.In(row.Forms[index]);
        var values = letters.ToDictionary(letter => letter, PageLetters.ValueOf);
        Check(row, index, [values]);
        if (!RowMethods.TakesNumbers(row))
            return;
        Check(row, index, [.. PageLetters.Numbers.Select(x => new Dictionary<string, object> { ["x"] = x })]);
        CheckMatrix(row, index);
    }

    // The same elements in a matrix have the same values and adjoints.
    private static void CheckMatrix(PageRow row, int form)
    {
        var written = RowMethods.Run(row, form, new Dictionary<string, object> { ["x"] = PageLetters.ValueOf("x") });
        var letters = new Dictionary<string, object> { ["x"] = InTwoRows(PageLetters.ValueOf("x")) };
        var program = Cell(row.Forms[form], letters["x"], letters);
        var forward = Forward(program, letters);
        AssertSame("the value", ElementsOf(written[0]), forward.Outputs["y"][0][0].Data);
        CheckDerivatives(["x"], [.. written.Select(InTwoRows)], letters, forward, ReverseMode.Differentiate(program));

        static object InTwoRows(object value) => value is Vector vector ? new Matrix(2, vector.Length / 2, vector.ToArray()) : value;
    }

    // Several values, all of the same types, for one cell that is the form.
    private static void Check(PageRow row, int form, Dictionary<string, object>[] values)
    {
        var result = RowMethods.Run(row, form, values[0])[0];
        if (result is VectorParts)
            return; // No value of a cell: its parts have rows.

        var program = Cell(row.Forms[form], result, values[0]);
        var adjoint = ReverseMode.Differentiate(program);
        foreach (var letters in values)
        {
            var written = RowMethods.Run(row, form, letters);
            var forward = Forward(program, letters);
            AssertSame("the value", ElementsOf(written[0]), forward.Outputs["y"][0][0].Data);
            if (result is double or Vector or Matrix)
                CheckDerivatives([.. RowMethods.DerivativesOf(row, form).Select(derivative => derivative.Letter)], written, letters, forward, adjoint);
        }
    }

    private static void CheckDerivatives(
        List<string> derivatives, object[] written, Dictionary<string, object> values, ForwardRun forward, StepProgram adjoint)
    {
        Assert.Equal(values.Keys.Where(PageLetters.IsDifferentiated).Order(), derivatives.Order());
        var seeds = new Dictionary<string, Tensor[][]> { ["y"] = [[PageLetters.TensorOf(written[1])]] };
        var backward = BackwardRun.Of(adjoint, forward, seeds);
        for (var i = 0; i < derivatives.Count; i++)
        {
            var nothing = new double[PageLetters.TensorOf(values[derivatives[i]]).Data.Length];
            var generated = backward.Outputs.TryGetValue(derivatives[i], out var share) ? share[0][0].Data : nothing;
            AssertSame("d" + derivatives[i], written[i + 2] is 0 ? nothing : ElementsOf(written[i + 2]), generated);
        }
    }

    private static StepProgram Cell(string form, object result, Dictionary<string, object> values)
    {
        var (type, y) = result switch
        {
            Vector => ("Vector", form),
            Matrix => ("Matrix", form),
            Mask => ("Vector", $"Where({form}, 1.0, 0.0)"),
            bool => ("double", $"Where({form}, 1.0, 0.0)"),
            _ => ("double", form),
        };
        var parameters = string.Concat(values.Select(pair => PageLetters.Parameter(pair.Key, pair.Value) + ", "));
        return Read.Cell($"[RnnCell] public static (double h, {type} y) Step({parameters}[State] double h) => (h, {y});").Program!;
    }

    private static ForwardRun Forward(StepProgram program, Dictionary<string, object> values)
    {
        var constants = values.Where(pair => pair.Key is "k" or "epsilon").ToDictionary(pair => pair.Key, pair => PageLetters.TensorOf(pair.Value));
        var sizes = constants.Where(pair => pair.Key == "k").ToDictionary(pair => pair.Key, pair => (int)pair.Value.Number);
        return ForwardRun.Of(program, sizes, new SequenceData
        {
            Steps = 1,
            Examples = 1,
            Inputs = values.ToDictionary(pair => pair.Key, pair => new[] { new[] { PageLetters.TensorOf(pair.Value) } }),
            InitialStates = new Dictionary<string, Tensor[]> { ["h"] = [Tensor.Scalar(0)] },
            Constants = constants,
        });
    }

    private static double[] ElementsOf(object value) => value switch
    {
        Mask mask => [.. mask.ToArray().Select(holds => holds ? 1.0 : 0.0)],
        _ => PageLetters.TensorOf(value).Data,
    };

    private static void AssertSame(string what, double[] written, double[] generated)
    {
        Assert.True(written.Length == generated.Length, $"{what} has {written.Length} elements on the page, {generated.Length} in the program");
        for (var i = 0; i < written.Length; i++)
        {
            var isSame = written[i].Equals(generated[i]) || Math.Abs(written[i] - generated[i]) <= 1e-10 * Math.Max(1, Math.Abs(generated[i]));
            Assert.True(isSame, $"{what}[{i}] is {written[i]:R} by the page, {generated[i]:R} by the generator");
        }
    }

    private static string Key(PageRow row, int form) => $"line {row.Line}: {row.Forms[form]}";

    private static (PageRow Row, int Form) Find(string key)
        => LanguagePage.Rows.SelectMany(row => row.Forms.Select((_, form) => (row, form))).Single(pair => Key(pair.row, pair.form) == key);
}
