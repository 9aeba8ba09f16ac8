using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>
/// Cells whose networks would be the same type, or the same but for case: files differ in more than that. The first of them in
/// the source keeps the name.
/// </summary>
internal static class Clashes
{
    // The members of each namespace by name, found once for all cells of a compilation, and gone with it.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, ILookup<string, Member>>> Known = new();

    /// <summary>The cell that comes before this one and takes its network's name; null if there is none.</summary>
    public static IMethodSymbol? EarlierCell(IMethodSymbol cell, Compilation compilation)
    {
        var name = NetworkName(cell);
        var members = Known.GetOrCreateValue(compilation)
            .GetOrAdd(Placement.NamespaceOf(cell).ToUpperInvariant(), _ => MembersOf(cell.ContainingNamespace, compilation));
        return members[cell.Name]
            .SelectMany(member => member.Type.GetMembers(member.Name))
            .OfType<IMethodSymbol>()
            .Where(other => !SymbolEqualityComparer.Default.Equals(other, cell)
                && IsCell(other)
                && string.Equals(NetworkName(other), name, StringComparison.OrdinalIgnoreCase))
            .Where(other => Compare(other, cell) < 0)
            .OrderBy(other => other, Comparer<IMethodSymbol>.Create(Compare))
            .FirstOrDefault();
    }

    /// <summary>The generated type with what it stands in.</summary>
    public static string NetworkName(IMethodSymbol cell)
    {
        var parts = Placement.SelfAndContainers(cell.ContainingType).Skip(1).Reverse().Select(type => type.Name).Append(cell.Name + "Network");
        var space = Placement.NamespaceOf(cell);
        return string.Join(".", space.Length > 0 ? parts.Prepend(space) : parts);
    }

    private static ILookup<string, Member> MembersOf(INamespaceSymbol space, Compilation compilation) => Namespaces(space, compilation)
        .SelectMany(found => found.GetTypeMembers())
        .SelectMany(Members)
        .ToLookup(member => member.Name, StringComparer.OrdinalIgnoreCase);

    // This assembly's namespaces whose full name is this one's but for case.
    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol space, Compilation compilation) => space.IsGlobalNamespace
        ? [compilation.Assembly.GlobalNamespace]
        : Namespaces(space.ContainingNamespace, compilation)
            .SelectMany(outer => outer.GetNamespaceMembers())
            .Where(inner => string.Equals(inner.Name, space.Name, StringComparison.OrdinalIgnoreCase));

    // The names of a type's members are known without making the members.
    private static IEnumerable<Member> Members(INamedTypeSymbol type) => type.MemberNames
        .Select(name => new Member(type, name))
        .Concat(type.GetTypeMembers().SelectMany(Members));

    private static bool IsCell(IMethodSymbol method)
        => method.GetAttributes().Any(attribute => LanguageTypes.Is(attribute.AttributeClass, LanguageTypes.CellAttribute));

    private static int Compare(IMethodSymbol a, IMethodSymbol b)
    {
        var (at, other) = (a.Locations[0], b.Locations[0]);
        var order = string.CompareOrdinal(at.SourceTree?.FilePath, other.SourceTree?.FilePath);
        if (order == 0)
            order = at.SourceSpan.CompareTo(other.SourceSpan);
        return order != 0 ? order : string.CompareOrdinal(a.ToDisplayString(), b.ToDisplayString());
    }

    private readonly record struct Member(INamedTypeSymbol Type, string Name);
}
