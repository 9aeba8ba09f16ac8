using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>When a piece of work is done at all.</summary>
internal enum Need
{
    /// <summary>In every call.</summary>
    Always,

    /// <summary>Only when the call asks for the gradients of inputs.</summary>
    InputGradients,
}

/// <summary>A piece of work of a region, done for all its rows: those of one step in a loop, else those of all steps.</summary>
/// <param name="Slot">Its place: even for kernels, odd for what stands between them.</param>
/// <param name="Need">When it is done at all.</param>
internal abstract record Work(int Slot, Need Need);

/// <summary>
/// For each row: scalars, then one loop over the elements of vectors of one width, whose values stay in registers.
/// </summary>
internal sealed record Kernel(int Slot, Need Need, IReadOnlyList<int> Scalars, IReadOnlyList<int> Vectors, Dim? Width) : Work(Slot, Need)
{
    /// <summary>The sums over all rows whose part for each example is made here, step by step in registers (<see cref="LaneLoop"/>).</summary>
    public IReadOnlyList<Accumulate> StepSums { get; init; } = [];
}

/// <summary>Products that read operands of one buffer and accumulate in one buffer: one product with a packed matrix of blocks.</summary>
/// <param name="Slot">Its place.</param>
/// <param name="Need">When it is done at all.</param>
/// <param name="Operands">The vectors that are multiplied.</param>
/// <param name="Targets">The values that the products add to.</param>
internal sealed record Multiply(int Slot, Need Need, IReadOnlyList<int> Operands, IReadOnlyList<ProductTarget> Targets) : Work(Slot, Need)
{
    /// <summary>
    /// Whether all that it makes is handed to the step before, as far as it runs in a loop: what the first step hands back is the gradient of the
    /// initial state, which nobody may have asked for.
    /// </summary>
    public bool IsHandedBack(StepProgram program) => program.IsAdjoint && Targets.All(target => program.StateOf(target.Value) is not null);
}

/// <summary>One value that a product adds to.</summary>
/// <param name="Value">The <c>Affine</c> instruction.</param>
/// <param name="Matrices">The matrix for each operand.</param>
/// <param name="IsFirst">Whether nothing was added to it before, so that the value starts here.</param>
internal sealed record ProductTarget(int Value, IReadOnlyList<int> Matrices, bool IsFirst);

/// <summary>A product of matrices and vectors within each row.</summary>
internal sealed record RowProduct(int Slot, Need Need, int Value) : Work(Slot, Need);

/// <summary>Rows moved: an embedding's rows gathered, vectors joined or placed, a transpose laid out.</summary>
internal sealed record Move(int Slot, Need Need, int Value) : Work(Slot, Need);

/// <summary>A reduction over all rows, added to a part of a weight's gradient, or to a shared value of the adjoint.</summary>
/// <param name="Slot">Its place.</param>
/// <param name="Reduction">The <c>SumRows</c> instruction.</param>
/// <param name="Target">Where it goes.</param>
internal sealed record Accumulate(int Slot, int Reduction, GradientPart? Target) : Work(Slot, Need.Always)
{
    /// <summary>Whether a loop over time has added up the steps of each example, so that what is left is a sum over examples.</summary>
    public bool IsOfExamples { get; init; }
}

/// <summary>Reductions over all rows that read one buffer, each added to its part of a gradient: one pass over the buffer.</summary>
/// <param name="Slot">Its place.</param>
/// <param name="Sides">What the buffer is multiplied with, at least one.</param>
internal sealed record AccumulateTogether(int Slot, IReadOnlyList<SumSide> Sides) : Work(Slot, Need.Always)
{
    /// <summary>The reductions, at least two.</summary>
    public IReadOnlyList<Accumulate> Sums => [.. Sides.SelectMany(side => side.Sums)];
}

/// <summary>Reductions with the same right side.</summary>
/// <param name="Kind">What they add up.</param>
/// <param name="Right">What the rows are multiplied with; null where they are added up as they are.</param>
/// <param name="Sums">The reductions, at least one.</param>
internal sealed record SumSide(SumKind Kind, int? Right, IReadOnlyList<Accumulate> Sums);

/// <summary>What a sum over rows adds up.</summary>
internal enum SumKind
{
    /// <summary>The rows.</summary>
    Rows,

    /// <summary>Their elementwise products with other rows.</summary>
    RowProducts,

    /// <summary>Their outer products with other rows.</summary>
    OuterProducts,
}

/// <summary>A part of a weight's gradient.</summary>
/// <param name="Weight">The weight's name.</param>
/// <param name="Row">The first row; for a vector, the first element.</param>
/// <param name="Column">The first column.</param>
/// <param name="IsTransposed">Whether what is added has to be transposed.</param>
internal sealed record GradientPart(string Weight, Dim Row, Dim Column, bool IsTransposed);

/// <summary>A region of time and its work, in order.</summary>
internal sealed record Region(int Number, IReadOnlyList<Work> Work)
{
    /// <summary>Whether the region is a loop over time.</summary>
    public bool IsLoop => Regions.IsLoop(Number);

    /// <summary>The number of its loop, if it is one.</summary>
    public int Loop => Number / 2;
}
