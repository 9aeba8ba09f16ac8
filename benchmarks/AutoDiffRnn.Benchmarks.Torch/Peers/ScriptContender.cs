using AutoDiffRnn.Benchmarks.Harness;
using static TorchSharp.torch;

namespace AutoDiffRnn.Benchmarks.Torch.Peers;

/// <summary>The loop of <see cref="LoopContender"/> in TorchScript, which libtorch compiles, fuses and runs without C#.</summary>
internal sealed class ScriptContender : TorchContender
{
    /// <summary>What it is called in tables.</summary>
    public const string Title = "script";

    private static readonly Dictionary<string, string> _scripts = new()
    {
        ["peephole"] = """
            def run(x: Tensor, h: Tensor, c: Tensor, W: Tensor, U: Tensor, b: Tensor, pi: Tensor, pf: Tensor, po: Tensor) -> Tensor:
                steps = torch.linear(x, W, b).unbind(0)
                transposed = U.t()
                states: List[Tensor] = []
                for step in steps:
                    ai, af, ag, ao = torch.addmm(step, h, transposed).chunk(4, 1)
                    i = torch.sigmoid(ai + pi * c)
                    f = torch.sigmoid(af + pf * c)
                    c = f * c + i * torch.tanh(ag)
                    h = torch.sigmoid(ao + po * c) * torch.tanh(c)
                    states.append(h)
                return torch.stack(states)
            """,
        ["mgu"] = """
            def run(x: Tensor, h: Tensor, c: Tensor, Wf: Tensor, Uf: Tensor, bf: Tensor, Wn: Tensor, Un: Tensor, bn: Tensor) -> Tensor:
                forget = torch.linear(x, Wf, bf).unbind(0)
                candidate = torch.linear(x, Wn, bn).unbind(0)
                uf = Uf.t()
                un = Un.t()
                states: List[Tensor] = []
                for t in range(len(forget)):
                    f = torch.sigmoid(torch.addmm(forget[t], h, uf))
                    n = torch.tanh(torch.addmm(candidate[t], f * h, un))
                    h = (1 - f) * h + f * n
                    states.append(h)
                return torch.stack(states)
            """,
        ["layernorm"] = """
            def run(x: Tensor, h: Tensor, c: Tensor, Wh: Tensor, Wx: Tensor, b: Tensor,
                    alpha1: Tensor, beta1: Tensor, alpha2: Tensor, beta2: Tensor, alpha3: Tensor, beta3: Tensor) -> Tensor:
                H = h.size(1)
                steps = (torch.layer_norm(torch.linear(x, Wx), [4 * H], alpha2, beta2) + b).unbind(0)
                transposed = Wh.t()
                states: List[Tensor] = []
                for step in steps:
                    af, ai, ao, ag = (torch.layer_norm(torch.mm(h, transposed), [4 * H], alpha1, beta1) + step).chunk(4, 1)
                    c = torch.sigmoid(af) * c + torch.sigmoid(ai) * torch.tanh(ag)
                    h = torch.sigmoid(ao) * torch.tanh(torch.layer_norm(c, [H], alpha3, beta3))
                    states.append(h)
                return torch.stack(states)
            """,
    };

    private readonly jit.CompilationUnit _script;
    private readonly string[] _names;
    private readonly int _batch;
    private readonly int _width;

    /// <summary>Compiles the script for the problem's cell.</summary>
    public ScriptContender(Problem problem)
        : base(problem)
    {
        (_, _batch, _, _width) = problem.Shape;
        _names = [.. problem.WeightNames];
        foreach (var name in _names)
            Weight(problem, name);
        _script = jit.compile(_scripts[problem.Cell.Name] + '\n');
    }

    /// <inheritdoc/>
    public override string Name => Title;

    /// <inheritdoc/>
    protected override Tensor Run(Tensor x)
    {
        object[] arguments = [x, zeros(_batch, _width), zeros(_batch, _width), .. _names.Select(name => this[name])];
        return (Tensor)_script.invoke("run", arguments);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _script.Dispose();
    }
}
