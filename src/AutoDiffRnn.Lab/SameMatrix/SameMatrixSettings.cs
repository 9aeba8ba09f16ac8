using AutoDiffRnn.Lab.Models;

namespace AutoDiffRnn.Lab.SameMatrix;

/// <summary>What <see cref="SameMatrixExperiment"/> compares.</summary>
internal sealed record SameMatrixSettings
{
    /// <summary>Where all random numbers come from. Each seed of a case has a sequence of its own that follows from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many pairs of networks, one with the same weight at every step and one with fresh weights, each case has.</summary>
    public int Seeds { get; init; } = 12;

    /// <summary>How many steps the gradient goes back.</summary>
    public int Steps { get; init; } = 60;

    /// <summary>
    /// The lags below this one are left out of the slope: at first a matrix that is not normal may stretch what it later shrinks.
    /// </summary>
    public int BurnIn { get; init; } = 10;

    /// <summary>H, the size of a state.</summary>
    public int Hidden { get; init; } = 32;

    /// <summary>I, the size of an input.</summary>
    public int Inputs { get; init; } = 16;

    /// <summary>How many examples a network sees: curves are the median over them.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>What is compared. The first case is the one that the verdict rests on.</summary>
    public IReadOnlyList<SameMatrixCase> Cases { get; init; } = SameMatrixCase.Default;
}

/// <summary>One cell with weights from one law.</summary>
/// <param name="Cell">The cell; its settings for first values do not matter here.</param>
/// <param name="Law">What its recurrent matrices are drawn from.</param>
/// <param name="Scale">They are multiplied with this; 1 keeps, on average, the length of a vector that is multiplied with a Gaussian or an
/// orthogonal one.</param>
/// <param name="IsDriven">
/// Whether inputs are random. If not, they are 0 and so are the states: each step works at the origin, where it is linear; tanh has slope 1 there.
/// </param>
internal sealed record SameMatrixCase(CellSettings Cell, MatrixLaw Law, double Scale, bool IsDriven)
{
    private static readonly CellSettings _elman = new("Elman");

    /// <summary>What is compared if nothing else is asked for.</summary>
    public static IReadOnlyList<SameMatrixCase> Default { get; } =
    [
        new(_elman, MatrixLaw.Gaussian, 1, IsDriven: true),
        new(_elman, MatrixLaw.Gaussian, 0.5, IsDriven: true),
        new(_elman, MatrixLaw.Gaussian, 1.5, IsDriven: true),
        new(_elman, MatrixLaw.Orthogonal, 1, IsDriven: true),
        new(_elman, MatrixLaw.Gaussian, 0.5, IsDriven: false),
        new(_elman, MatrixLaw.Gaussian, 1, IsDriven: false),
        new(_elman, MatrixLaw.Gaussian, 1.5, IsDriven: false),
        new(_elman, MatrixLaw.Orthogonal, 1, IsDriven: false),
        new(_elman, MatrixLaw.Symmetric, 0.5, IsDriven: false),
        new(new CellSettings("Gru"), MatrixLaw.Gaussian, 1, IsDriven: true),
        new(new CellSettings("Lstm"), MatrixLaw.Gaussian, 1, IsDriven: true),
    ];

    /// <summary>The case in words.</summary>
    public string Name => FormattableString.Invariant(
        $"{Cell.Label}, {(IsDriven ? "driven by random inputs" : "at rest (linear)")}, {Law.Name} × {Scale}");
}
