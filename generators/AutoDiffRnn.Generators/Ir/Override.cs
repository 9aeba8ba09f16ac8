using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// A derivative that the user wrote: the adjoint of a value passes to its arguments by this program, and not through the instructions that
/// compute the value.
/// </summary>
/// <param name="Value">The value: a <c>Copy</c> of its own for each call.</param>
/// <param name="Arguments">What the program's inputs stand for, each an instruction.</param>
/// <param name="Derivative">
/// The program: its inputs are the arguments by name, <see cref="Result"/> and <see cref="Adjoint"/>; its outputs are the adjoints of
/// arguments, under their names.
/// </param>
internal sealed record Override(int Value, EquatableArray<Binding> Arguments, StepProgram Derivative)
{
    /// <summary>The input that stands for the value.</summary>
    public const string Result = "result";

    /// <summary>The input that stands for the value's adjoint.</summary>
    public const string Adjoint = "adjoint";
}
