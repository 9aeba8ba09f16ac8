using static AutoDiffRnn.Tests.ZooReferences.Plain;

namespace AutoDiffRnn.Tests.ZooReferences;

/// <summary>Long short-term memory and its relatives, unit by unit from the papers' formulas.</summary>
internal static class LstmReferences
{
    /// <summary>Gers, Schmidhuber and Cummins (2000).</summary>
    public static void Lstm(Step s)
    {
        var a = Add(s.Products(("W", s["x"]), ("U", s["h"])), s["b"]);
        (s["c"], s["h"]) = Cell(a, s["c"]);
    }

    /// <summary>Graves (2013), equations 7 to 11.</summary>
    public static void PeepholeLstm(Step s)
    {
        var a = Add(s.Products(("W", s["x"]), ("U", s["h"])), s["b"]);
        var size = s["c"].Length;
        var c = Make(size, u =>
        {
            var i = Sigma(a[u] + s["pi"][u] * s["c"][u]);
            var f = Sigma(a[size + u] + s["pf"][u] * s["c"][u]);
            return f * s["c"][u] + i * Math.Tanh(a[2 * size + u]);
        });
        s["h"] = Make(size, u => Sigma(a[3 * size + u] + s["po"][u] * c[u]) * Math.Tanh(c[u]));
        s["c"] = c;
    }

    /// <summary>Sak, Senior and Beaufays (2014), without peepholes.</summary>
    public static void ProjectedLstm(Step s)
    {
        var a = Add(s.Products(("W", s["x"]), ("U", s["r"])), s["b"]);
        (s["c"], var m) = Cell(a, s["c"]);
        s["r"] = Product(s.Matrix("P"), m);
    }

    /// <summary>Ba, Kiros and Hinton (2016), equations 20 to 22.</summary>
    public static void LayerNormLstm(Step s)
    {
        var a = Add(
            LayerNorm(Product(s.Matrix("Wh"), s["h"]), s["alpha1"], s["beta1"]),
            LayerNorm(Product(s.Matrix("Wx"), s["x"]), s["alpha2"], s["beta2"]),
            s["b"]);
        var size = s["c"].Length;
        var c = Make(size, u => Sigma(a[u]) * s["c"][u] + Sigma(a[size + u]) * Math.Tanh(a[3 * size + u]));
        var normed = LayerNorm(c, s["alpha3"], s["beta3"]);
        s["h"] = Make(size, u => Sigma(a[2 * size + u]) * Math.Tanh(normed[u]));
        s["c"] = c;
    }

    /// <summary>Krause et al. (2016), equations 18 to 22.</summary>
    public static void MultiplicativeLstm(Step s)
    {
        var m = Times(Product(s.Matrix("Wmx"), s["x"]), Product(s.Matrix("Wmh"), s["h"]));
        var a = Add(s.Products(("W", s["x"]), ("U", m)), s["b"]);
        (s["c"], s["h"]) = Cell(a, s["c"]);
    }

    /// <summary>Beck et al. (2024): without the stabiliser, which must cancel out of c/n; the states are then scaled as the cell's are.</summary>
    public static void SLstm(Step s)
    {
        var a = Add(s.Products(("W", s["x"]), ("R", s["h"])), s["b"]);
        var size = s["c"].Length;
        var m = Make(size, u => Math.Max(Math.Log(Sigma(a[size + u])) + s["m"][u], a[u]));
        // True values are exp(m) times those that the cell keeps.
        var scale = Each(s["m"], Math.Exp);
        var c = Make(size, u => Sigma(a[size + u]) * scale[u] * s["c"][u] + Math.Exp(a[u]) * Math.Tanh(a[2 * size + u]));
        var n = Make(size, u => Sigma(a[size + u]) * scale[u] * s["n"][u] + Math.Exp(a[u]));
        s["h"] = Make(size, u => Sigma(a[3 * size + u]) * c[u] / n[u]);
        s["c"] = Make(size, u => c[u] * Math.Exp(-m[u]));
        s["n"] = Make(size, u => n[u] * Math.Exp(-m[u]));
        s["m"] = m;
    }

    // The memory and what the output gate lets out, of the inputs of i, f, g and o.
    private static (double[] C, double[] H) Cell(double[] a, double[] c)
    {
        double Gate(char name, int u) => a["ifgo".IndexOf(name) * c.Length + u];
        var next = Make(c.Length, u => Sigma(Gate('f', u)) * c[u] + Sigma(Gate('i', u)) * Math.Tanh(Gate('g', u)));
        return (next, Make(c.Length, u => Sigma(Gate('o', u)) * Math.Tanh(next[u])));
    }
}
