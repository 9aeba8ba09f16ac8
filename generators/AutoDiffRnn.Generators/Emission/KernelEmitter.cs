using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// Writes a kernel as a method: for each row its scalars, then one loop over the lanes of its vectors. Values that only this kernel
/// reads stay in registers; a value that is used once and has no name is written where it is used.
/// </summary>
internal sealed partial class KernelEmitter
{
    /// <summary>What stands on each generated method that runs in a call: full speed from the first one on, loops or not.</summary>
    public const string Optimised =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <summary>The type of a worker's part of the rows.</summary>
    public const string Share = "global::AutoDiffRnn.Kernels.Share";

    private const string RowsType = "global::AutoDiffRnn.Kernels.Rows";

    /// <summary>The local that says whether a backward pass was asked for the norms of adjoints.</summary>
    public const string Norms = "norms";

    private const string OverLanes = "where TLanes : struct, global::AutoDiffRnn.Kernels.ILanes<TLanes, T>";

    private const int LongestQuotation = 300;

    // Of as many rows, a call is one line; of more, each has its own.
    private const int LongestCall = 5;

    private readonly Names _names;
    private readonly Access _access;
    private readonly Kernel _kernel;
    private readonly KernelExpressions _expressions;
    private readonly StepProgram _program;
    private readonly bool _isShared;
    private readonly bool _isByUnits;
    private readonly bool _takesRows;
    private readonly LoopOrder _order;
    private readonly List<string> _scalars = [];
    private readonly List<string> _vectors = [];
    private readonly List<string> _finished = [];
    private readonly Dictionary<int, List<string>> _statements = [];

    /// <summary>Makes the text of a kernel, all of it: an expression may need a declaration before the loops.</summary>
    /// <param name="names">The names.</param>
    /// <param name="access">Where values are found.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="isByUnits">Whether a worker may be given some units of the rows only.</param>
    /// <param name="order">The loops that it stands in.</param>
    /// <param name="takesRows">Whether a loop over time calls it, and gives it the rows of a step.</param>
    public KernelEmitter(
        Names names, Access access, Kernel kernel, bool isByUnits, LoopOrder order = LoopOrder.RowsLanes, bool takesRows = false)
    {
        _order = order;
        _names = names;
        _access = access;
        _kernel = kernel;
        _isByUnits = isByUnits;
        _program = access.Program;
        _isShared = kernel.Scalars.Concat(kernel.Vectors).All(number => _program[number].IsShared);
        _takesRows = takesRows && !_isShared;
        _expressions = new KernelExpressions(names, access, kernel, order, _takesRows);
        EmitStatements(_kernel.Scalars, _scalars, isVector: false);
        EmitVectors();
        EmitStepSums();
    }

    /// <summary>What is declared before the loops.</summary>
    public IReadOnlyList<string> Opening => _expressions.Opening;

    /// <summary>The statements that compute a value; none for one that is written where it is used.</summary>
    public IReadOnlyList<string> StatementsOf(int number) => _statements.TryGetValue(number, out var lines) ? lines : [];

    /// <summary>The value in whose statements a value is computed: the value itself, or what reads one that is written where it is used.</summary>
    public int StatementOf(int number)
    {
        while (_expressions.IsInlined(number) && _expressions.ReaderOf(number) is { } reader)
            number = reader;
        return number;
    }

    /// <summary>The name of a method that computes values: after those that it stores.</summary>
    public static string NameOf(Names names, Access access, Storage storage, IEnumerable<Kernel> kernels)
    {
        var computed = kernels.SelectMany(kernel => kernel.Scalars.Concat(kernel.Vectors)).ToList();
        var all = computed.Where(number => access.Program[number].Op != Operators.SquaredNorm).ToList();
        if (all.Count == 0)
            all = computed;
        var stored = all.Where(number => storage.ExtentOf(number) is not null || access.Shared(number) is not null).ToList();
        var told = (stored.Count > 0 ? stored : all).Select(number => names.Value(access.Program, number)).ToList();
        var values = told.Count <= 3 ? string.Join("_", told) : $"{told[0]}_to_{told[told.Count - 1]}";
        return names.Other($"kernel {access.Program.IsAdjoint} {all[0]}", "Compute_" + values);
    }

