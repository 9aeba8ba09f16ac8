using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiffRnn.Generators.Diagnostics;
using AutoDiffRnn.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Parsing;

/// <summary>
/// Turns a cell's body into a program. What the language does not have is reported at its own node, and the rest is read on,
/// so that all problems of a cell are known at once; an expression with a problem is <see cref="Operand.Unknown"/>, and so
/// is what is made of it, without another word.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>How deep expressions and blocks may be nested: far beyond what a person writes, far within any stack.</summary>
    public const int MaxDepth = 200;

    private readonly Signature _signature;
    private readonly SemanticModel? _semantics;
    private readonly Problems _problems;
    private readonly CancellationToken _cancellation;
    private ProgramBuilder _builder = new();
    private readonly Journal _variables = new();

    // Where each statement of a program is written: of the cell's, and of those of its loops.
    private readonly Dictionary<ProgramBuilder, List<Location>> _places = [];

    // The cell, or the method that it calls, whose body is read.
    private string _cell;
    private Exit _exit;
    private int _depth;
    private bool _hasUnknown;

    private Lowering(Signature signature, string cell, SemanticModel? semantics, Problems problems, CancellationToken cancellation)
    {
        _signature = signature;
        _cell = cell;
        _semantics = semantics;
        _problems = problems;
        _cancellation = cancellation;
        foreach (var parameter in signature.Parameters)
            _variables.Assign(parameter.Symbol, parameter.IsSound ? Leaf(parameter.Parameter) : Operand.Unknown);
    }

    /// <summary>The program of a cell's body, the shapes of its results as far as they are known, and where each statement is written.</summary>
    public static (StepProgram? Program, IReadOnlyList<Shape?> Results, IReadOnlyList<Location> Places) Lower(
        Signature signature,
        IMethodSymbol method,
        IOperation? body,
        SemanticModel? semantics,
        Problems problems,
        CancellationToken cancellation)
    {
        while (true)
        {
            var found = new Problems();
            var lowering = new Lowering(signature, method.Name, semantics, found, cancellation);
            lowering.RegisterFunctions(body);
            if (body is not null)
                lowering.LowerBody(body);
            var results = body is null ? null : (lowering.FoldReturns(body.Syntax) as Several)?.Items;
            if (results is { Count: 1 } && HandwrittenDerivative.Of(method) is { } derivative)
                results = [lowering.WithDerivative(body!.Syntax, derivative, results[0], lowering.OwnArguments())];
            var shapes = lowering.BindResults(results);
            // Each time there are fewer sizes left open, so this ends. What a reading without them reported is forgotten with it.
            if (signature.Sizes.TakeNews())
            {
                signature.ApplySizes();
                continue;
            }

            problems.Add(found);
            var isWhole = found.Count == 0 && results is not null && !lowering._hasUnknown;
            return (isWhole ? lowering._builder.Build() : null, shapes, lowering._places.TryGetValue(lowering._builder, out var places) ? places : []);
        }
    }

    // The parameters as a method that is read alone is called with them.
    private (IParameterSymbol Parameter, Operand Value, SyntaxNode Syntax)[] OwnArguments() =>
    [
        .. _signature.Parameters.Select(parameter => (parameter.Symbol, Leaf(parameter.Parameter), parameter.Symbol.DeclaringSyntaxReferences[0].GetSyntax())),
    ];

    private Operand Leaf(CellParameter parameter) => parameter switch
    {
        { Role: Role.Constant, ConstantType: ConstantType.Int } => new Whole(Dim.Named(ReservedNames.OfConstant(parameter.Name)), Constant: parameter.Name),
        { Role: Role.Constant } => new Computed(_builder.Leaf(Operators.Constant, parameter.Name, parameter.Shape)),
        { Role: Role.Input } => new Computed(_builder.Leaf(Operators.Input, parameter.Name, parameter.Shape)),
        { Role: Role.State } => new Computed(_builder.Leaf(Operators.Previous, parameter.Name, parameter.Shape)),
        _ => new Computed(_builder.Leaf(Operators.Weight, parameter.Name, parameter.Shape)),
    };

    /// <summary>The operand as a value: a whole number becomes one with the user's text where it has one.</summary>
    private Operand AsNumber(Operand operand) => operand switch
    {
        Whole whole => new Computed(Number(whole)),
        Counter { Number: var number } => new Computed(number),
        _ => operand,
    };

    private Value Number(Whole whole)
    {
        // What a loop reads of the cell's constants, it reads as sizes: its network has no other numbers of the cell's.
        if (whole.Constant is { } constant && _loops.Count == 0)
            return _builder.Leaf(Operators.Constant, constant, Shape.Scalar);
        if (whole.Literal is { } literal)
            return _builder.Literal(literal);
        return whole.Size.Value is { } value ? Number(value) : _builder.Size(whole.Size);
    }

    // A literal has no sign, as in C#.
    private Value Number(double value) => value < 0 ? -_builder.Number(-value) : _builder.Number(value);

    private Operand Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken at, params object[] arguments)
    {
        _problems.Add(descriptor, at, arguments);
        return Operand.Unknown;
    }

    // What has no type is wrong for the compiler already.
    private Operand Refuse(IOperation operation)
    {
        if (operation.Type is not IErrorTypeSymbol)
            Fence.Refuse(operation, _cell, _problems);
        return Operand.Unknown;
    }

    // The next values of the states and the outputs, each in a place of its own.
    private List<Shape?> BindResults(IReadOnlyList<Operand>? results)
    {
        var bound = new HashSet<int>();
        var shapes = _signature.Results.Select((result, i) => results is null ? null : (results[i] as Computed)?.Shape).ToList();
        // The states come first: where one value is a state and an output, the output is the copy.
        var order = _signature.Results.Select((result, i) => (Result: result, Index: i)).OrderBy(item => item.Result.State is null);
        foreach (var (result, i) in order)
        {
            if (results is null || results[i] is not Computed { Value: var value })
            {
                _hasUnknown = true;
                continue;
            }

            var kind = value.Instruction.Op.Kind;
            if (!bound.Add(value.Number) || kind is OperatorKind.Leaf or OperatorKind.View)
                value = _builder.Copy(value);
            value = _builder.Named(value, result.Name);
            (result.State is null ? _builder.Outputs : _builder.NextStates).Add(new Binding(result.Name, value.Number));
        }

        return shapes;
    }

    // A returned value, checked against what the signature says of it.
    private Operand CheckResult(SignatureResult result, Operand operand, SyntaxNode at)
    {
        // A function may give back a comparison.
        var isTruth = result.Type is LanguageType.Bool or LanguageType.Mask;
        if (AsNumber(operand) is not Computed value || value.IsToken || value.IsReal == isTruth)
            return Operand.Unknown;
        if (result.State is not { IsSound: true } state || result.Type != state.Type || value.Shape.Equals(state.Parameter.Shape))
            return value;
        return _signature.Sizes.Unify(Misfit.Pairs(value.Shape, state.Parameter.Shape))
            ? Operand.Unknown
            : Report(Descriptors.StateChangesShape, at, result.Name, value.Shape, state.Parameter.Shape);
    }
}
