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
        Check(row, index, values);
        if (!RowMethods.TakesNumbers(row))
            return;
        foreach (var x in PageLetters.Numbers)
            Check(row, index, new Dictionary<string, object>(values) { ["x"] = x });
    }

    private static void Check(PageRow row, int index, Dictionary<string, object> values)
    {
        var form = row.Forms[index];
        var written = RowMethods.Run(row, index, values);
        var (type, cellForm) = written[0] switch
        {
            Vector => ("Vector", form),
            Matrix => ("Matrix", form),
            Mask => ("Vector", $"Where({form}, 1.0, 0.0)"),
            bool => ("double", $"Where({form}, 1.0, 0.0)"),
            _ => ("double", form),
        };
        if (written[0] is VectorParts)
            return;

        var parameters = string.Concat(values.Select(pair => PageLetters.Parameter(pair.Key, pair.Value) + ", "));
        var program = Read.Cell($"[RnnCell] public static (double h, {type} y) Step({parameters}[State] double h) => (h, {cellForm});").Program!;
        var forward = Forward(program, values);
        AssertSame("the value", ElementsOf(written[0]), forward.Outputs["y"][0][0].Data);
        if (written[0] is not (double or Vector or Matrix))
            return;

        var seeds = new Dictionary<string, Tensor[][]> { ["y"] = [[PageLetters.TensorOf(written[1])]] };
        var backward = BackwardRun.Of(ReverseMode.Differentiate(program), forward, seeds);
        var derivatives = RowMethods.DerivativesOf(row, index).Select(derivative => derivative.Letter).ToList();
        Assert.Equal(values.Keys.Where(PageLetters.IsDifferentiated).Order(), derivatives.Order());
        for (var i = 0; i < derivatives.Count; i++)
        {
            var length = PageLetters.TensorOf(values[derivatives[i]]).Data.Length;
            var expected = backward.Outputs.TryGetValue(derivatives[i], out var adjoint) ? adjoint[0][0].Data : new double[length];
            AssertSame("d" + derivatives[i], written[i + 2] is 0 ? new double[length] : ElementsOf(written[i + 2]), expected);
        }
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
