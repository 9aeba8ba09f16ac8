using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Reads the parameters of a cell: role, type and sizes.</summary>
internal sealed class ParameterParser(Signature signature, Problems problems)
{
    private static readonly Dictionary<string, Role> Roles = new(StringComparer.Ordinal)
    {
        ["InputAttribute"] = Role.Input,
        ["StateAttribute"] = Role.State,
        ["WeightAttribute"] = Role.Weight,
        ["ConstantAttribute"] = Role.Constant,
    };

    private static readonly Dictionary<Role, (LanguageType[] Types, string Instead)> Types = new()
    {
        [Role.Input] = ([LanguageType.Matrix, LanguageType.Vector, LanguageType.Double, LanguageType.Int],
            "Matrix, Vector, double, or int for a token or class"),
        [Role.State] = ([LanguageType.Matrix, LanguageType.Vector, LanguageType.Double], "Matrix, Vector or double"),
        [Role.Weight] = ([LanguageType.Matrix, LanguageType.Vector, LanguageType.Double], "Matrix, Vector or double"),
        [Role.Constant] = ([LanguageType.Double, LanguageType.Int, LanguageType.Bool], "double, int or bool"),
    };

    private static readonly char[] BetweenNames = [' ', '+', '-', '*', '/', '(', ')'];

    /// <summary>Reads one parameter; one without a role, or without a name so far, is left out.</summary>
    public void Read(IParameterSymbol symbol, ParameterSyntax syntax)
    {
        var roles = symbol.GetAttributes()
            .Where(IsRole)
            .ToList();
        var before = problems.Count;
        if (symbol.RefKind != RefKind.None || symbol.IsParams)
        {
            var modifiers = string.Join(" ", syntax.Modifiers.Select(modifier => modifier.Text).Where(text => text is not "this" and not "scoped"));
            problems.Add(Descriptors.NotByValue, syntax.Modifiers[0], symbol.Name, modifiers);
        }

        if (symbol.Name.Length == 0)
            return;
        if (roles.Count != 1)
        {
            var given = roles.Count == 0 ? "has no role" : $"has {roles.Count} roles, {string.Join(", ", roles.Select(role => $"[{Name(role)}]"))}";
            problems.Add(Descriptors.WrongRole, syntax.Identifier, symbol.Name, given);
            return;
        }

        var type = LanguageTypes.Of(symbol.Type);
        var role = Roles[roles[0].AttributeClass!.Name];
        var shape = ShapeOf(symbol, syntax, type, role, roles[0]);
        var constant = role != Role.Constant ? ConstantType.None : type switch
        {
            LanguageType.Int => ConstantType.Int,
            LanguageType.Bool => ConstantType.Bool,
            _ => ConstantType.Double,
        };
        var isSound = problems.Count == before && type != LanguageType.Error && roles[0].AttributeConstructor is not null;
        signature.Parameters.Add(new SignatureParameter(symbol, new CellParameter(role, symbol.Name, shape, constant), type, isSound));
    }

    // The shape that type and sizes name. Where they are wrong, the nearest one, so that the network still has the member.
    private Shape ShapeOf(IParameterSymbol symbol, ParameterSyntax syntax, LanguageType type, Role role, AttributeData attribute)
    {
        var sizes = Sizes(attribute).ToList();
        var isKnown = CheckType(symbol, syntax, type, role);
        var rank = Rank(type) ?? Math.Min(sizes.Count, 2);
        var takesSizes = isKnown && attribute.AttributeConstructor is not null && role != Role.Constant;
        if (takesSizes && sizes.Count != rank && sizes.Count > 0)
            ReportSizeCount(symbol, type, attribute, sizes.Count, rank);
        var read = sizes.Select(size => ReadSize(size.Text, size.At)).ToList();
        if (takesSizes && read.Count == 0)
            read.AddRange(OpenSizes(symbol.Name, rank));
        while (read.Count < rank)
            read.Add(Dim.One);
        var element = type == LanguageType.Int && role == Role.Input ? Element.Index : type == LanguageType.Bool ? Element.Truth : Element.Real;
        return new Shape(element, read.Take(rank).ToEquatable());
    }

