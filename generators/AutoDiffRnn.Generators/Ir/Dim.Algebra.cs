using System;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <content>Other sizes in the place of names, and the size that makes two others equal.</content>
internal sealed partial class Dim
{
    /// <summary>The number of terms, which tells how large a product would be.</summary>
    public int TermCount => _terms.Length;

    /// <summary>Whether it is the name of one dimension.</summary>
    public bool IsName => _terms is [{ Coefficient: 1, Factors: [{ IsQuotient: false }] }];

    /// <summary>Whether a quotient that does not come out even is part of it.</summary>
    public bool HasQuotient => _terms.Any(term => !term.IsPlain);

    /// <summary>The size with another in the place of each name that <paramref name="sizeOf"/> knows.</summary>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public Dim Substitute(Func<string, Dim?> sizeOf) => _terms.Aggregate(
        Zero,
        (sum, term) => sum + term.Factors.Aggregate(Constant(term.Coefficient), (product, factor) => product * Substitute(factor, sizeOf)));

    /// <summary>
    /// What a name has to stand for so that two sizes are the same: 4·n = 4·H + 4 gives H + 1, n / 2 = H gives 2·H. Null where the form
    /// does not tell, or no whole number does.
    /// </summary>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public static Dim? Solve(string name, Dim a, Dim b)
    {
        var difference = a - b;
        var terms = difference._terms.Where(term => term.Factors.SelectMany(factor => factor.Names).Contains(name)).ToList();
        if (terms is not [{ Factors.Length: 1, Coefficient: var coefficient } only])
            return null;
        var rest = difference._terms.Where(term => term != only).ToList();
        if (rest.Any(term => term.Coefficient % coefficient != 0))
            return null;
        var value = new Dim(rest.Select(term => new Term(term.Factors, -(term.Coefficient / coefficient))));
        var factor = only.Factors[0];
        if (factor is not { Numerator: { } numerator, Denominator: { } denominator })
            return value;
        return denominator.Names.Contains(name) ? null : Solve(name, numerator, value * denominator);
    }

    private static Dim Substitute(Atom factor, Func<string, Dim?> sizeOf) => factor is { Numerator: { } numerator, Denominator: { } denominator }
        ? numerator.Substitute(sizeOf) / denominator.Substitute(sizeOf)
        : sizeOf(factor.Text) ?? Named(factor.Text);
}
