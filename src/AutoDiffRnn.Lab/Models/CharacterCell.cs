using AutoDiffRnn.Cells;

namespace AutoDiffRnn.Lab.Models;

/// <summary>
/// A cell that the lab can train: a character model with inputs <c>token</c> and <c>next</c>, outputs <c>loss</c> and <c>logits</c>,
/// and dimensions V (vocabulary), D (embedding) and H (hidden). A new one is a new row of <see cref="All"/>.
/// </summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Create">Makes the network for V, D and H, in this order.</param>
/// <param name="FirstBias">The first value of the recurrent layer's bias <c>b</c>.</param>
internal sealed record CharacterCell(string Name, Func<int, int, int, Network<float>> Create, Initializer FirstBias)
{
    // A forget gate that starts open lets gradients through from the first update on (Jozefowicz, Zaremba and Sutskever 2015).
    private static readonly Initializer _openForgetGate = Initializer.Constant(1).OnBlock(1, of: 4);

    private static readonly Initializer _zero = Initializer.Constant(0);

    /// <summary>All cells, the simplest first.</summary>
    public static IReadOnlyList<CharacterCell> All { get; } =
    [
        new("elman", (v, d, h) => new CharElmanNetwork<float>(V: v, D: d, H: h), _zero),
        new("gru", (v, d, h) => new CharGruNetwork<float>(V: v, D: d, H: h), _zero),
        new("lstm", (v, d, h) => new CharLstmNetwork<float>(V: v, D: d, H: h), _openForgetGate),
    ];

    /// <summary>The name under which a checkpoint records the cell.</summary>
    public string RecordedName => Create(1, 1, 1).Cell.Name;

    /// <summary>Makes a network with first values: recurrent matrices orthogonal gate by gate, the others Glorot's, embeddings normal.</summary>
    public Network<float> CreateInitialised(int vocabulary, int embedding, int hidden, RandomSource random)
    {
        var network = Create(vocabulary, embedding, hidden);
        var gates = network.Weights["U"].Rows / hidden;
        network.Weights.Initialize(random);
        network.Weights["E"].Initialize(Initializer.Normal(1), random);
        network.Weights["W"].Initialize(Initializer.GlorotUniform().PerBlock(gates), random);
        network.Weights["U"].Initialize(Initializer.Orthogonal().PerBlock(gates), random);
        network.Weights["b"].Initialize(FirstBias, random);
        return network;
    }
}
