using AutoDiffRnn.Generators.Tests.Parsing;
using Xunit;
using static VerifyXunit.Verifier;

namespace AutoDiffRnn.Generators.Tests.Remarks;

/// <summary>All remarks on whole cells, under the lines that they are at.</summary>
public class RemarkSnapshotTests
{
    [Fact]
    public Task RecurrentCells() => Verify(Remarked.Annotated(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cells", "RecurrentCells.cs"))
        .Replace("namespace", "using AutoDiffRnn;\n\nnamespace", StringComparison.Ordinal)));

    [Fact]
    public Task TwoLayers() => Verify(Remarked.Annotated(CellCompilation.File(
        """
        [RnnCell]
        public static (Vector h, Vector c, Vector y) Stack(
            [Input("I")] Vector x, [State("H")] Vector h, [State("K")] Vector c, [Weight("H", "I")] Matrix Wx, [Weight("H", "H")] Matrix Wh,
            [Weight("K", "H")] Matrix Vh, [Weight("K", "K")] Matrix Vc, [Weight("O", "K")] Matrix Wy)
        {
            h = Tanh(Wx * x + Wh * h);
            c = Tanh(Vh * h + Vc * c);
            return (h, c, Softmax(Wy * c));
        }
        """)));

    [Fact]
    public Task Antisymmetric() => Verify(Remarked.Annotated(CellCompilation.File(
        """
        [RnnCell]
        public static (Vector h, Vector last, Vector change) Antisymmetric(
            [Input("I")] Vector x, [State("H")] Vector h, [State("I")] Vector last, [Weight("H", "I")] Matrix V, [Weight("H", "H")] Matrix W,
            [Weight("H")] Vector b, [Weight("H")] Vector scale, [Weight("H")] Vector tau, [Constant] double gamma, [Constant] double step)
        {
            var A = W - W.T - gamma * Identity(h.Length);
            var speed = Softplus(tau);
            var z = Sigmoid(A * h + V * x + b);
            h = h + step * z * speed * Tanh(A * (z * h) + scale * z + V * x + b);
            return (h, x, x - last);
        }
        """)));

    [Fact]
    public Task LinearAttention() => Verify(Remarked.Annotated(CellCompilation.File(
        """
        [RnnCell]
        public static (Matrix S, Vector y) LinearAttention(
            [Input("I")] Vector x, [State("K", "K")] Matrix S, [Weight("K", "I")] Matrix Wq, [Weight("K", "I")] Matrix Wk,
            [Weight("K", "I")] Matrix Wv, [Weight("I")] Vector wf)
        {
            var q = Wq * x;
            var k = Softmax(Wk * x);
            var v = Wv * x;
            var f = Sigmoid(Dot(wf, x));
            S = f * S + Outer(v, k);
            return (S, S * q);
        }
        """)));
}
