using AutoDiffRnn.Benchmarks.Harness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AutoDiffRnn.Benchmarks.Torch.Peers;

/// <summary>One of libtorch's own recurrent layers: <c>nn.LSTM</c>, <c>nn.GRU</c> or <c>nn.RNN</c>.</summary>
internal sealed class LayerContender : TorchContender
{
    /// <summary>What the layer for a cell is called.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["lstm"] = "nn.LSTM",
        ["gru"] = "nn.GRU",
        ["rnn"] = "nn.RNN",
    };

    private readonly nn.Module _layer;
    private readonly Func<Tensor, Tensor> _run;

    private LayerContender(Problem problem, nn.Module layer, Func<Tensor, Tensor> run)
        : base(problem)
    {
        Name = Names[problem.Cell.Name];
        _layer = layer;
        _run = run;
        var parameters = layer.named_parameters().ToDictionary(item => item.name, item => item.parameter);
        Set("weight_ih_l0", "W");
        Set("weight_hh_l0", "U");
        Set("bias_ih_l0", "b");
        // The GRU needs its second bias, which the reset gate multiplies; to the others it would only be added.
        if (problem.WeightNames.Contains("c"))
            Set("bias_hh_l0", "c");
        else
            Clear(parameters["bias_hh_l0"]);

        void Set(string theirs, string ours)
        {
            using var inference = no_grad();
            using var values = tensor(problem.Weight(ours).ToArray(), parameters[theirs].shape);
            parameters[theirs].copy_(values);
            Use(ours, parameters[theirs]);
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The layer that computes what the problem's cell computes.</summary>
    public static LayerContender Create(Problem problem)
    {
        var (_, _, inputs, width) = problem.Shape;
        switch (problem.Cell.Name)
        {
            case "lstm":
                var lstm = nn.LSTM(inputs, width);
                return new(problem, lstm, x => lstm.call(x).Item1);
            case "gru":
                var gru = nn.GRU(inputs, width);
                return new(problem, gru, x => gru.call(x).Item1);
            case "rnn":
                var rnn = nn.RNN(inputs, width);
                return new(problem, rnn, x => rnn.call(x).Item1);
            default:
                throw new ArgumentException($"libtorch has no layer for the cell {problem.Cell.Name}.", nameof(problem));
        }
    }

    /// <inheritdoc/>
    protected override Tensor Run(Tensor x) => _run(x);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _layer.Dispose();
    }

    private static void Clear(Parameter bias)
    {
        using var inference = no_grad();
        bias.zero_();
    }
}
