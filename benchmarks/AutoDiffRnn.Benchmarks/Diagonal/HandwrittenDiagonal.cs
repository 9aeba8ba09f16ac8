using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static AutoDiffRnn.Kernels.DoubleFunctions512;

namespace AutoDiffRnn.Benchmarks.Diagonal;

/// <summary>
/// The model in C# as well as we can write it by hand: layer by layer, each step as two 512-bit vectors whose states stay in registers, and the
/// gradients of the weights in registers too. It knows that there are 14 elements and one example. Its functions are those of the runtime, because a
/// version by hand has to compute what the generated one computes.
/// </summary>
internal sealed unsafe class HandwrittenDiagonal : IDiagonalPeer, IDisposable
{
    // Two vectors of eight: the elements behind the fourteenth have weights that are zero.
    private const int Row = 16;
    private const int Half = 8;
    private const int N = DiagonalProblem.Width;

    // What a layer keeps of a step, a row each, h and c before the first step too.
    private const int F = 0, I = 1, O = 2, A = 3, TanhC = 4, Kept = 5;

    private readonly DiagonalProblem _problem;
    private readonly int _steps;
    private readonly double* _memory;
    private readonly double* _x;
    private readonly double* _weights;
    private readonly double* _gradients;
    private readonly double* _u;
    private readonly double* _du;
    private readonly double* _exps;
    private readonly double* _sums;
    private readonly double* _layers;

    public HandwrittenDiagonal(DiagonalProblem problem)
    {
        _problem = problem;
        _steps = problem.Steps;
        var weightRows = 3 + 8 * problem.Layers;
        var rows = problem.Characters + 2 * weightRows + 3 * _steps + _steps / Row + 1 + problem.Layers * LayerRows;
        _memory = (double*)NativeMemory.AlignedAlloc((nuint)(rows * Row * sizeof(double)), 64);
        new Span<double>(_memory, rows * Row).Clear();
        _x = _memory;
        _weights = _x + problem.Characters * Row;
        _gradients = _weights + weightRows * Row;
        _u = _gradients + weightRows * Row;
        _du = _u + _steps * Row;
        _exps = _du + _steps * Row;
        _sums = _exps + _steps * Row;
        _layers = _sums + (_steps / Row + 1) * Row;
        Spread(problem.X, _x);
        Spread(problem.Weights, _weights);
    }

    public string Name => "C# by hand";

    private int LayerRows => (Kept + 2) * _steps + 2;

    public double Objective() => Forward();

