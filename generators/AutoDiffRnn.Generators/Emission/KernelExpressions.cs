using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Passes;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>
/// The expressions of one kernel, and what has to be declared before them: rows before the loop over rows, constants before the
/// loop over lanes, a value that is read more than once before the first statement that reads it.
/// </summary>
internal sealed class KernelExpressions
{
    // Longer than this, a part of an expression is a statement of its own.
    private const int LongestPart = 1000;

    private readonly Names _names;
    private readonly Access _access;
    private readonly StepProgram _program;
    private readonly HashSet<int> _here;
    private readonly HashSet<int> _scalarsHere;
    private readonly LoopOrder _order;
    private readonly bool _takesRows;
    private readonly HashSet<int> _carried;
    private readonly Dictionary<int, int> _reads = [];
    private readonly Dictionary<int, int> _readers = [];
    private readonly HashSet<string> _declared = [];
    private readonly List<string> _pending = [];

    // The names of rows from some column on: a value has those of the one that it overwrites.
    private readonly Dictionary<string, string> _rowsFrom = [];

    // The names of parts of expressions that are declared before the statement.
    private readonly Dictionary<int, string> _parts = [];

    /// <param name="names">The names.</param>
    /// <param name="access">Where values are found.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="order">The loops that the kernel stands in.</param>
    /// <param name="takesRows">Whether the kernel is given the rows of the step, which a loop over time has found for all steps.</param>
    public KernelExpressions(Names names, Access access, Kernel kernel, LoopOrder order, bool takesRows)
    {
        _names = names;
        _access = access;
        _program = access.Program;
        _here = [.. kernel.Scalars.Concat(kernel.Vectors)];
        _scalarsHere = [.. kernel.Scalars];
        _order = order;
        _takesRows = takesRows;
        _carried = order == LoopOrder.LanesSteps ? [.. LaneLoop.Carried(_program, kernel)] : [];
        var summed = kernel.StepSums.Select(sum => GradientSums.SummandOf(_program, sum)).Distinct().ToList();
        foreach (var summand in summed.Where(_here.Contains))
        {
            _reads[summand] = 2; // its own statement, so that its name can be added up
            _readers[summand] = summand;
        }

        foreach (var reader in _here.Concat(summed.Where(summand => !_here.Contains(summand))))
        {
            foreach (var argument in _program[reader].Arguments.SelectMany(_program.Solid))
            {
                _reads.TryGetValue(argument, out var reads);
                _reads[argument] = reads + 1;
                _readers[argument] = reader;
            }
        }
    }

    /// <summary>Declared before the loops over time and rows.</summary>
    public List<string> Opening { get; } = [];

    /// <summary>The rows that the kernel is given, in the order in which it reads and writes them.</summary>
    public List<FoundRows> Given { get; } = [];

    /// <summary>Whether a kernel that is given its rows looks up others, or tells a step's number.</summary>
    public bool NeedsTape { get; private set; }

    /// <summary>Declared for each row; for each vector of it where that goes through all steps.</summary>
    public List<string> RowOpening { get; } = [];

    /// <summary>Declared for each row, after its scalars.</summary>
    public List<string> LanesOpening { get; } = [];

    /// <summary>Whether a value is written where it is used: it has no name, no place in memory, and one reader in this kernel.</summary>
    public bool IsInlined(int number)
    {
        var instruction = _program[number];
        if (instruction.IsTransparent)
            return true;
        _reads.TryGetValue(number, out var reads);
        return instruction.Name is null && reads == 1 && instruction.Op.Kind == OperatorKind.Elementwise && !_access.IsKept(number);
    }

    /// <summary>Whether this kernel reads the value, so that what it stores is kept in a local too.</summary>
    public bool IsReadHere(int number) => _reads.ContainsKey(number) || _carried.Any(leaf => _program.NextOf(_program[leaf]) == number);

    /// <summary>The leaves that stay in registers from step to step.</summary>
    public IEnumerable<int> Carried => _carried.OrderBy(leaf => leaf);

    /// <summary>The value of this kernel that reads a value, the last one if there are several; null for none.</summary>
    public int? ReaderOf(int number) => _readers.TryGetValue(number, out var reader) ? reader : null;

    /// <summary>The declarations that the last expression needs before its statement.</summary>
    public List<string> TakePending()
    {
        var lines = _pending.ToList();
        _pending.Clear();
        return lines;
    }