    /// <summary>What a method of kernels is given beside the rows, each as its type, its name and what a call passes.</summary>
    public static IReadOnlyList<(string Type, string Name, string Value)> Extras(StepProgram program, IReadOnlyList<Kernel> kernels, bool isByUnits)
    {
        var extras = new List<(string Type, string Name, string Value)>();
        if (isByUnits)
            extras.Add((Share, "units", $"Units({kernels[0].Width!}, worker)"));
        if (kernels.SelectMany(kernel => kernel.Scalars.Concat(kernel.Vectors)).Any(number => program[number].Op == Operators.SquaredNorm))
            extras.Add(("bool", Norms, Norms));
        return extras;
    }

    /// <summary>Opens a method of kernels.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="parameters">Its parameters, all on one line or each on its own.</param>
    public static System.IDisposable Method(SourceWriter writer, string name, params string[] parameters)
    {
        writer.Line();
        writer.Line(Optimised);
        writer.Line($"private void {name}<TLanes>({(parameters.Length == 1 ? parameters[0] + ")" : "")}");
        using (writer.Indent())
        {
            for (var i = 0; i < parameters.Length && parameters.Length > 1; i++)
                writer.Line(parameters[i] + (i == parameters.Length - 1 ? ")" : ","));
            writer.Line(OverLanes);
        }