    public double Gradient(Span<double> gradient)
    {
        var loss = Forward();
        ScoreBack();
        for (var layer = _problem.Layers - 1; layer >= 0; layer--)
            LayerBack(layer);
        InputBack();
        for (var row = 0; row < gradient.Length / N; row++)
            new Span<double>(_gradients + row * Row, N).CopyTo(gradient[(row * N)..]);
        return loss;
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    private static void Spread(double[] rows, double* to)
    {
        for (var row = 0; row < rows.Length / N; row++)
            rows.AsSpan(row * N, N).CopyTo(new Span<double>(to + row * Row, N));
    }

    private double* Weight(int row) => _weights + row * Row;

    // The rows of h, then those of c, each with one before the first step.
    private double* States(int layer, bool ofC) => _layers + layer * LayerRows * Row + (ofC ? (_steps + 1) * Row : 0);

    private double* KeptOf(int layer) => States(layer, ofC: true) + (_steps + 1) * Row;

    private double Forward()
    {
        for (var t = 0; t < _steps; t++)
        {
            for (var j = 0; j < Row; j += Half)
                (Vector512.Load(_x + t * Row + j) * Vector512.Load(Weight(0) + j)).Store(_u + t * Row + j);
        }

        for (var layer = 0; layer < _problem.Layers; layer++)
            Layer(layer, layer == 0 ? _u : States(layer - 1, ofC: false) + Row);
        return Score(States(_problem.Layers - 1, ofC: false) + Row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Layer(int layer, double* u)
    {
        var w = Weight(1 + 8 * layer);
        var hs = States(layer, ofC: false);
        var cs = States(layer, ofC: true);
        var kept = KeptOf(layer);
        Vector512<double> h0 = default, h1 = default, c0 = default, c1 = default;
        for (var t = 0; t < _steps; t++, u += Row, kept += Kept * Row)
        {
            hs += Row;
            cs += Row;
            Step(w, Vector512.Load(u), ref h0, ref c0, kept);
            h0.Store(hs);
            c0.Store(cs);
            Step(w + Half, Vector512.Load(u + Half), ref h1, ref c1, kept + Half);
            h1.Store(hs + Half);
            c1.Store(cs + Half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(double* w, Vector512<double> u, ref Vector512<double> h, ref Vector512<double> c, double* kept)
    {
        var b = w + 4 * Row;
        var f = Sigmoid(Vector512.MultiplyAddEstimate(Vector512.Load(w + F * Row), u, Vector512.Load(b + F * Row)));
        var i = Sigmoid(Vector512.MultiplyAddEstimate(Vector512.Load(w + I * Row), h, Vector512.Load(b + I * Row)));
        var o = Sigmoid(Vector512.MultiplyAddEstimate(Vector512.Load(w + O * Row), u, Vector512.Load(b + O * Row)));
        var a = Tanh(Vector512.MultiplyAddEstimate(Vector512.Load(w + A * Row), h, Vector512.Load(b + A * Row)));
        c = Vector512.MultiplyAddEstimate(f, c, i * a);
        var tanhC = Tanh(c);
        h = o * tanhC;
        f.Store(kept + F * Row);
        i.Store(kept + I * Row);
        o.Store(kept + O * Row);
        a.Store(kept + A * Row);
        tanhC.Store(kept + TanhC * Row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Score(double* h)
    {
        var wout = Weight(1 + 8 * _problem.Layers);
        var bout = wout + Row;
        var next = _x + Row;
        // Only the first six elements of the second vector are there.
        var inside = Vector512.LessThan(Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((double)(N - Half)));
        var total = 0.0;
        for (var t = 0; t < _steps; t++, h += Row, next += Row)
        {
            var y0 = Vector512.MultiplyAddEstimate(Vector512.Load(h), Vector512.Load(wout), Vector512.Load(bout));
            var y1 = Vector512.MultiplyAddEstimate(Vector512.Load(h + Half), Vector512.Load(wout + Half), Vector512.Load(bout + Half));
            var (e0, e1) = (Exp(y0), Exp(y1) & inside);
            var (x0, x1) = (Vector512.Load(next), Vector512.Load(next + Half));
            e0.Store(_exps + t * Row);
            e1.Store(_exps + t * Row + Half);
            _sums[t] = 2 + Vector512.Sum(e0 + e1);
            total += Vector512.Sum(x0 * y0 + x1 * y1) - Vector512.Sum(x0 + x1) * Math.Log(_sums[t]);
        }

        return total * _problem.Seed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScoreBack()
    {
        var outRow = 1 + 8 * _problem.Layers;
        var h = States(_problem.Layers - 1, ofC: false) + Row;
        for (var j = 0; j < Row; j += Half)
        {
            var wout = Vector512.Load(Weight(outRow) + j);
            Vector512<double> dw = default, db = default;
            for (var t = 0; t < _steps; t++)
            {
                var next = _x + (t + 1) * Row;
                var ones = Vector512.Sum(Vector512.Load(next) + Vector512.Load(next + Half)) / _sums[t];
                var dy = Vector512.Create(_problem.Seed) * (Vector512.Load(next + j) - Vector512.Create(ones) * Vector512.Load(_exps + t * Row + j));
                dw = Vector512.MultiplyAddEstimate(dy, Vector512.Load(h + t * Row + j), dw);
                db += dy;
                (dy * wout).Store(_du + t * Row + j);
            }

            dw.Store(_gradients + outRow * Row + j);
            db.Store(_gradients + (outRow + 1) * Row + j);
        }
    }

    private void LayerBack(int layer)
    {
        LayerBack(layer, 0);
        LayerBack(layer, Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LayerBack(int layer, int j)
    {
        var w = Weight(1 + 8 * layer) + j;
        var (wf, wi, wo, wa) = (Vector512.Load(w + F * Row), Vector512.Load(w + I * Row), Vector512.Load(w + O * Row), Vector512.Load(w + A * Row));
        var us = (layer == 0 ? _u : States(layer - 1, ofC: false) + Row) + j;
        var hs = States(layer, ofC: false) + j;
        var cs = States(layer, ofC: true) + j;
        var kept = KeptOf(layer) + j;
        Vector512<double> dwf = default, dwi = default, dwo = default, dwa = default, dbf = default, dbi = default, dbo = default, dba = default;
        Vector512<double> dhNext = default, dcNext = default;
        for (var t = _steps - 1; t >= 0; t--)
        {
            var k = kept + t * Kept * Row;
            var (f, i, o) = (Vector512.Load(k + F * Row), Vector512.Load(k + I * Row), Vector512.Load(k + O * Row));
            var (a, tanhC) = (Vector512.Load(k + A * Row), Vector512.Load(k + TanhC * Row));
            var dh = Vector512.Load(_du + t * Row + j) + dhNext;
            var dc = Vector512.MultiplyAddEstimate(dh * o, Vector512<double>.One - tanhC * tanhC, dcNext);
            var df = dc * Vector512.Load(cs + t * Row) * (f - f * f);
            var di = dc * a * (i - i * i);
            var dO = dh * tanhC * (o - o * o);
            var da = dc * i * (Vector512<double>.One - a * a);
            var (u, h) = (Vector512.Load(us + t * Row), Vector512.Load(hs + t * Row));
            dwf = Vector512.MultiplyAddEstimate(df, u, dwf);
            dwi = Vector512.MultiplyAddEstimate(di, h, dwi);
            dwo = Vector512.MultiplyAddEstimate(dO, u, dwo);
            dwa = Vector512.MultiplyAddEstimate(da, h, dwa);
            dbf += df;
            dbi += di;
            dbo += dO;
            dba += da;
            dcNext = dc * f;
            dhNext = Vector512.MultiplyAddEstimate(di, wi, da * wa);
            Vector512.MultiplyAddEstimate(df, wf, dO * wo).Store(_du + t * Row + j);
        }

        var gradient = _gradients + (1 + 8 * layer) * Row + j;
        dwf.Store(gradient + F * Row);
        dwi.Store(gradient + I * Row);
        dwo.Store(gradient + O * Row);
        dwa.Store(gradient + A * Row);
        dbf.Store(gradient + (4 + F) * Row);
        dbi.Store(gradient + (4 + I) * Row);
        dbo.Store(gradient + (4 + O) * Row);
        dba.Store(gradient + (4 + A) * Row);
    }

    private void InputBack()
    {
        for (var j = 0; j < Row; j += Half)
        {
            Vector512<double> sum = default;
            for (var t = 0; t < _steps; t++)
                sum = Vector512.MultiplyAddEstimate(Vector512.Load(_du + t * Row + j), Vector512.Load(_x + t * Row + j), sum);
            sum.Store(_gradients + j);
        }
    }
}