    /// <summary>The name of a parameter, and the words of the sizes that its attributes name.</summary>
    public static IEnumerable<string> NamesIn(IParameterSymbol parameter) => parameter.GetAttributes()
        .Where(IsRole)
        .SelectMany(Sizes)
        .SelectMany(size => size.Text.Split(BetweenNames))
        .Append(parameter.Name);

    /// <summary>The roles that a parameter's attributes give it.</summary>
    public static IEnumerable<(AttributeData Attribute, Role Role)> RolesOf(IParameterSymbol parameter)
        => parameter.GetAttributes().Where(IsRole).Select(attribute => (attribute, Roles[attribute.AttributeClass!.Name]));

    /// <summary>Whether a parameter of this type may have that role.</summary>
    public static bool Allows(Role role, LanguageType type) => Types[role].Types.Contains(type);

    private IEnumerable<Dim> OpenSizes(string parameter, int rank) => rank switch
    {
        0 => [],
        1 => [signature.OpenSize(parameter + "Length", isKept: true)],
        _ => [signature.OpenSize(parameter + "Rows", isKept: false), signature.OpenSize(parameter + "Columns", isKept: false)],
    };

    private bool CheckType(IParameterSymbol symbol, ParameterSyntax syntax, LanguageType type, Role role)
    {
        if (Allows(role, type))
            return true;
        if (type != LanguageType.Error)
            problems.Add(Descriptors.WrongParameterType, syntax.Type!, role, symbol.Name, LanguageTypes.Display(symbol.Type), Types[role].Instead);
        return false;
    }

    /// <summary>Reports the sizes of a parameter that are not written and that nothing in the body tells.</summary>
    public static void ReportUnknownSizes(SignatureParameter parameter, Problems problems)
    {
        var attribute = parameter.Symbol.GetAttributes().First(IsRole);
        var write = Example(Name(attribute), parameter.Parameter.Shape.Rank);
        problems.Add(Descriptors.SizeNotInferred, AttributeSyntaxOf(attribute), parameter.Symbol.Name, write);
    }

    private static bool IsRole(AttributeData attribute)
        => attribute.AttributeClass is { } type && Roles.ContainsKey(type.Name) && LanguageTypes.Is(type, type.Name);

    private static string Example(string role, int rank) => rank switch
    {
        0 => $"[{role}]",
        1 => $"[{role}(\"H\")]",
        _ => $"[{role}(\"H\", \"I\")]",
    };

    private void ReportSizeCount(IParameterSymbol symbol, LanguageType type, AttributeData attribute, int given, int expected)
    {
        var role = Name(attribute);
        var takes = expected switch { 0 => "no size", 1 => "1 size", _ => "2 sizes: rows and columns" };
        var display = LanguageTypes.Display(symbol.Type);
        problems.Add(Descriptors.WrongSizeCount, AttributeSyntaxOf(attribute), symbol.Name, display, takes, role, given, Example(role, expected));
    }

    private Dim ReadSize(string text, SyntaxNode at)
    {
        var result = DimParser.Parse(text);
        if (result.Problem is { } problem)
            problems.Add(Descriptors.WrongSize, at, text, problem);
        signature.Dimensions.AddRange(result.Names.Where(name => !signature.Dimensions.Contains(name)));
        return result.Dim ?? Dim.One;
    }

    // The texts that an attribute names, each with its place.
    private static IEnumerable<(string Text, SyntaxNode At)> Sizes(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length == 0 || arguments[0] is not { Kind: TypedConstantKind.Array, IsNull: false } array)
            return [];
        var whole = AttributeSyntaxOf(attribute);
        var places = whole.ArgumentList?.Arguments.Select(argument => (SyntaxNode)argument.Expression).ToImmutableArray() ?? [];
        return array.Values.Select((value, i) => (value.Value as string ?? "", places.Length == array.Values.Length ? places[i] : whole));
    }

    private static AttributeSyntax AttributeSyntaxOf(AttributeData attribute) => (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax();

    private static string Name(AttributeData attribute) => attribute.AttributeClass!.Name.Replace("Attribute", "");

    /// <summary>The number of sizes that a type takes; null for one that is not of the language.</summary>
    public static int? Rank(LanguageType type) => type switch
    {
        LanguageType.Double or LanguageType.Int or LanguageType.Bool => 0,
        LanguageType.Vector => 1,
        LanguageType.Matrix => 2,
        _ => null,
    };
}
