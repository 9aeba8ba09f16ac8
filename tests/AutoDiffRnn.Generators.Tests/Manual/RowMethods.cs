using System.Globalization;
using System.Runtime.Loader;
using AutoDiffRnn.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Manual;

/// <summary>The rows of the page as plain C#: a form's value, and the adjoints that the page writes, from an adjoint of the value.</summary>
internal static class RowMethods
{
    private static readonly Lazy<Type> Loaded = new(Load);

    /// <summary>A file with a method for each form, and one more for each form of <c>x</c> alone, where x is a number.</summary>
    public static CSharpCompilation Compilation { get; } = CellCompilation.OfCells(
        "static T Seed<T>(T y, Func<object, object> seed) => (T)seed(y!);\n" + string.Concat(LanguagePage.Rows.SelectMany(MethodsOf)));

    /// <summary>The value of a form, its adjoint, and the adjoints of the letters that its row names, in the row's order.</summary>
    public static object[] Run(PageRow row, int form, IReadOnlyDictionary<string, object> values)
    {
        var letters = PageLetters.In(row.Forms[form]);
        var method = Loaded.Value.GetMethod(Name(row, form, values.TryGetValue("x", out var x) && x is double))!;
        return (object[])method.Invoke(null, [(Func<object, object>)PageLetters.AdjointOf, .. letters.Select(letter => values[letter])])!;
    }

    /// <summary>Whether the row is one of a function of x, whose x may be a number as well.</summary>
    public static bool TakesNumbers(PageRow row) => row.Derivatives.Count == 1 && PageLetters.In(row.Forms[0]) is ["x"];

    private static IEnumerable<string> MethodsOf(PageRow row) => row.Forms.SelectMany((_, form) => TakesNumbers(row)
        ? [Method(row, form, isNumber: false), Method(row, form, isNumber: true)]
        : new[] { Method(row, form, isNumber: false) });

    private static string Method(PageRow row, int form, bool isNumber)
    {
        var letters = PageLetters.In(row.Forms[form]).Select(letter => $", {TypeOf(letter, isNumber)} {letter}");
        var locals = row.Locals.Select(local => $"    var {local.Name} = {local.Text};\n");
        var results = DerivativesOf(row, form).Select(derivative => $", {derivative.Text}");
        return $"""
            public static object[] {Name(row, form, isNumber)}(Func<object, object> seed{string.Concat(letters)})
            {"{"}
            #line {row.Line.ToString(CultureInfo.InvariantCulture)} "language.md"
                var y = {row.Forms[form]};
                var dy = Seed(y, seed);
            {string.Concat(locals)}    return new object[] {"{"} y, dy{string.Concat(results)} {"}"};
            {"}"}

            """;
    }

    /// <summary>The derivatives of a row that are of one of its forms: of <c>-x</c> beside <c>s - x</c>, those of x.</summary>
    public static IEnumerable<(string Letter, string Text)> DerivativesOf(PageRow row, int form)
    {
        var letters = PageLetters.In(row.Forms[form]);
        return row.Derivatives.Where(derivative => letters.Contains(derivative.Letter));
    }

    private static string TypeOf(string letter, bool isNumber)
        => isNumber && letter == "x" ? "double" : PageLetters.ValueOf(letter) switch { int => "int", double => "double", Vector => "Vector", _ => "Matrix" };

    private static string Name(PageRow row, int form, bool isNumber)
        => string.Create(CultureInfo.InvariantCulture, $"Row{row.Line}_{form}{(isNumber ? "Number" : "")}");

    private static Type Load()
    {
        using var stream = new MemoryStream();
        var result = Compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream).GetType("Zoo.Cells")!;
    }
}
