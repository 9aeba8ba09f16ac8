using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Branches, loops and conditions.</summary>
public static class FlowCells
{
    private const int Rounds = 3;

    [RnnCell]
    public static (Vector h, double y) Chosen([Input("H")] Vector x, [Input] double u, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        h = u > 0 ? Tanh(U * h + x) : 0.5 * h;
        var y = u > 0.5 && Sum(h) > 0 ? u * h[0] : h[^1] - u;
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, double s, Vector y) OneSided(
        [Input("H")] Vector x, [Input] double u, [State("H")] Vector h, [State] double s, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
    {
        var y = x;
        if (s > 0.1)
        {
            h = Tanh(U * h + b);
            y = y * s;
        }
        else if (u > 0.2)
            s = 0.5 * s + u;
        else
        {
            var inner = Sigmoid(h);
            if (u < -0.5)
                inner *= u;
            y = inner + y;
        }

        return (0.9 * h + 0.1 * y, Tanh(s - 0.3 * u), y);
    }

    [RnnCell]
    public static (double s, double y) NotTakenIsNaN([Input] double u, [State] double s, [Weight] double w, [Weight("H")] Vector v)
    {
        var y = 0.0;
        if (s > 0)
            y = Sqrt(s) + Log(w * w * s) + Sum(Sqrt(v * v * s));
        s = u < 0 ? 0.5 * s + u : Log(u) * 0.1 + Sqrt(u);
        return (s, y);
    }

    [RnnCell]
    public static (Vector h, Vector y) NotTakenInMatrices(
        [Input] double u, [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U, [Weight("H")] Vector b)
    {
        var y = x;
        if (u > 0)
            y = U * (Log(u) * x) + Sqrt(u) * b;
        h = Tanh(h + y);
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, double y) NotTakenByElement([Input("H")] Vector x, [State("H")] Vector h, [Input] double u, [Weight("H")] Vector w)
    {
        var scale = Sqrt(Abs(u));
        var root = Sqrt(x) * scale;
        h = Where(x > 0, root * w + 0.2 * h, 0.5 * h);
        var mean = Sum(Where(x > 0.2, Log(x) * Sum(w * h), w));
        return (h, mean);
    }

    [RnnCell]
    public static (Vector h, double y) EarlyReturns([Input("H")] Vector x, [Input] double u, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        if (u < -0.6)
            return (h, u);
        var a = Tanh(U * h + x);
        if (u < 0)
        {
            a = a * u;
            if (a[0] > 0)
                return (a, 2 * u);
            a += x;
        }
        else if (u > 0.7)
            return (0.5 * a, Sum(a));

        return (a, Sum(a) * u);
    }

    [RnnCell]
    public static (Vector h, double y) Flagged(
        [Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U, [Constant] bool flag, [Constant] int k, [Constant] double c)
    {
        h = flag ? Tanh(U * h + x) : x - h;
        var on = !flag || k > 2;
        if (on != (c > 0.2))
            h *= c;
        return (h, Where(on, h, x)[0] + (k == 3 ? 0.5 : 0.25));
    }

    [RnnCell]
    public static (Vector h, double y) Stopped([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        var a = Tanh(U * h + x);
        return (a, Sum(a) + 0 * Sum(StopGradient(Exp(x))));
    }

    [RnnCell]
    public static (Vector h, double loss) PaddedToken(
        [Input] int token, [Input] int target, [State("H")] Vector h, [Weight("V", "H")] Matrix E, [Weight("H", "H")] Matrix U)
    {
        var loss = 0.0;
        h = Tanh(U * h);
        if (token != 0)
            h += E[token];
        if (target >= 1 && token < E.Rows)
            loss = CrossEntropy(E * h, target) + (E * h)[token];
        return (h, loss);
    }

    [RnnCell]
    public static (Vector h, double loss) NegativeIsPadding(
        [Input] int token, [Input] int target, [State("H")] Vector h, [Weight("V", "H")] Matrix E, [Weight("V")] Vector w)
    {
        var isWord = token >= 0;
        if (isWord && w[token] > -5)
            h = Tanh(0.5 * h + E[token] * w[token]);
        if (!isWord || target < 0)
            return (h, 0);
        return (0.9 * h, CrossEntropy(E * h, target) + Dot(E[token], h));
    }

    [RnnCell]
    public static (Vector h, double y) LoopedToken([Input] int token, [Input("H")] Vector x, [State("H")] Vector h, [Weight("V", "H")] Matrix E)
    {
        if (Sum(h) > 0.1 && token > 0)
            h = Tanh(E[token] + x);
        else
            h = 0.5 * h + x;
        var place = token == 1 ? 0 : token;
        return (h, E[place][0] + Sum(h));
    }

    [RnnCell]
    public static (Vector h, double y) Unrolled([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix U)
    {
        var y = 0.0;
        for (var k = 0; k < Rounds; k++)
        {
            h = Tanh(U * h + x / (k + 1));
            if (k == 1)
                continue;
            y += k % 2 == 0 ? Sum(h) : h[k - k];
        }

        for (int i = 2; i >= 1; i--)
        {
            for (var j = 0; ; j += 2)
            {
                if (j > i)
                    break;
                y += h[0] * (i - j) * 0.1;
            }
        }

        return (h, y);
    }

    [RnnCell]
    public static (Vector h, double y) UnrolledParts([Input("2*H")] Vector x, [State("H")] Vector h, [Input] double u, [Weight("H", "H")] Matrix U)
    {
        var parts = Split(x, 2);
        var y = u;
        for (var k = 0; k < parts.Count; k++)
        {
            if (y > 0)
                h = Tanh(U * h + parts[k]);
            else if (k > 0)
                y -= Sum(parts[k]);
            if (y < -1)
                return (0.3 * h, y);
            y = y * 0.5 + h[0];
        }

        return (h, y);
    }
}
