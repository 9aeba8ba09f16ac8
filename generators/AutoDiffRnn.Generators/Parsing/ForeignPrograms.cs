using System.Linq;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Ir.Text;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>Why a method of another assembly cannot be called: a diagnostic without its place.</summary>
internal sealed record ForeignProblem(DiagnosticDescriptor Descriptor, object[] Arguments);

/// <summary>Finds the programs that other assemblies carry in their attributes.</summary>
internal static class ForeignPrograms
{
    /// <summary>The program of a method of another assembly, or why there is none.</summary>
    public static (Callable? Callable, ForeignProblem? Problem) Find(IMethodSymbol method)
    {
        var name = $"{method.ContainingType.Name}.{method.Name}";
        var assembly = method.ContainingAssembly.Name;
        var id = method.GetDocumentationCommentId();
        var attribute = method.ContainingAssembly.GetAttributes().FirstOrDefault(attribute => IsProgramOf(attribute, id));
        if (attribute is null)
            return (null, new ForeignProblem(Descriptors.NoProgram, [name, assembly]));
        var arguments = attribute.ConstructorArguments;
        if (arguments[0].Value is not int version || version != ProgramText.Version)
        {
            var isNewer = arguments[0].Value is int other && other > ProgramText.Version;
            var instead = isNewer
                ? $"update the package AutoDiffRnn of this project to the one that '{assembly}' was built with"
                : $"update '{assembly}' to one that was built with the package AutoDiffRnn of this project";
            return (null, new ForeignProblem(Descriptors.ProgramVersion, [name, assembly, arguments[0].Value ?? 0, ProgramText.Version, instead]));
        }

        var read = ProgramReader.Read((arguments[2].Value as string ?? "") + "\n");
        var problem = read.Callable is { } callable ? Mismatch(callable, method, id) : read.Problem;
        return problem is null ? (read.Callable, null) : (null, new ForeignProblem(Descriptors.ProgramDamaged, [name, assembly, problem]));
    }

    private static bool IsProgramOf(AttributeData attribute, string? method)
        => LanguageTypes.Is(attribute.AttributeClass, LanguageTypes.ProgramAttribute)
        && attribute.ConstructorArguments is [_, { Value: string id }, _] && id == method;

    // What the replay takes for granted of a program beside the method that it is said to be of.
    private static string? Mismatch(Callable callable, IMethodSymbol method, string? id)
    {
        var parameters = method.Parameters.Select(parameter => (parameter.Name, LanguageTypes.WordFor(LanguageTypes.Of(parameter.Type))));
        if (callable.Method != id || !callable.Parameters.Select(formal => (formal.Name, formal.Type)).SequenceEqual(parameters))
            return "it is the program of another method";
        var results = method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements.Length : 1;
        if (callable.Results.Count != results)
            return "it has other results than the method";
        var stray = callable.Program.Instructions.FirstOrDefault(leaf => IsFromOutside(leaf) && callable.Parameters.All(formal => formal.Name != leaf.Symbol));
        return stray is null ? null : $"it reads '{stray.Symbol}', which is no parameter";
    }

    /// <summary>Whether an instruction of a callable's program is one of its parameters.</summary>
    public static bool IsFromOutside(Instruction instruction) => instruction.Op.Kind == OperatorKind.Leaf
        && (instruction.Op == Operators.Input || instruction.Op == Operators.Previous || instruction.Op == Operators.Weight
            || instruction.Op == Operators.Constant);
}
