using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Loops inside a step, each an instruction with a program of its own.</summary>
internal static partial class Operators
{
    /// <summary>What a loop hands on after its last round: the elements of its results one after another.</summary>
    public static Operator Scan { get; } = new()
    {
        Name = "Scan",
        Kind = OperatorKind.RowProduct,
        Arity = -1,
        ResultShape = (_, sizes) => Shape.Vector(sizes[0]),
        Adjoint = at =>
        {
            var loop = at.Instruction.Loop!;
            var builder = at.Adjoint.Builder;
            var back = builder.Apply(ScanBack!, [at.Adjoint, .. at.Arguments], [loop.Length(resultsOnly: false)], loop);
            var places = loop.Places(resultsOnly: false).ToDictionary(place => place.State.Name, place => place.Start);
            return [.. loop.Parameters.Select((parameter, index) => parameter.Role switch
            {
                Role.State => (Value?)Make.Part(back, places[parameter.Name], parameter.Shape),
                Role.Weight => builder.Apply(ScanGradient!, [back, at.Adjoint, .. at.Arguments], [Dim.Constant(index), .. parameter.Shape.Sizes], loop),
                _ => null,
            })];
        },
        Evaluate = NotAlone,
        Formula = "loop({*})",
    };

    /// <summary>
    /// The adjoints of what a loop began with, for all its states, from those of its results. The operands are these, and then the loop's own.
    /// </summary>
    public static Operator ScanBack { get; } = new()
    {
        Name = "ScanBack",
        Kind = OperatorKind.RowProduct,
        Arity = -1,
        ResultShape = (_, sizes) => Shape.Vector(sizes[0]),
        Evaluate = NotAlone,
        Formula = "loop reversed({0})",
    };

    /// <summary>
    /// The gradient of something that all rounds, steps and examples share: sizes are its place among the parameters, and its own. The operands are
    /// the adjoints that <see cref="ScanBack"/> makes, and then that one's own.
    /// </summary>
    public static Operator ScanGradient { get; } = new()
    {
        Name = "ScanGradient",
        Kind = OperatorKind.Reduction,
        Arity = -1,
        ResultShape = (_, sizes) => new Shape(Element.Real, new([.. sizes.Skip(1)])),
        Evaluate = NotAlone,
        Formula = "Σ {0}",
    };

    // The evaluator runs a loop's program: its operands' values are not enough.
    private static Tensor NotAlone(EvaluationContext at) => throw new InvalidOperationException("A loop is evaluated with its program.");
}
