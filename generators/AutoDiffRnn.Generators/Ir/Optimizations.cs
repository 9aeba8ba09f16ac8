using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiffRnn.Generators.Ir;

/// <summary>
/// The optimisations that have a switch. Names and numbers are those of the runtime's <c>Optimizations</c>; what each does, and where, is a
/// table in <c>docs/architecture.md</c>.
/// </summary>
[Flags]
internal enum Optimizations
{
    None = 0,
    Hoist = 1,
    Defer = 2,
    Merge = 4,
    Fuse = 8,
    Recompute = 16,
    DeadAdjoints = 32,
    InPlace = 64,
    Pack = 128,
    All = Hoist | Defer | Merge | Fuse | Recompute | DeadAdjoints | InPlace | Pack,
}

/// <summary>Sets of optimisations.</summary>
internal static class OptimizationSets
{
    private static readonly char[] Separators = [',', ';', '+', '|', ' ', '\t', '\r', '\n'];

    /// <summary>Each by itself.</summary>
    public static IEnumerable<Optimizations> Single { get; } = Enum.GetValues(typeof(Optimizations)).Cast<Optimizations>()
        .Where(value => value is not (Optimizations.None or Optimizations.All))
        .ToArray();

    public static bool Has(this Optimizations set, Optimizations one) => (set & one) != 0;

    /// <summary>The set as a user writes it: <c>Hoist, Pack</c>.</summary>
    public static string Text(this Optimizations set) => set == Optimizations.All ? "All" : string.Join(", ", Single.Where(one => set.Has(one)));

    /// <summary>Reads a list of names, with any of <c>, ; + |</c> or a space between them. Names that it does not know are returned beside.</summary>
    public static (Optimizations Set, IReadOnlyList<string> Unknown) Read(string? list)
    {
        var names = (list ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var known = Single.Append(Optimizations.None).Append(Optimizations.All)
            .ToDictionary(one => one.ToString(), StringComparer.OrdinalIgnoreCase);
        var set = names.Where(known.ContainsKey).Aggregate(Optimizations.None, (all, name) => all | known[name]);
        return (set, [.. names.Where(name => !known.ContainsKey(name))]);
    }
}