    /// <summary>A value's rows at the step that runs: an identifier, or one of all steps with its index, declared if need be.</summary>
    public string RowsOf(int number)
    {
        if (_order != LoopOrder.RowsLanes && _access.BufferOf(number) is { } buffer)
            return _access.At(number, StepsOf(buffer), "t");

        if (_access.Found(number) is not { } found)
            return Declare(LocalName(number) + "Rows", _access.Rows(number, "t", "rows"));
        // Values that lie side by side have their rows in common.
        var rows = found.Name + "Rows";
        if (!_takesRows)
            Declare(rows, $"tape.{found.Buffer}.Rows({found.Step}, rows)");
        else if (_declared.Add(rows))
            Given.Add(found);
        if (found.Column.Equals(Dim.Zero))
            return rows;
        if (!_rowsFrom.TryGetValue(found.From(rows), out var part))
            _rowsFrom[found.From(rows)] = part = Declare(LocalName(number) + "Rows", found.From(rows));
        return part;
    }

    /// <summary>Where the squared norms of an adjoint are written: found where they are asked for, which is seldom.</summary>
    public string SquaresOf(int number)
    {
        if (_order != LoopOrder.RowsLanes)
            return RowsOf(number);
        NeedsTape = true;
        return _access.Rows(number, "t", "rows");
    }

    /// <summary>What a carried leaf is before the first of some steps that run: of the step before them, in an adjoint of the one after.</summary>
    public string Before(int leaf)
    {
        if (!_program.IsAdjoint)
        {
            _ = ElementsOf(_program.NextOf(_program[leaf]));
            return $"{_access.BufferOf(leaf)}Column[part.First - 1]";
        }

        return $"Row<TLanes>({StepsOf(_access.BufferOf(leaf)!)}[part.End], row)[j]";
    }

    // The rows of a buffer at all steps, declared if need be.
    private string StepsOf(string buffer) => Declare(buffer + "Steps", $"tape.{buffer}.Steps(rows)");

    private string Declare(string name, string value)
    {
        if (_declared.Add(name))
            Opening.Add($"var {name} = {value};");
        return name;
    }

    /// <summary>The identifier of the row of a value, declared if need be.</summary>
    public string RowOf(int number)
    {
        var row = LocalName(number) + "Row";
        if (!_declared.Add(row))
            return row;
        if (_access.SharedRow(number) is { } shared)
            Opening.Add($"var {row} = {shared};");
        else if (_here.Contains(number) && _access.IsPart(number))
            RowOpening.Add($"var {row} = RowPart<TLanes>({RowsOf(number)}, row, {_program[number].Shape.Length});");
        else
            RowOpening.Add($"var {row} = Row<TLanes>({RowsOf(number)}, row);");
        return row;
    }

    /// <summary>The lanes of a value in memory, from element j on.</summary>
    public string ElementsOf(int number)
    {
        if (_order != LoopOrder.LanesSteps || _access.SharedRow(number) is not null)
            return $"{RowOf(number)}[j]";
        var (start, step) = _access.Column(number, "t");
        var buffer = _access.BufferOf(number)!;
        var column = (_program[number].Op.Kind == OperatorKind.View ? LocalName(number) : buffer) + "Column";
        if (_declared.Add(column))
            RowOpening.Add($"var {column} = Column<TLanes>({StepsOf(buffer)}, row, {(start.Equals(Dim.Zero) ? "j" : $"(nuint)({start}) + j")});");
        return $"{column}[{step}]";
    }

    /// <summary>A value as an operand: a name, a load, or the expression itself.</summary>
    public (string Text, double Precedence) Of(int number, bool isVector)
    {
        var instruction = _program[number];
        if (isVector && instruction.Shape.IsScalar && instruction.Shape.Element != Element.Index)
            return (Lanes(number), 3);
        if (!_here.Contains(number) && !instruction.IsTransparent)
            return (isVector ? Load(number) : ScalarOf(number), 3);
        if (!IsInlined(number))
            return (_names.Value(_program, number), 3);
        // What has no text of its own binds as its operand does.
        if (instruction.Op.Code == "{0}" && instruction.Op != Operators.Broadcast)
            return Of(instruction.Arguments[0], isVector);
        if (_parts.TryGetValue(number, out var part))
            return (part, 3);
        var text = Computed(number, isVector);
        if (text.Length > LongestPart && instruction.Op != Operators.Broadcast)
            return (_parts[number] = Part(number, text), 3);
        return (text, instruction.Op == Operators.Broadcast ? 3 : instruction.Op.Precedence);
    }

    // A part that is long gets a name, so that what is made of it does not grow with all that it is made of.
    private string Part(int number, string text)
    {
        var name = _names.Value(_program, number);
        _pending.Add($"var {name} = {text};");
        return name;
    }

