using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Tests.Ir;

/// <summary>Small cells that are awkward in one way each, as the generator's own parser reads them.</summary>
internal static class CellPrograms
{
    private const string Source = """
        using AutoDiffRnn;
        using static AutoDiffRnn.CellMath;

        public static class Cells
        {
            [RnnCell]
            public static (Vector h, Vector c) FusedGates([Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector c,
                [Weight("4*H", "I + H")] Matrix W, [Weight("4*H")] Vector b)
            {
                var (i, f, g, o) = Split(W * Concat(x, h) + b, 4);
                c = Sigmoid(f) * c + Sigmoid(i) * Tanh(g);
                return (Sigmoid(o) * Tanh(c), c);
            }

            [RnnCell]
            public static (Vector h, Vector y) PartsOfParts([Input("I")] Vector x, [State("H")] Vector h,
                [Weight("2*H", "I")] Matrix W, [Weight("2*H")] Vector b)
            {
                var a = W * x + b;
                var upper = a[h.Length..];
                h = Tanh(a[..h.Length]) * h + Sin(Concat(upper[2..], upper[..2]));
                var joined = Concat(x, h, upper);
                return (h, joined[1..(x.Length + h.Length)]);
            }

            [RnnCell]
            public static Vector ResetBefore([Input("I")] Vector x, [State("H")] Vector h,
                [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("H", "H")] Matrix V)
            {
                var r = Sigmoid(W * x + U * h);
                return 0.5 * h + 0.5 * Tanh(V * (r * h) - W * x);
            }

            [RnnCell]
            public static (Vector h, double loss) WholeModel([Input] int token, [Input] int next, [State("H")] Vector h,
                [Weight("V", "D")] Matrix E, [Weight("H", "D")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("V", "H")] Matrix Wy)
            {
                h = Tanh(W * E[token] + U * h);
                return (h, CrossEntropy(Wy * h, next));
            }

            [RnnCell]
            public static (Vector g, Vector h) StatesExchanged([State("H")] Vector h, [State("H")] Vector g, [Weight("H")] Vector w)
                => (Tanh(w * h), g);

            [RnnCell]
            public static (Vector before, Vector y) InputKept([Input("I")] Vector x, [State("I")] Vector before) => (x, x * before);

            [RnnCell]
            public static (Vector h, Vector g) OneValueForTwoStates([Input("H")] Vector x, [State("H")] Vector h, [State("H")] Vector g)
            {
                var both = Sin(h + x * g);
                return (both, both);
            }

            [RnnCell]
            public static (Vector h, double penalty, Vector copy) OutputsOfWeightsAlone([Input("H")] Vector x, [State("H")] Vector h,
                [Weight("H")] Vector w) => (x + w * h, Sum(w * w), w);

            [RnnCell]
            public static Vector StateFromWeights([State("H")] Vector h, [Weight("H")] Vector w) => Exp(w);

            [RnnCell]
            public static (double s, Vector y) Scalars([Input] double x, [State] double s, [Weight] double tau, [Weight("H")] Vector v,
                [Constant] double leak)
            {
                s = leak * s + Softplus(tau) * x;
                return (s, v * s + Cos(x));
            }

            [RnnCell]
            public static (Vector h, Vector g) TwoLayers([Input("I")] Vector x, [State("H")] Vector h, [State("O")] Vector g,
                [Weight("H", "I")] Matrix W, [Weight("H", "H")] Matrix U, [Weight("O", "H")] Matrix P, [Weight("O", "O")] Matrix Q)
            {
                h = Tanh(W * x + U * h);
                g = Tanh(P * h + Q * g);
                return (h, g);
            }

            [RnnCell]
            public static (Vector h, Vector y) Normalised([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W,
                [Weight("H")] Vector gain, [Weight("H")] Vector bias)
            {
                h = Tanh(LayerNorm(W * h + x, gain, bias));
                return (h, Softmax(W.T * h) * Dot(h, x));
            }

            [RnnCell]
            public static Vector Chosen([Input("H")] Vector x, [State("H")] Vector h, [Weight("H")] Vector w)
                => Where(x > 0, Sqrt(Where(x > 0, x, 1)) * h, w / (2 + h * h));
        }
        """;

    private static readonly Lazy<IReadOnlyDictionary<string, CellModel>> All = new(Read);

    /// <summary>The names of the cells.</summary>
    public static IEnumerable<string> Names => All.Value.Keys;

    /// <summary>A cell by its name, without a diagnostic.</summary>
    public static CellModel Get(string name) => All.Value[name];

    private static Dictionary<string, CellModel> Read()
    {
        var tree = CSharpSyntaxTree.ParseText(Source);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var paths = platform.Append(typeof(RnnCellAttribute).Assembly.Location).Distinct();
        var references = paths.Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Cells", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var semantics = compilation.GetSemanticModel(tree);
        var cells = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Select(node => (node.Identifier.Text, Parsed: CellParser.Parse(node, semantics.GetDeclaredSymbol(node), semantics, default)))
            .ToList();
        var diagnostics = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Concat(cells.SelectMany(cell => cell.Parsed.Diagnostics))
            .Select(diagnostic => diagnostic.ToString());
        return diagnostics.Any()
            ? throw new InvalidOperationException(string.Join("\n", diagnostics))
            : cells.ToDictionary(cell => cell.Text, cell => cell.Parsed.Model!);
    }
}
