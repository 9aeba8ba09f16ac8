using static AutoDiffRnn.Tests.ZooReferences.Plain;

namespace AutoDiffRnn.Tests.ZooReferences;

/// <summary>Gated and linear recurrences, and the flows of differential equations.</summary>
internal static class GatedReferences
{
    /// <summary>PyTorch's and cuDNN's, with both biases.</summary>
    public static void Gru(Step s)
    {
        var (wx, uh) = (Add(Product(s.Matrix("W"), s["x"]), s["b"]), Add(Product(s.Matrix("U"), s["h"]), s["c"]));
        var size = s["h"].Length;
        s["h"] = Make(size, u =>
        {
            var r = Sigma(wx[u] + uh[u]);
            var z = Sigma(wx[size + u] + uh[size + u]);
            var n = Math.Tanh(wx[2 * size + u] + r * uh[2 * size + u]);
            return (1 - z) * n + z * s["h"][u];
        });
    }

    /// <summary>Cho et al. (2014), equations 5 to 8.</summary>
    public static void GruResetBefore(Step s)
    {
        var r = Each(Add(s.Products(("Wr", s["x"]), ("Ur", s["h"])), s["br"]), Sigma);
        var z = Each(Add(s.Products(("Wz", s["x"]), ("Uz", s["h"])), s["bz"]), Sigma);
        var n = Each(Add(s.Products(("Wn", s["x"]), ("Un", Times(r, s["h"]))), s["bn"]), Math.Tanh);
        s["h"] = Make(n.Length, u => z[u] * s["h"][u] + (1 - z[u]) * n[u]);
    }

    /// <summary>Zilly et al. (2017), equations 7 to 9, c = 1 − t.</summary>
    public static void RecurrentHighway(Step s)
    {
        var state = s["s"];
        for (var layer = 1; layer <= 2; layer++)
        {
            var h = Add(Product(s.Matrix($"R{layer}"), state), s[$"b{layer}"]);
            var t = Add(Product(s.Matrix($"Rt{layer}"), state), s[$"bt{layer}"]);
            if (layer == 1)
                (h, t) = (Add(h, Product(s.Matrix("W"), s["x"])), Add(t, Product(s.Matrix("Wt"), s["x"])));
            state = Make(h.Length, u => Math.Tanh(h[u]) * Sigma(t[u]) + state[u] * (1 - Sigma(t[u])));
        }

        s["s"] = state;
    }

    /// <summary>Lei et al. (2018), equations 1 to 4.</summary>
    public static void Sru(Step s)
    {
        var (candidate, wf, wr) = (Product(s.Matrix("W"), s["x"]), Product(s.Matrix("Wf"), s["x"]), Product(s.Matrix("Wr"), s["x"]));
        var f = Make(wf.Length, u => Sigma(wf[u] + s["vf"][u] * s["c"][u] + s["bf"][u]));
        var r = Make(wf.Length, u => Sigma(wr[u] + s["vr"][u] * s["c"][u] + s["br"][u]));
        var c = Make(wf.Length, u => f[u] * s["c"][u] + (1 - f[u]) * candidate[u]);
        s["h"] = Make(wf.Length, u => r[u] * c[u] + (1 - r[u]) * s["x"][u] * s.Number("alpha"));
        s["c"] = c;
    }

    /// <summary>Bradbury et al. (2017), equations 2 and 5.</summary>
    public static void QrnnInputForgetOutput(Step s)
    {
        var a = Add(s.Products(("W", s["x"]), ("V", s["last"])), s["b"]);
        var (z, i, f, o) = (Each(Part(a, 0, 4), Math.Tanh), Each(Part(a, 1, 4), Sigma), Each(Part(a, 2, 4), Sigma), Each(Part(a, 3, 4), Sigma));
        var c = Make(z.Length, u => f[u] * s["c"][u] + i[u] * z[u]);
        s["h"] = Times(o, c);
        (s["c"], s["last"]) = (c, s["x"]);
    }

    /// <summary>Erichson et al. (2021), equations 3 and 5, by Euler's rule.</summary>
    public static void LipschitzRnn(Step s)
    {
        double[][] Mixed(double[][] m, double beta, double gamma)
            => Grid(m.Length, m.Length, (i, j) => (1 - beta) * (m[i][j] + m[j][i]) + beta * (m[i][j] - m[j][i]) - (i == j ? gamma : 0));

        var a = Product(Mixed(s.Matrix("MA"), s.Number("betaA"), s.Number("gammaA")), s["h"]);
        var w = Product(Mixed(s.Matrix("MW"), s.Number("betaW"), s.Number("gammaW")), s["h"]);
        var drive = Add(w, Product(s.Matrix("U"), s["x"]), s["b"]);
        var h = Make(a.Length, u => s["h"][u] + s.Number("epsilon") * (a[u] + Math.Tanh(drive[u])));
        s["y"] = Product(s.Matrix("D"), h);
        s["h"] = h;
    }

    /// <summary>Rubanova et al. (2019), the flow by the classical tableau ½, ½, 1 with weights 1, 2, 2, 1.</summary>
    public static void OdeRnn(Step s)
    {
        double[] tableau = [0, 0.5, 0.5, 1];
        double[] weights = [1, 2, 2, 1];
        var (dt, flowed, slope) = (s.Number("dt"), s["h"], new double[s["h"].Length]);
        for (var stage = 0; stage < 4; stage++)
        {
            var at = Add(s["h"], Scale(tableau[stage] * dt, slope));
            slope = Product(s.Matrix("F2"), Each(Add(Product(s.Matrix("F1"), at), s["c"]), Math.Tanh));
            flowed = Add(flowed, Scale(weights[stage] * dt / 6, slope));
        }

        s["h"] = Each(Add(s.Products(("W", s["x"]), ("U", flowed)), s["b"]), Math.Tanh);
    }

    /// <summary>Mhammedi et al. (2017): the mirrors as matrices, multiplied.</summary>
    public static void HouseholderRnn(Step s)
    {
        var q = Unit(s["h"].Length);
        foreach (var v in s.Matrix("V"))
            q = Product(q, Grid(v.Length, v.Length, (i, j) => (i == j ? 1 : 0) - 2 * v[i] * v[j] / Dot(v, v)));
        s["h"] = Each(Add(Product(s.Matrix("W"), s["x"]), Product(q, s["h"]), s["b"]), Math.Tanh);
    }
}
