using System.Reflection;
using AutoDiffRnn.Testing.Faults;

namespace AutoDiffRnn.Testing.Subjects;

/// <summary>The number type that a network computes in.</summary>
internal enum Precision
{
    Double,
    Float,
}

/// <summary>What a check puts to the test: a cell's method, and something that claims to run it over sequences and back.</summary>
internal interface ICellSubject
{
    /// <summary>The user's method: one step of one example.</summary>
    MethodInfo Method { get; }

    /// <summary>The dimensions and the constants, in the order of the network's constructor.</summary>
    IReadOnlyList<ParameterInfo> Arguments { get; }

    /// <summary>What depends on what in a step, statement by statement; null if the cell's assembly does not say.</summary>
    CellProgram? Program { get; }

    /// <summary>The cell with sizes.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit the cell.</exception>
    CellDescription Describe(IReadOnlyDictionary<string, object> arguments);

    /// <summary>A new network with room for a run of so many steps and examples.</summary>
    ICellRun CreateRun(Precision precision, IReadOnlyDictionary<string, object> arguments, int maxSteps, int maxBatch);
}

/// <summary>A network and its tape, in either precision.</summary>
internal interface ICellRun
{
    /// <summary>Sets the steps and examples of the runs to come.</summary>
    void Resize(int steps, int batch);

    /// <summary>Writes weights, inputs, tokens, initial states and seeds, for as many steps and examples as the run has.</summary>
    void Write(CellNumbers numbers);

    /// <summary>Sets the gradients of the weights to zero; those of inputs and initial states are overwritten by a backward pass.</summary>
    void ClearGradients();

    /// <summary>The forward pass.</summary>
    void Forward();

    /// <summary>The backward pass, for all gradients there are.</summary>
    void Backward();

    /// <summary>Copies everything that can be read after a backward pass.</summary>
    CellResults Read();
}

/// <summary>What a run gives, by name: dense, time-major arrays in double precision.</summary>
internal sealed class CellResults
{
    /// <summary>The states and outputs at all steps.</summary>
    public Dictionary<string, double[]> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The gradients of weights, inputs and initial states.</summary>
    public Dictionary<string, double[]> Gradients { get; } = new(StringComparer.Ordinal);
}
