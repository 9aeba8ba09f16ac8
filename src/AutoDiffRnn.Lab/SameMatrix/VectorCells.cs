using AutoDiffRnn.Cells;

namespace AutoDiffRnn.Lab.SameMatrix;

/// <summary>Cells with one vector as input, in double.</summary>
internal static class VectorCells
{
    private static readonly Dictionary<string, Func<int, int, Network<double>>> _all = new(StringComparer.Ordinal)
    {
        ["elman"] = (inputs, hidden) => new ElmanNetwork<double>(H: hidden, I: inputs, O: 1),
        ["gru"] = (inputs, hidden) => new GruNetwork<double>(H: hidden, I: inputs),
        ["lstm"] = (inputs, hidden) => new LstmNetwork<double>(H: hidden, I: inputs),
    };

    /// <summary>Makes a network with weights of zero.</summary>
    public static Network<double> Create(string cell, int inputs, int hidden) => _all[cell](inputs, hidden);
}
