using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// A size as a polynomial over the names of dimensions: <c>4*H</c>, <c>H + I</c>. Two sizes are the same at compile time if
/// their canonical texts are. A quotient that does not come out even is an atom of its own, <c>(H / 2)</c>.
/// </summary>
internal sealed partial class Dim : IEquatable<Dim>
{
    private readonly Term[] _terms;

    private Dim(IEnumerable<Term> terms)
    {
        _terms = [.. terms
            .GroupBy(term => term.Key, (_, same) => new Term(same.First().Factors, same.Sum(term => term.Coefficient)))
            .Where(term => term.Coefficient != 0)
            .OrderBy(term => term.Factors.Length == 0)
            .ThenBy(term => term.Key, StringComparer.Ordinal)];
        Text = Print();
    }

    public static Dim Zero { get; } = Constant(0);

    public static Dim One { get; } = Constant(1);

    /// <summary>The canonical form, which is also a C# expression over the dimensions' names.</summary>
    public string Text { get; }

    /// <summary>The value if the size has no names in it.</summary>
    public long? Value => _terms.Length == 0 ? 0 : _terms.Length == 1 && _terms[0].Factors.Length == 0 ? _terms[0].Coefficient : null;

    /// <summary>The names that the size depends on.</summary>
    public IEnumerable<string> Names => _terms.SelectMany(term => term.Factors).SelectMany(factor => factor.Names).Distinct();

    /// <summary>The canonical form, in parentheses where an operator beside it would tear it apart.</summary>
    public string Operand => Value is >= 0 || _terms is [{ Coefficient: 1, Factors.Length: 1 }] ? Text : $"({Text})";

    /// <summary>Whether no sizes of at least 1 make it negative, as far as its form shows.</summary>
    public bool IsNeverNegative => _terms.All(term => term.Coefficient > 0)
        || (_terms.Sum(term => term.Coefficient) >= 0 && _terms.All(term => term.IsPlain && (term.Coefficient > 0 || term.Factors.Length == 0)));

    /// <summary>Whether all sizes of at least 1 make it positive, as far as its form shows.</summary>
    public bool IsSurelyPositive => (this - One).IsNeverNegative || (_terms.All(term => term.Coefficient > 0) && _terms.Any(term => term.IsPlain));

    public static Dim Constant(long value) => new([new Term([], value)]);

    public static Dim Named(string name) => new([new Term([new Atom(name, null, null)], 1)]);

    public static Dim operator +(Dim a, Dim b) => new(a._terms.Concat(b._terms));

    public static Dim operator -(Dim a, Dim b) => a + Constant(-1) * b;

    public static Dim operator *(Dim a, Dim b) => new(
        from x in a._terms
        from y in b._terms
        let factors = x.Factors.Concat(y.Factors).OrderBy(factor => factor.Text, StringComparer.Ordinal)
        select new Term([.. factors], checked(x.Coefficient * y.Coefficient)));

    /// <summary>C#'s integer division.</summary>
    public static Dim operator /(Dim a, Dim b)
    {
        if (a.Value is { } left && b.Value is { } right && right != 0)
            return Constant(left / right);
        if (b.Value is { } divisor && divisor != 0 && a._terms.All(term => term.Coefficient % divisor == 0))
            return new Dim(a._terms.Select(term => new Term(term.Factors, term.Coefficient / divisor)));
        return new Dim([new Term([new Atom($"({a.Operand} / {b.Operand})", a, b)], 1)]);
    }

    /// <summary>The value for given sizes of the named dimensions.</summary>
    public int Evaluate(IReadOnlyDictionary<string, int> sizes)
    {
        long sum = 0;
        foreach (var term in _terms)
            sum = checked(sum + term.Factors.Aggregate(term.Coefficient, (product, factor) => checked(product * factor.Evaluate(sizes))));
        return checked((int)sum);
    }

    public bool Equals(Dim? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as Dim);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;

    private string Print()
    {
        if (_terms.Length == 0)
            return "0";
        var text = "";
        foreach (var term in _terms)
        {
            var sign = term.Coefficient < 0 ? text.Length == 0 ? "-" : " - " : text.Length == 0 ? "" : " + ";
            var size = Math.Abs(term.Coefficient).ToString(CultureInfo.InvariantCulture);
            text += sign + (term.Factors.Length == 0 ? size : size == "1" ? term.Key : size + "*" + term.Key);
        }

        return text;
    }

    private sealed class Term(Atom[] factors, long coefficient)
    {
        public Atom[] Factors { get; } = factors;

        public long Coefficient { get; } = coefficient;

        /// <summary>Whether all its factors are sizes, which are at least 1, and no quotients, which may be 0.</summary>
        public bool IsPlain => Factors.All(factor => !factor.IsQuotient);

        public string Key { get; } = string.Join("*", factors.Select(factor => factor.Text));
    }

    private sealed class Atom(string text, Dim? numerator, Dim? denominator)
    {
        public string Text { get; } = text;

        public Dim? Numerator => numerator;

        public Dim? Denominator => denominator;

        public bool IsQuotient => numerator is not null;

        public IEnumerable<string> Names => numerator is null ? [Text] : numerator.Names.Concat(denominator!.Names);

        public long Evaluate(IReadOnlyDictionary<string, int> sizes)
            => numerator is null ? sizes[Text] : numerator.Evaluate(sizes) / denominator!.Evaluate(sizes);
    }
}
