using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>Functions of a whole row that are computed element by element, once some numbers of the row are known.</summary>
/// <remarks>
/// The numbers depend on the row, and the rules say so: they are the derivatives of the whole functions, and give the numbers none. So what is
/// written is what a textbook has, and not what the numbers' own derivatives would add up to.
/// </remarks>
internal static partial class Operators
{
    /// <summary>(v − m)·s for a vector v with mean m, where s is 1 / √(variance of v + a number that nothing is differentiated by).</summary>
    public static Operator Normalized { get; } = OfRow("Normalized", 3,
        at => at[0].Data.Select((x, i) => (x - at[1].Data[i]) * at[2].Data[i]),
        (g, n, x) => (g - Composites.Mean(g) - n * Composites.Mean(g * n)) * x[2],
        "({0} - {1}) * {2}", "({0} − {1}) ⊙ {2}", precedence: 2);

    /// <summary>exp(v − l) for a vector v, where l is log Σ exp(v).</summary>
    public static Operator Softmax { get; } = OfRow("Softmax", 2,
        at => at[0].Data.Select((x, i) => Math.Exp(x - at[1].Data[i])),
        (g, y, _) => y * (g - Make.Sum(g * y)),
        "Exp({0} - {1})", "exp({0} − {1})");

    private static Operator OfRow(
        string name,
        int arity,
        Func<EvaluationContext, IEnumerable<double>> value,
        Func<Value, Value, IReadOnlyList<Value>, Value> adjoint,
        string code,
        string formula,
        double precedence = 3) => new()
    {
        Name = name,
        Kind = OperatorKind.Elementwise,
        MixesElements = true,
        Arity = arity,
        ResultShape = SameShape,
        Adjoint = at => [adjoint(at.Adjoint, at.Result, at.Arguments), .. Enumerable.Repeat<Value?>(null, arity - 1)],
        Evaluate = at => new Tensor(at.ResultSizes, [.. value(at)]),
        Code = code,
        Formula = formula,
        Precedence = precedence,
    };
}