        return writer.Block();
    }

    /// <summary>Writes the kernel as a method of its own.</summary>
    public void Emit(SourceWriter writer, string name)
    {
        using (Method(writer, name, Parameters()))
        {
            foreach (var line in Opening)
                writer.Line(line);
            if (_isShared)
                EmitRow(writer);
            else
                EmitRows(writer);
        }
    }

    /// <summary>The call of the kernel's method for some rows of a step, or of all steps.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="step">The step's number.</param>
    /// <param name="count">The rows.</param>
    /// <param name="find">How the rows that the kernel is given are found.</param>
    public string Call(string name, string step, string count, System.Func<FoundRows, string> find)
    {
        if (_isShared)
            return $"{name}<TLanes>();";
        var tape = !_takesRows || _expressions.NeedsTape ? $"tape, {step}, " : "";
        var arguments = _expressions.Given.Select(find).Prepend(tape + count)
            .Concat(Extras(_program, [_kernel], _isByUnits).Select(extra => extra.Value));
        return _expressions.Given.Count > LongestCall
            ? $"{name}<TLanes>(\n    {string.Join(",\n    ", arguments)});"
            : $"{name}<TLanes>({string.Join(", ", arguments)});";
    }

    private string[] Parameters()
    {
        if (_isShared)
            return [""];
        var extras = Extras(_program, [_kernel], _isByUnits);
        if (!_takesRows)
            return [$"Tape tape, int t, {Share} rows{Parameters(extras)}"];
        var all = _expressions.NeedsTape ? new List<string> { "Tape tape", "int t" } : [];
        all.Add($"{Share} rows");
        all.AddRange(_expressions.Given.Select(given => $"{RowsType}<{given.Type}> {given.Name}Rows"));
        all.AddRange(extras.Select(extra => $"{extra.Type} {extra.Name}"));
        return [.. all];
    }

    /// <summary>The last parameters of a method of kernels.</summary>
    public static string Parameters(IEnumerable<(string Type, string Name, string Value)> extras)
        => string.Concat(extras.Select(extra => $", {extra.Type} {extra.Name}"));

    /// <summary>The last arguments of a call of it.</summary>
    public static string Arguments(IEnumerable<(string Type, string Name, string Value)> extras)
        => string.Concat(extras.Select(extra => ", " + extra.Value));

    /// <summary>Writes the loop over the rows of a step.</summary>
    public void EmitRows(SourceWriter writer)
    {
        using (writer.Block("for (var row = 0; row < rows.Count; row++)"))
            EmitRow(writer);
    }

    private void EmitRow(SourceWriter writer)
    {
        foreach (var line in _expressions.RowOpening.Concat(_scalars).Concat(_expressions.LanesOpening))
            writer.Line(line);
        if (_vectors.Count > 0)
        {
            writer.Line();
            var (first, end) = _isByUnits ? ("(nuint)units.First", "(nuint)units.End") : ("0", "(nuint)" + _kernel.Width!.Operand);
            using (writer.Block($"for (nuint j = {first}; j < {end}; j += TLanes.Count)"))
            {
                foreach (var line in _vectors)
                    writer.Line(line);
            }
        }

        foreach (var line in _finished)
            writer.Line(line);
    }

    private void EmitVectors()
    {
        foreach (var sum in _kernel.Vectors.Where(number => _program[number].Op.Kind == OperatorKind.Sum))
            EmitSumEnds(sum);
        EmitStatements(_order == LoopOrder.LanesSteps ? StatesLast() : _kernel.Vectors, _vectors, isVector: true);
    }

    // What stands before the loop over lanes that adds a sum up, and what behind it.
    private void EmitSumEnds(int sum)
    {
        var name = _names.Value(_program, sum);
        if (_order == LoopOrder.LanesSteps)
            return;
        if (_program[sum].Op == Operators.SquaredNorm)
        {
            _expressions.LanesOpening.Add($"var {name}Sum = default(SquaredSum<TLanes>);");
            Finish(sum, $"if ({Norms})", $"    {_expressions.SquaresOf(sum)}.Scalar(row) = {name}Sum.Total;");
            return;
        }

        _expressions.LanesOpening.Add($"var {name}Sum = TLanes.Zero;");
        var place = _access.Shared(sum) is { } field ? field + ".Value" : _expressions.RowsOf(sum) + ".Scalar(row)";
        Finish(sum, $"{place} = Total({name}Sum);");
    }

    private void Finish(int sum, params string[] lines)
    {
        _finished.AddRange(lines);
        Note(sum, lines);
    }

    private void Note(int number, IReadOnlyList<string> lines)
    {
        if (!_statements.TryGetValue(number, out var noted))
            _statements[number] = noted = [];
        noted.InsertRange(0, lines);
    }

    // The statements of the values that are not written where they are used, under the user's statement that each comes from.
    private void EmitStatements(IReadOnlyList<int> numbers, List<string> lines, bool isVector)
    {
        var origin = -1;
        foreach (var number in numbers)
        {
            if (_expressions.IsInlined(number))
                continue;
            var instruction = _program[number];
            if (instruction.Origin != origin && instruction.Origin >= 0)
            {
                if (lines.Count > 0)
                    lines.Add("");
                lines.Add($"// {(_program.IsAdjoint ? "adjoint of: " : "")}{Quoted(_program.Statements[instruction.Origin])}");
            }

            origin = instruction.Origin < 0 ? origin : instruction.Origin;
            var statement = Statement(number, instruction, isVector);
            statement.InsertRange(0, _expressions.TakePending());
            lines.AddRange(statement);
            Note(number, statement);
        }
    }

    // One statement may have many values, each under a quotation of it.
    private static string Quoted(string statement)
        => statement.Length <= LongestQuotation ? statement : statement.Substring(0, LongestQuotation) + " …";

    private List<string> Statement(int number, Instruction instruction, bool isVector)
    {
        var name = _names.Value(_program, number);
        if (isVector && instruction.Op.Kind == OperatorKind.Sum)
        {
            var kept = $"Keep({_expressions.Of(instruction.Arguments[0], isVector: true).Text}, j, (nuint){_kernel.Width!.Operand})";
            if (_order == LoopOrder.LanesSteps)
                return [$"if ({Norms})", $"    AddSquares(ref {_expressions.RowsOf(number)}.Scalar(row), {kept}, j);"];
            return instruction.Op == Operators.SquaredNorm ? [$"if ({Norms})", $"    {name}Sum.Add({kept});"] : [$"{name}Sum += {kept};"];
        }

        if (instruction.Op == Operators.SquaredNorm)
        {
            var square = $"SquareOf({_expressions.Of(instruction.Arguments[0], isVector: false).Text})";
            return [$"if ({Norms})", $"    {_expressions.SquaresOf(number)}.Scalar(row) = {square};"];
        }

        var value = _expressions.Computed(number, isVector);
        if (!_access.IsKept(number) || IsHandedBack(number))
            return [$"var {name} = {value};"];
        var place = PlaceOf(number, isVector);
        return _expressions.IsReadHere(number) ? [$"var {name} = {value};", $"{place} = {name};"] : [$"{place} = {value};"];
    }

    private string PlaceOf(int number, bool isVector)
    {
        if (isVector)
            return _expressions.ElementsOf(number);
        return _isShared ? $"{_access.Shared(number)}.Value" : $"{_expressions.RowsOf(number)}.Scalar(row)";
    }
}
