using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Diagnostics;

/// <content>What a cell's body may not contain, or not yet.</content>
internal static partial class Descriptors
{
    /// <summary><c>'while' cannot be differentiated in cell 'Step'; write a for loop …</c></summary>
    public static readonly DiagnosticDescriptor ControlFlow = new(
        id: "ADR0013",
        title: "What a cell repeats or chooses is known while compiling or chosen by a condition",
        messageFormat: "'{0}' cannot be differentiated in cell '{1}'; {2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0013.md");

    /// <summary><c>'new Vector(1, 2)' is not part of the cell language; make it a [Weight] …</c></summary>
    public static readonly DiagnosticDescriptor NotInLanguage = new(
        id: "ADR0014",
        title: "The code is not part of the cell language",
        messageFormat: "'{0}' is not part of the cell language; {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0014.md");

    /// <summary><c>'Gate' cannot be called from a cell; mark it [Differentiable], …</c></summary>
    public static readonly DiagnosticDescriptor Call = new(
        id: "ADR0015",
        title: "A cell calls functions of CellMath, differentiable methods and cells",
        messageFormat: "'{0}' cannot be called from a cell; {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0015.md");

    /// <summary><c>'Math.Tanh' has no derivative here; use CellMath.Tanh</c></summary>
    public static readonly DiagnosticDescriptor SystemMath = new(
        id: "ADR0016",
        title: "The mathematics of a cell is that of CellMath",
        messageFormat: "'{0}' has no derivative here; use CellMath.{1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0016.md");

    /// <summary><c>'Wx * h': Wx is a matrix [H, I], h a vector [H]; …</c></summary>
    public static readonly DiagnosticDescriptor ShapesDiffer = new(
        id: "ADR0018",
        title: "The shapes of the operands do not fit",
        messageFormat: "'{0}': {1}; {2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0018.md");

    /// <summary><c>'token' cannot be a bound or a length; …</c></summary>
    public static readonly DiagnosticDescriptor NotASize = new(
        id: "ADR0021",
        title: "Bounds and lengths are known when a network is created",
        messageFormat: "'{0}' cannot be {1}; {2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0021.md");

