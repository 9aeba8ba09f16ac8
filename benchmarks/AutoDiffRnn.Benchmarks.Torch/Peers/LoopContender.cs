using AutoDiffRnn.Benchmarks.Harness;
using static TorchSharp.torch;

namespace AutoDiffRnn.Benchmarks.Torch.Peers;

/// <summary>A cell as TorchSharp's users write one: the product with the input for all steps at once, then a loop of tensor operations.</summary>
internal sealed class LoopContender : TorchContender
{
    /// <summary>What it is called in tables.</summary>
    public const string Title = "loop";

    private readonly Func<Tensor, Tensor> _run;
    private readonly int _batch;
    private readonly int _width;

    /// <summary>Makes the loop for the problem's cell.</summary>
    public LoopContender(Problem problem)
        : base(problem)
    {
        (_, _batch, _, _width) = problem.Shape;
        foreach (var name in problem.WeightNames)
            Weight(problem, name);
        _run = problem.Cell.Name switch
        {
            "peephole" => Peephole,
            "mgu" => Mgu,
            "layernorm" => LayerNorm,
            _ => throw new ArgumentException($"There is no loop for the cell {problem.Cell.Name}.", nameof(problem)),
        };
    }

    /// <inheritdoc/>
    public override string Name => Title;

    /// <inheritdoc/>
    protected override Tensor Run(Tensor x) => _run(x);

    private Tensor Peephole(Tensor x)
    {
        var (h, c, transposed) = (zeros(_batch, _width), zeros(_batch, _width), this["U"].t());
        var (pi, pf, po) = (this["pi"], this["pf"], this["po"]);
        var states = new List<Tensor>();
        foreach (var fromInput in nn.functional.linear(x, this["W"], this["b"]).unbind(0))
        {
            var a = fromInput.addmm(h, transposed).chunk(4, 1);
            var i = (a[0] + pi * c).sigmoid();
            var f = (a[1] + pf * c).sigmoid();
            c = f * c + i * a[2].tanh();
            h = (a[3] + po * c).sigmoid() * c.tanh();
            states.Add(h);
        }

        return stack(states);
    }

    private Tensor Mgu(Tensor x)
    {
        var (h, forget, candidate) = (zeros(_batch, _width), this["Uf"].t(), this["Un"].t());
        var toForget = nn.functional.linear(x, this["Wf"], this["bf"]).unbind(0);
        var toCandidate = nn.functional.linear(x, this["Wn"], this["bn"]).unbind(0);
        var states = new List<Tensor>();
        for (var t = 0; t < toForget.Length; t++)
        {
            var f = toForget[t].addmm(h, forget).sigmoid();
            var n = toCandidate[t].addmm(f * h, candidate).tanh();
            h = (1 - f) * h + f * n;
            states.Add(h);
        }

        return stack(states);
    }

    private Tensor LayerNorm(Tensor x)
    {
        var (h, c, transposed) = (zeros(_batch, _width), zeros(_batch, _width), this["Wh"].t());
        var fromInputs = nn.functional.layer_norm(nn.functional.linear(x, this["Wx"]), [4 * _width], this["alpha2"], this["beta2"]) + this["b"];
        var states = new List<Tensor>();
        foreach (var fromInput in fromInputs.unbind(0))
        {
            var a = (nn.functional.layer_norm(h.mm(transposed), [4 * _width], this["alpha1"], this["beta1"]) + fromInput).chunk(4, 1);
            c = a[0].sigmoid() * c + a[1].sigmoid() * a[3].tanh();
            h = a[2].sigmoid() * nn.functional.layer_norm(c, [_width], this["alpha3"], this["beta3"]).tanh();
            states.Add(h);
        }

        return stack(states);
    }
}
