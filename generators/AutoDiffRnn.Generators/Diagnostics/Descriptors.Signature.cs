using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Diagnostics;

/// <summary>
/// Every diagnostic of the cell language, each with its message. An id is never used again for something else; its page is
/// <c>docs/diagnostics/ID.md</c>, its row is in <c>AnalyzerReleases.Unshipped.md</c>.
/// </summary>
internal static partial class Descriptors
{
    internal const string Category = "AutoDiffRnn";
    internal const string HelpLink = "https://github.com/autodiffrnn/autodiffrnn/blob/main/docs/diagnostics/";

    /// <summary><c>'Step' cannot be a cell: it is not static; add 'static'</c></summary>
    public static readonly DiagnosticDescriptor NotACell = new(
        id: "ADR0001",
        title: "A cell is a static method with a body",
        messageFormat: "'{0}' cannot be a cell: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0001.md");

    /// <summary><c>The network of cell 'Step' is generated inside 'Outer'; add 'partial' to the declaration of 'Outer'</c></summary>
    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        id: "ADR0002",
        title: "The types around a cell's type are partial",
        messageFormat: "The network of cell '{0}' is generated inside '{1}'; add 'partial' to the declaration of '{1}'",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0002.md");

    /// <summary><c>Parameter 'x' has no role; give it exactly one of [Input], [State], [Weight] and [Constant]</c></summary>
    public static readonly DiagnosticDescriptor WrongRole = new(
        id: "ADR0003",
        title: "A parameter has one role",
        messageFormat: "Parameter '{0}' {1}; give it exactly one of [Input], [State], [Weight] and [Constant]",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0003.md");

    /// <summary><c>Parameter 'h' is passed by 'ref'; remove 'ref': a cell returns its results</c></summary>
    public static readonly DiagnosticDescriptor NotByValue = new(
        id: "ADR0004",
        title: "Parameters are passed by value",
        messageFormat: "Parameter '{0}' has the modifier '{1}'; remove it: a cell takes its parameters by value and returns its results",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0004.md");

    /// <summary><c>[Input] 'x' is of type 'float[]'; write Vector, double or int</c></summary>
    public static readonly DiagnosticDescriptor WrongParameterType = new(
        id: "ADR0005",
        title: "A parameter has a type of the cell language",
        messageFormat: "[{0}] '{1}' is of type '{2}'; write {3}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0005.md");

    /// <summary><c>'Wx' is of type 'Matrix', which takes 2 sizes, but [Weight] names 1; write [Weight("rows", "columns")]</c></summary>
    public static readonly DiagnosticDescriptor WrongSizeCount = new(
        id: "ADR0006",
        title: "A role names the sizes of its parameter",
        messageFormat: "'{0}' is of type '{1}', which takes {2}, but [{3}] names {4}; write {5}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0006.md");

    /// <summary><c>"4*" is not a size: it ends where a name or a whole number is expected</c></summary>
    public static readonly DiagnosticDescriptor WrongSize = new(
        id: "ADR0007",
        title: "A size is a name, a whole number or an expression over them",
        messageFormat: "\"{0}\" is not a size: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0007.md");

    /// <summary><c>Cell 'Step' returns 'void'; return the next value of each state</c></summary>
    public static readonly DiagnosticDescriptor WrongResult = new(
        id: "ADR0008",
        title: "A cell returns its states and outputs",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0008.md");

    /// <summary><c>State 'c' has no next value; name an element of the returned tuple 'c'</c></summary>
    public static readonly DiagnosticDescriptor StateNotReturned = new(
        id: "ADR0009",
        title: "Every state has a next value",
        messageFormat: "State '{0}' has no next value; {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0009.md");

    /// <summary><c>The next value of state 'h' is a vector [I], but the state is a vector [H]; …</c></summary>
    public static readonly DiagnosticDescriptor StateChangesShape = new(
        id: "ADR0010",
        title: "A state keeps its type and shape",
        messageFormat: "The next value of state '{0}' is a {1}, but the state is a {2}; a state keeps its type and shape from step to step",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0010.md");

    /// <summary><c>The name 'x' is both an output and an input; rename one of them</c></summary>
    public static readonly DiagnosticDescriptor NameUsedTwice = new(
        id: "ADR0011",
        title: "A name stands for one thing in a cell",
        messageFormat: "The name '{0}' is both {1} and {2}; rename one of them",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0011.md");

    /// <summary><c>Cell 'B.Step' and cell 'A.Step' would both generate 'StepNetwork' …; rename one of the methods</c></summary>
    public static readonly DiagnosticDescriptor CellsClash = new(
        id: "ADR0012",
        title: "Each cell of a namespace has a name of its own",
        messageFormat: "Cell '{0}' and cell '{1}' would both generate '{2}' (names that differ only in case clash too); rename one of the methods",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0012.md");

    /// <summary><c>The size of 'W' is not written, and nothing in the cell tells it; write [Weight("H", "I")]</c></summary>
    public static readonly DiagnosticDescriptor SizeNotInferred = new(
        id: "ADR0040",
        title: "A size that is not written follows from the cell",
        messageFormat: "The size of '{0}' is not written, and nothing in the cell tells it; write {1}, with names of your own",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0040.md");
}