    /// <summary>The expression that computes a value.</summary>
    public string Computed(int number, bool isVector)
    {
        var instruction = _program[number];
        if (instruction.Op == Operators.LogSumExp || instruction.Op == Operators.Maximum)
            return $"{instruction.Op.Name}({RowOf(instruction.Arguments[0])}, {_program[instruction.Arguments[0]].Shape.Width})";
        if (instruction.Op == Operators.Pick)
            return $"Element({RowOf(instruction.Arguments[0])}, {ScalarOf(instruction.Arguments[1])})";
        if (instruction.Op == Operators.OneHot)
            return $"OneHot<TLanes>(j, {ScalarOf(instruction.Arguments[0])})";
        if (instruction.Op == Operators.Broadcast)
            return Of(instruction.Arguments[0], isVector).Text;
        if (instruction.Op == Operators.TokenWithin)
        {
            NeedsTape = true;
            var token = Of(instruction.Arguments[0], isVector: false).Text;
            return $"TokenWithin({token}, {instruction.Sizes[0]}, \"{Access.NameOfToken(_program, number)}\", t, row, tape.Batch)";
        }

        var operands = instruction.Arguments
            .Select((argument, place) => Parenthesised(instruction.Op, Of(argument, isVector), place))
            .ToArray<object>();
        return string.Format(CultureInfo.InvariantCulture, instruction.Op.Code, operands);
    }

    private static string Parenthesised(Operator op, (string Text, double Precedence) operand, int place)
    {
        var isInfix = op.Precedence < 3;
        // Of two operators that bind alike the left one comes first; two minus signs in a row would read as a decrement.
        var comesSecond = operand.Precedence == op.Precedence && (place > 0 || op == Operators.Negate);
        var needs = isInfix && (operand.Precedence < op.Precedence || comesSecond);
        return needs ? $"({operand.Text})" : operand.Text;
    }

    // The lanes of a number: one name for a literal, spread once for each row otherwise.
    private string Lanes(int scalar)
    {
        var instruction = _program[scalar];
        if (instruction.Op == Operators.Literal)
        {
            var name = Naming.WordFor(instruction.Symbol)
                ?? _names.Other("literal " + instruction.Symbol, "number" + instruction.Symbol.Replace("-", "_minus_"));
            if (_declared.Add(name))
                Opening.Add($"var {name} = Number<TLanes>({instruction.Symbol});");
            return name;
        }

        if (IsWholeNumber(scalar))
            return $"Number<TLanes>({ScalarText(instruction)})";
        var local = LocalName(scalar) + "Lanes";
        if (_declared.Add(local))
        {
            var outside = TakePending();
            var value = Of(scalar, isVector: false).Text;
            // What all rows share is spread once for all of them, unless this kernel computes it.
            var isKnownBefore = instruction.IsShared && !_program.Solid(scalar).Any(_here.Contains) && !_here.Contains(scalar);
            var opening = isKnownBefore ? Opening : LanesOpening;
            opening.AddRange(TakePending());
            opening.Add($"var {local} = Spread<TLanes>({value});");
            _pending.AddRange(outside);
        }

        return local;
    }

    // What is an int in generated code: the size of a dimension, or a constant of the user's.
    private bool IsWholeNumber(int leaf)
        => _program[leaf].Op == Operators.Size || (_program[leaf].Op == Operators.Constant && _access.IsInteger(leaf));

    private string ScalarText(Instruction leaf) => leaf.Op == Operators.Constant ? _names.Parameter(leaf.Symbol) : leaf.Symbol;

    private string ScalarOf(int number)
    {
        var instruction = _program[number];
        if (instruction.Op == Operators.Literal || IsWholeNumber(number))
            return $"Scalar({ScalarText(instruction)})";
        if (instruction.Op == Operators.Constant)
            return _access.Local(number);
        if (instruction.Op == Operators.Ordinal)
            return instruction.Sizes[0].Operand;
        if (_scalarsHere.Contains(number))
            return IsInlined(number) ? Computed(number, isVector: false) : _names.Value(_program, number);
        if (_access.Shared(number) is { } field)
            return field + ".Value";
        return $"{RowsOf(number)}.Scalar(row)";
    }

    // A value of another kernel or from outside: loaded where it is used, or into a local if it is used more than once.
    private string Load(int number)
    {
        var local = LocalName(number);
        if (_carried.Contains(number) || _declared.Contains("load " + local))
            return local;
        var load = ElementsOf(number);
        if (_reads[number] == 1)
            return load;
        _declared.Add("load " + local);
        _pending.Add($"var {local} = {load};");
        return local;
    }

    /// <summary>The identifier of a value as a local.</summary>
    public string LocalName(int number)
    {
        var instruction = _program[number];
        if (instruction.Op == Operators.SquaredNorm)
            return _names.Squares(ReverseMode.StateOfNorm(_program.OutputOf(number)!));
        if (instruction.Op.Kind != OperatorKind.View || _access.IsWeightPart(number))
            return _access.Local(number);
        return _names.Value(_program, number);
    }
}
