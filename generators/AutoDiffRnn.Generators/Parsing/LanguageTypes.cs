using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>A C# type as the cell language sees it.</summary>
internal enum LanguageType
{
    /// <summary>A type that the language does not have.</summary>
    Other,

    /// <summary>A type that the compiler does not know; it has said so.</summary>
    Error,
    Double,
    Int,
    Bool,
    Vector,
    Matrix,
    Mask,

    /// <summary>What <c>Split</c> gives.</summary>
    Parts,
}

/// <summary>The types of the runtime that the parser knows, by name.</summary>
internal static class LanguageTypes
{
    public const string Namespace = "AutoDiffRnn";
    public const string CellAttribute = "RnnCellAttribute";
    public const string CellAttributeFullName = Namespace + "." + CellAttribute;
    public const string FunctionAttribute = "DifferentiableAttribute";
    public const string FunctionAttributeFullName = Namespace + "." + FunctionAttribute;
    public const string ProgramAttribute = "CellProgramAttribute";
    public const string Math = "CellMath";

    public static LanguageType Of(ITypeSymbol? type) => type switch
    {
        null or IErrorTypeSymbol => LanguageType.Error,
        { SpecialType: SpecialType.System_Double } => LanguageType.Double,
        { SpecialType: SpecialType.System_Int32 } => LanguageType.Int,
        { SpecialType: SpecialType.System_Boolean } => LanguageType.Bool,
        _ when Is(type, "Vector") => LanguageType.Vector,
        _ when Is(type, "Matrix") => LanguageType.Matrix,
        _ when Is(type, "Mask") => LanguageType.Mask,
        _ when Is(type, "VectorParts") => LanguageType.Parts,
        _ => LanguageType.Other,
    };

    /// <summary>The word for a type, as a user writes it.</summary>
    public static string WordFor(LanguageType type) => type is LanguageType.Double or LanguageType.Int or LanguageType.Bool
        ? type.ToString().ToLowerInvariant()
        : type.ToString();

    /// <summary>Whether a method has that attribute of the runtime.</summary>
    public static bool HasAttribute(IMethodSymbol method, string name)
        => method.GetAttributes().Any(attribute => Is(attribute.AttributeClass, name));

    /// <summary>Whether the type is that one of the runtime.</summary>
    public static bool Is(ITypeSymbol? type, string name) => type is INamedTypeSymbol
    {
        ContainingType: null,
        Arity: 0,
        ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true },
    } && type.Name == name;

    /// <summary>The type as a user writes it.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