    /// <summary><c>'token + 1' takes a token or class for a number; …</c></summary>
    public static readonly DiagnosticDescriptor TokenAsNumber = new(
        id: "ADR0022",
        title: "A token is not a number",
        messageFormat: "'{0}' takes a token or class for a number; use an int input only as the row of a weight, the element of a vector "
            + "or the target of CrossEntropy, and make a number that is computed with a double",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0022.md");

    /// <summary><c>'Leak' is neither a parameter nor a local of the cell; make it a [Constant] parameter</c></summary>
    public static readonly DiagnosticDescriptor OutsideValue = new(
        id: "ADR0023",
        title: "A cell depends on its parameters alone",
        messageFormat: "'{0}' is neither a parameter nor a local of the cell; make it a [Constant] or [Weight] parameter, or a const",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0023.md");

    /// <summary><c>The expression is nested more than 200 levels deep; give parts of it names of their own</c></summary>
    public static readonly DiagnosticDescriptor TooDeep = new(
        id: "ADR0024",
        title: "The code is nested too deeply",
        messageFormat: "The code is nested more than {0} levels deep; give parts of it names of their own",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0024.md");

    /// <summary><c>The rounds of 'k &lt; n' are not known while compiling; …</c></summary>
    public static readonly DiagnosticDescriptor LoopBound = new(
        id: "ADR0025",
        title: "The rounds of a loop are known when a network is created",
        messageFormat: "The rounds of a loop with the condition '{0}' are not known when a network is created; compare a counter that each round changes by "
            + "the same number with a number, a const, a [Constant] int, or a .Length, .Rows or .Columns",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0025.md");

    /// <summary><c>'for' is more than 2000 statements when it is written out; …</c></summary>
    public static readonly DiagnosticDescriptor TooManyStatements = new(
        id: "ADR0026",
        title: "A cell is too long once its loops and calls are written out",
        messageFormat: "With '{0}' the cell is more than {1} statements once its loops and calls are written out; let it run fewer rounds or make fewer calls",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0026.md");

    /// <summary><c>'a' is a vector [H] on one side and a vector [I] on the other; …</c></summary>
    public static readonly DiagnosticDescriptor SidesDiffer = new(
        id: "ADR0027",
        title: "Both sides of a branch leave the same shape",
        messageFormat: "'{0}' is {1}; what is read after a branch has one shape",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0027.md");

    /// <summary><c>'Power' is called within itself more than 32 times; …</c></summary>
    public static readonly DiagnosticDescriptor CallTooDeep = new(
        id: "ADR0028",
        title: "Calls are nested too deeply",
        messageFormat: "'{0}' is called more than {1} calls deep; let a number that is known while compiling end the recursion",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0028.md");

    /// <summary><c>'SignAdjoint' is not the derivative of 'Sign': it takes …</c></summary>
    public static readonly DiagnosticDescriptor WrongDerivative = new(
        id: "ADR0029",
        title: "A hand-written derivative fits its method",
        messageFormat: "'{0}' is not the derivative of '{1}': {2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0029.md");

    /// <summary><c>'Cells.Lstm' cannot be called: 'Zoo' carries no program for it; …</c></summary>
    public static readonly DiagnosticDescriptor NoProgram = new(
        id: "ADR0041",
        title: "A method of another assembly travels with its program",
        messageFormat: "'{0}' cannot be called: assembly '{1}' carries no program for it; "
            + "make the method and its types public, and build '{1}' with the package AutoDiffRnn",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0041.md");

    /// <summary><c>'Cells.Lstm' cannot be called: its program in 'Zoo' is of version 2, this project reads version 1; …</c></summary>
    public static readonly DiagnosticDescriptor ProgramVersion = new(
        id: "ADR0042",
        title: "Programs of other assemblies are of this version",
        messageFormat: "'{0}' cannot be called: its program in assembly '{1}' is of version {2}, and this project reads version {3}; {4}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0042.md");

    /// <summary><c>'Cells.Lstm' cannot be called: its program in 'Zoo' is damaged (line 12: …); …</c></summary>
    public static readonly DiagnosticDescriptor ProgramDamaged = new(
        id: "ADR0043",
        title: "Programs of other assemblies can be read",
        messageFormat: "'{0}' cannot be called: its program in assembly '{1}' is damaged ({2}); build or install '{1}' anew",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0043.md");

    /// <summary>A fault of the generator, not of the user's.</summary>
    public static readonly DiagnosticDescriptor InternalError = new(
        id: "ADR0099",
        title: "The generator failed",
        messageFormat: "The generator failed on cell '{0}', and its network throws when it is used; "
            + "this is a fault of AutoDiffRnn, please report it ({1})",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0099.md");

    /// <summary><c>'n' changes from round to round …</c></summary>
    public static readonly DiagnosticDescriptor LoopVariable = new(
        id: "ADR0044",
        title: "Rounds hand on numbers, vectors and matrices",
        messageFormat: "'{0}' changes from round to round of a loop whose rounds are known only when a network is created; make it a double, a Vector or a Matrix",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0044.md");

    /// <summary><c>'Hoisting' in the property AutoDiffRnnDisable is no optimisation; write some of Hoist, Defer, …</c></summary>
    public static readonly DiagnosticDescriptor UnknownOptimization = new(
        id: "ADR0045",
        title: "The optimisations that a project disables exist",
        messageFormat: "'{0}' in the property {1} is no optimisation; write some of {2}, with a + between them",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0045.md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary><c>'maybe' in the property AutoDiffRnnMeasure is neither true nor false</c></summary>
    public static readonly DiagnosticDescriptor UnknownAnswer = new(
        id: "ADR0046",
        title: "Whether a project measures its cells is true or false",
        messageFormat: "'{0}' in the property {1} is neither true nor false",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "ADR0046.md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);
}
