using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Where the generated type stands, beside the type that declares the cell, and who sees it there.</summary>
internal sealed record Placement(string Namespace, EquatableArray<ContainingType> ContainingTypes, string Visibility)
{
    private static readonly SymbolDisplayFormat NamespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The place for a cell's network; null, with the reasons reported, if there is none.</summary>
    public static Placement? Of(IMethodSymbol method, MethodDeclarationSyntax declaration, Problems problems)
    {
        var before = problems.Count;
        var name = declaration.Identifier;
        var owner = method.ContainingType;
        if (method.IsGenericMethod)
        {
            problems.Add(Descriptors.NotACell, name, method.Name,
                "it is generic; remove its type parameters: its network is generic over the type of number by itself");
        }

        if (declaration.ExplicitInterfaceSpecifier is not null)
            problems.Add(Descriptors.NotACell, name, method.Name, "it implements a method of an interface; move the code to a method of its own");
        if (owner.Name.Length == 0)
            problems.Add(Descriptors.NotACell, name, method.Name, "it is in an extension block; move it out, into a static class");
        foreach (var type in SelfAndContainers(owner).Where(type => type.Arity > 0))
        {
            problems.Add(Descriptors.NotACell, name, method.Name,
                $"it is in the generic type '{LanguageTypes.Display(type)}'; move it to a type that is not generic");
        }

        var containers = SelfAndContainers(owner).Skip(1).Reverse().ToList();
        var closed = containers.Where(type => type.Arity == 0 && !IsPartial(type)).Select(type => type.Name).ToList();
        if (closed.Count > 0)
            problems.Add(Descriptors.ContainerNotPartial, name, method.Name, string.Join("' and '", closed));
        return problems.Count > before ? null : new Placement(
            NamespaceOf(method),
            containers.Select(type => new ContainingType($"partial {Keyword(type)} {Escape(type.Name)}")).ToEquatable(),
            AccessibilityOf(owner, method, isNested: containers.Count > 0));
    }

    public static string NamespaceOf(IMethodSymbol method)
        => method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(NamespaceFormat);

    /// <summary>The type and those around it, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndContainers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            yield return current;
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    // Beside the owner the least is what everything in the surrounding type sees, or in a namespace the assembly.
    private static string AccessibilityOf(INamedTypeSymbol owner, IMethodSymbol method, bool isNested)
    {
        var (ownerAccess, methodAccess) = (owner.DeclaredAccessibility, method.DeclaredAccessibility);
        if (ownerAccess == Accessibility.Public && methodAccess == Accessibility.Public)
            return "public";
        if (!isNested)
            return "internal";
        // A method that only types derived from its owner see is seen by fewer than the types derived from those around the owner.
        var isHidden = methodAccess is not (Accessibility.Public or Accessibility.ProtectedOrInternal or Accessibility.Internal);
        if (ownerAccess == Accessibility.Private || isHidden)
            return "private";
        var isForAssembly = ownerAccess is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
        var isForDerived = methodAccess == Accessibility.Public && ownerAccess is (Accessibility.Protected or Accessibility.ProtectedOrInternal);
        return (isForAssembly, isForDerived) switch
        {
            (true, true) => "protected internal",
            (true, false) => "internal",
            (false, true) => "protected",
            _ => "private protected",
        };
    }
}
