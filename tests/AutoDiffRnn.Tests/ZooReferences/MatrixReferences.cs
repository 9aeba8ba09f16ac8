using static AutoDiffRnn.Tests.ZooReferences.Plain;

namespace AutoDiffRnn.Tests.ZooReferences;

/// <summary>Cells with a matrix for each example, as the papers write them: with the matrices that the cells avoid.</summary>
internal static class MatrixReferences
{
    /// <summary>Ba et al. (2016), equations 1 and 2, with layer normalisation.</summary>
    public static void FastWeights(Step s)
    {
        var (size, fast) = (s["h"].Length, s.Matrix("A"));
        var a = Grid(size, size, (i, j) => s.Number("lambda") * fast[i][j] + s.Number("eta") * s["h"][i] * s["h"][j]);
        var boundary = s.Products(("W", s["h"]), ("C", s["x"]));
        var h = Each(boundary, e => Math.Max(e, 0));
        for (var turn = 0; turn < 2; turn++)
            h = Each(LayerNorm(Add(boundary, Product(a, h)), s["gain"], s["bias"]), e => Math.Max(e, 0));
        (s["A"], s["h"]) = (Flat(a), h);
    }

    /// <summary>Katharopoulos et al. (2020), equations 16 to 20.</summary>
    public static void LinearAttention(Step s)
    {
        double Phi(double a) => a > 0 ? a + 1 : Math.Exp(a);

        var (q, k, v) = (Each(Product(s.Matrix("Wq"), s["x"]), Phi), Each(Product(s.Matrix("Wk"), s["x"]), Phi), Product(s.Matrix("Wv"), s["x"]));
        var before = s.Matrix("S");
        var memory = Grid(v.Length, k.Length, (i, j) => before[i][j] + v[i] * k[j]);
        var z = Add(s["z"], k);
        s["y"] = Each(Product(memory, q), e => e / Dot(z, q));
        (s["S"], s["z"]) = (Flat(memory), z);
    }

    /// <summary>Yang et al. (2024): S·(I − β·k·kᵀ) + β·v·kᵀ.</summary>
    public static void DeltaRule(Step s) => Delta(s, 1, Product(s.Matrix("Wv"), s["x"]));

    /// <summary>Yang, Kautz and Hatamizadeh (2024), equation 10: S·(α·(I − β·k·kᵀ)) + β·v·kᵀ.</summary>
    public static void GatedDeltaRule(Step s)
    {
        var alpha = Math.Exp(-Math.Exp(s.Number("a")) * Softplus(Dot(s["wAlpha"], s["x"]) + s.Number("bAlpha")));
        Delta(s, alpha, Each(Product(s.Matrix("Wv"), s["x"]), Silu));
    }

    /// <summary>Beck et al. (2024), equations 19 to 27: without the stabiliser; the states are then scaled as the cell's are.</summary>
    public static void MLstm(Step s)
    {
        var (x, before, size) = (s["x"], s.Matrix("C"), s["n"].Length);
        var q = Add(Product(s.Matrix("Wq"), x), s["bq"]);
        var k = Add(Scale(1 / Math.Sqrt(size), Product(s.Matrix("Wk"), x)), s["bk"]);
        var v = Add(Product(s.Matrix("Wv"), x), s["bv"]);
        var (written, forget) = (Dot(s["wi"], x) + s.Number("bi"), Dot(s["wf"], x) + s.Number("bf"));
        var (i, f, scale) = (Math.Exp(written), Sigma(forget), Math.Exp(s.Number("m")));
        var memory = Grid(v.Length, size, (a, b) => f * scale * before[a][b] + i * v[a] * k[b]);
        var n = Make(size, b => f * scale * s["n"][b] + i * k[b]);
        var divisor = Math.Max(Math.Abs(Dot(n, q)), 1);
        var o = Each(Add(Product(s.Matrix("Wo"), x), s["bo"]), Sigma);
        s["h"] = Times(o, Each(Product(memory, q), e => e / divisor));
        var m = Math.Max(Math.Log(f) + s.Number("m"), written);
        (s["C"], s["n"], s["m"]) = (Scale(Math.Exp(-m), Flat(memory)), Scale(Math.Exp(-m), n), [m]);
    }

    /// <summary>Gu and Dao (2023), algorithm 2.</summary>
    public static void SelectiveStateSpace(Step s)
    {
        var (x, before, a) = (s["x"], s.Matrix("S"), s.Matrix("a"));
        var delta = Each(Add(Product(s.Matrix("WDelta"), x), s["bDelta"]), Softplus);
        var (b, c) = (Product(s.Matrix("WB"), x), Product(s.Matrix("WC"), x));
        var memory = Grid(x.Length, b.Length, (d, n) => Math.Exp(delta[d] * -Math.Exp(a[d][n])) * before[d][n] + delta[d] * b[n] * x[d]);
        s["y"] = Make(x.Length, d => Dot(memory[d], c) + s["D"][d] * x[d]);
        s["S"] = Flat(memory);
    }

    private static void Delta(Step s, double alpha, double[] v)
    {
        double[] OfLengthOne(double[] a) => Each(a, e => e / Math.Sqrt(Dot(a, a) + 1e-6));

        var q = OfLengthOne(Each(Product(s.Matrix("Wq"), s["x"]), Silu));
        var k = OfLengthOne(Each(Product(s.Matrix("Wk"), s["x"]), Silu));
        var beta = Sigma(Dot(s["wBeta"], s["x"]));
        var kept = Product(s.Matrix("S"), Grid(k.Length, k.Length, (i, j) => alpha * ((i == j ? 1 : 0) - beta * k[i] * k[j])));
        var memory = Grid(v.Length, k.Length, (i, j) => kept[i][j] + beta * v[i] * k[j]);
        s["y"] = Product(memory, q);
        s["S"] = Flat(memory);
    }
}
