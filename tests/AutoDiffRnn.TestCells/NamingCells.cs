using static AutoDiffRnn.CellMath;

namespace AutoDiffRnn.TestCells;

/// <summary>Cells whose names are those that generated code would like to use itself, or that C# keeps for itself.</summary>
public static class NamingCells
{
    [RnnCell]
    public static (Vector t, Vector row) NamesOfGeneratedCode(
        [Input("Rows")] Vector tape, [State("Rows")] Vector t, [Weight("Rows", "Rows")] Matrix j, [Weight("Rows")] Vector also, [Weight] double all)
    {
        var batch = j * tape + also;
        t = Tanh(batch + all * t);
        var steps = t * t;
        return (t, steps);
    }

    [RnnCell]
    public static (Vector @class, Vector @out) Keywords(
        [Input("I")] Vector @in, [State("H")] Vector @class, [Weight("H", "I")] Matrix @new, [Weight("H")] Vector @base, [Weight] double @is)
    {
        var @for = @new * @in + @base;
        @class = Tanh(@for + @is * @class);
        return (@class, @class * @base);
    }

    [RnnCell]
    public static (Vector Cell, Vector Outputs) NamesOfMembers(
        [Input("Steps")] Vector Weights, [State("Steps")] Vector Cell, [Weight("Steps", "Steps")] Matrix Span, [Weight("Steps")] Vector Values,
        [Weight] double Version, [Weight] double GetHashCode)
    {
        Cell = Tanh(Span * Weights + Values * Cell + Version);
        return (Cell, Cell * GetHashCode);
    }

    [RnnCell]
    public static (Vector h, Vector dh, Vector y) NamesLikeAdjoints(
        [Input("I")] Vector x, [State("H")] Vector h, [State("H")] Vector dh, [Weight("H", "I")] Matrix W, [Weight("H", "I")] Matrix dW,
        [Weight("H")] Vector hPrev)
    {
        var dx = W * x;
        h = Tanh(dx + dh * hPrev);
        dh = Sigmoid(dW * x + h);
        return (h, dh, dx * h);
    }

    [RnnCell]
    public static (Vector h, Vector h2, Vector T1) NamesThatNumberAdds(
        [Input("D1")] Vector x, [State("H2")] Vector h, [State("H2")] Vector h2, [Weight("H2", "D1")] Matrix W, [Weight("H2")] Vector a,
        [Weight("H2")] Vector a2)
    {
        var H = h.Length;
        var tanh = W * x + a;
        var Tanh1 = Tanh(tanh)[..H];
        h = Tanh1 * a2 + 0.2 * h2;
        h2 = Sigmoid(tanh + h);
        return (h, h2, h * h2);
    }

    [RnnCell]
    public static (Vector größe, Vector Δy) NamesBeyondAscii(
        [Input("größe_1")] Vector ξ, [State("größe_1")] Vector größe, [Weight("größe_1", "größe_1")] Matrix Wξ, [Weight] double τ)
    {
        größe = Tanh(Wξ * ξ + τ * größe);
        return (größe, größe * ξ);
    }

    [RnnCell]
    public static (Vector Tanh, Vector Multiply) NamesOfFunctions(
        [Input("Sum")] Vector Exp, [State("Sum")] Vector Tanh, [Weight("Sum", "Sum")] Matrix Product, [Weight("Sum")] Vector Total,
        [Weight] double Spread)
    {
        Tanh = CellMath.Tanh(Product * Exp + Spread * Tanh) * Sigmoid(Total);
        return (Tanh, Tanh * Total);
    }

    [RnnCell]
    public static (Vector h, Vector y) Renamed([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W)
    {
        var a = W * x;
        var b = a;
        a = Tanh(b);
        a = a * h;
        a += b;
        h = a * 0.3;
        var y = h;
        y -= x;
        return (h, y);
    }

    [RnnCell]
    public static (Vector h, Vector y) Numbers([Input("H")] Vector x, [State("H")] Vector h, [Weight("H", "H")] Matrix W)
        => (1e-1 * h + 0.5f * x - .25 * x * 1_0 / 4, W * h * 1E+0 + 2 + -3 * 0x10 * 0.01d - x * 0.30);
}
