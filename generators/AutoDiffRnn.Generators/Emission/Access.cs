using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Differentiation;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Where the code of one program finds each value: in which buffer of the tape, from which column, at which step.</summary>
internal sealed class Access(CellPlan plan, Names names, StepProgram program)
{
    private readonly Storage _storage = program.IsAdjoint ? plan.AdjointStorage : plan.ForwardStorage;

    /// <summary>The program whose values are found: forward or adjoint.</summary>
    public StepProgram Program { get; } = program;

    /// <summary>The field of a value that all rows share; null if it has none.</summary>
    public string? Shared(int number)
    {
        var instruction = Program[number];
        if (IsWeightPart(number))
            return SharedWeight(WeightPart(Program, number));
        if (instruction.Op == Operators.Primal)
            return new Access(plan, names, plan.Forward.Program).Shared(instruction.Primal);
        return _storage.IsSharedAndComputed(number) || (instruction.Op.Kind == OperatorKind.Reduction && instruction.IsShared)
            ? names.Other($"shared {Program.IsAdjoint} {number}", names.Value(Program, number) + "Shared")
            : null;
    }

    /// <summary>Whether a computed value has a place in memory.</summary>
    public bool IsKept(int number) => _storage.ExtentOf(number) is not null || _storage.IsSharedAndComputed(number);

    /// <summary>Whether a value lies in a vector that it is a part of: what is beside it there is not to be overwritten.</summary>
    public bool IsPart(int number) => _storage.PartOf(number) is not null;

    /// <summary>Whether a value lies in a vector, as a part of it.</summary>
    public bool IsPartOf(int part, int whole) => _storage.PartOf(part)?.Whole == whole;

    /// <summary>The row of a value that all rows share, as C#; null if it is none.</summary>
    public string? SharedRow(int number)
    {
        if (IsWeightPart(number))
            return $"Row<TLanes>({Shared(number)})";
        var (root, start) = Place(Program, number);
        return Shared(root) is not { } field ? null : start.Equals(Dim.Zero) ? $"Row<TLanes>({field})" : $"Row<TLanes>({field}, {start})";
    }

    /// <summary>The name of the input that a token comes from, for messages.</summary>
    public static string NameOfToken(StepProgram program, int number)
    {
        var instruction = program[number];
        if (instruction.Op.Kind == OperatorKind.Leaf)
            return instruction.Op == Operators.Input ? instruction.Symbol : "";
        return instruction.Arguments.Where(argument => program[argument].Shape.Element == Element.Index)
            .Select(argument => NameOfToken(program, argument))
            .FirstOrDefault(name => name.Length > 0) ?? "";
    }

    /// <summary>The network of a loop inside the step.</summary>
    public string Loop(LoopBody loop) => names.Loop(loop);

    /// <summary>The tapes of a loop inside the step: the tape's, or the network's for what all rows share.</summary>
    public string LoopTapes(LoopBody loop, bool isShared)
        => isShared ? names.Other($"tapes {loop.Name}", loop.Name + "Rounds") : "tape." + Loop(loop);

    /// <summary>Whether the forward pass runs a loop inside the step for the rows of one step at a time.</summary>
    public bool RunsEachStep(LoopBody loop)
    {
        var program = plan.Forward.Program;
        var scan = Enumerable.Range(0, program.Instructions.Count)
            .First(number => program[number].Op == Operators.Scan && program[number].Loop!.Name == loop.Name);
        return Regions.IsLoop(plan.Forward.Regions.Of[scan]);
    }

    /// <summary>Each token input with each size that it is used as an index into. An embedding's rows are checked as they are gathered.</summary>
    public IEnumerable<(string Name, Dim Size)> CheckedInputs
    {
        get
        {
            // A token that is computed is checked where it is.
            var program = plan.Forward.Program;
            return program.Instructions
                .Where(instruction => instruction.Op == Operators.Pick || instruction.Op == Operators.OneHot
                    || (instruction.Op == Operators.Gather && !MoveEmitter.IsTable(program, instruction)))
                .Select(instruction => instruction.Op == Operators.OneHot
                    ? (Token: program[instruction.Arguments[0]], Size: instruction.Shape.Width)
                    : (Token: program[instruction.Arguments[1]], Size: program[instruction.Arguments[0]].Shape.Sizes[0]))
                .Where(range => range.Token.Op == Operators.Input)
                .Select(range => (range.Token.Symbol, range.Size))
                .Distinct();
        }
    }

    /// <summary>The buffer of a value whose rows are shared out to workers; null for what all rows share, and for what is in no memory.</summary>
    public string? SharedOut(int number)
    {
        var instruction = Program[number];
        var isLeaf = instruction.Op.Kind == OperatorKind.Leaf;
        var isInBuffer = instruction.Op == Operators.Input || instruction.Op == Operators.Seed || instruction.Op == Operators.Previous
            || instruction.Op == Operators.Following || instruction.Op == Operators.Primal;
        var (storage, value) = Home(number);
        var isInRegister = value >= 0 && storage.ExtentOf(value) is null;
        if ((instruction.IsShared && !_storage.IsStepSum(number)) || (isLeaf && !isInBuffer) || isInRegister)
            return null;
        return value < 0 ? WholeBuffer(number) : new Access(plan, names, ProgramOf(storage)).WholeBuffer(storage.PlaceOf(value));
    }

    /// <summary>The same buffer, and for which steps it keeps the value. What a state or its adjoint was is in the buffer of its next value.</summary>
    public (string Buffer, Extent? Extent)? Memory(int number)
    {
        var value = Program.IsCarried(Program[number]) ? Program.NextOf(Program[number]) : number;
        return SharedOut(value) is { } buffer ? (buffer, _storage.ExtentOf(value)) : null;
    }

    /// <summary>The elements of a value that all rows share.</summary>
    public string Elements(int number)
    {
        var (root, start) = Place(Program, number);
        return Program[root].Op == Operators.Weight
            ? $"Elements(Weights.{Namer.Escaped(Program[root].Symbol)}, {start}, {Program[number].Shape.Length})"
            : $"Elements({Shared(root)}, {start})";
    }

    /// <summary>Whether a constant is a whole number.</summary>
    public bool IsInteger(int number)
        => plan.Cell.Constants.Any(constant => constant.Name == Program[number].Symbol && constant.ConstantType == ConstantType.Int);

    /// <summary>The field for a weight, or a part of one, beside which rows are computed.</summary>
    public string SharedWeight((string Weight, Dim Start, Dim? End) part)
        => names.Other($"part {part.Weight} {part.Start} {part.End}", NameOfPart(part) + "Shared");

    /// <summary>The identifier of the buffer of the tape that holds a value.</summary>
    public string Buffer(int number)
    {
        var instruction = Program[number];
        if (instruction.Op == Operators.Input)
            return names.Parameter(instruction.Symbol);
        if (instruction.Op == Operators.Seed)
            return names.Seed(instruction.Symbol);
        if (instruction.Op == Operators.Previous)
            return names.Value(plan.Forward.Program, plan.Forward.Program.NextOf(instruction));
        if (instruction.Op == Operators.Following)
            return names.Value(Program, Program.NextOf(instruction));
        if (instruction.Op == Operators.Primal)
            return names.Value(plan.Forward.Program, instruction.Primal);
        return names.Value(Program, number);
    }

    /// <summary>The identifier that a value has as a local.</summary>
    public string Local(int number)
    {
        var instruction = Program[number];
        if (instruction.Op == Operators.Previous)
            return names.Previous(instruction.Symbol);
        if (instruction.Op == Operators.Following)
            return names.Following(instruction.Symbol);
        if (instruction.Op == Operators.Constant)
            return names.Parameter(instruction.Symbol);
        if (IsWeightPart(number))
            return LocalOfWeight(WeightPart(Program, number));
        return Buffer(number);
    }

    private string LocalOfWeight((string Weight, Dim Start, Dim? End) part)
        => part.End is null ? names.Parameter(part.Weight) : names.Other($"local of {part}", NameOfPart(part));

    // A weight's own name, or one that says which part of it: W_0_to_2H.
    private static string NameOfPart((string Weight, Dim Start, Dim? End) part)
        => part.End is null ? part.Weight : $"{part.Weight}_{part.Start}_to_{part.End}".Replace(" ", "").Replace("*", "");

    /// <summary>
    /// The rows of a value at a step, as C#: <c>tape.h.Rows(t - 1, rows)</c>. What all rows share is one row again and again.
    /// </summary>
    public string Rows(int number, string step, string count)
    {
        var (root, column) = Place(Program, number);
        var rows = RootRows(root, step, count);
        return column.Equals(Dim.Zero) ? rows : $"{rows}.From({column})";
    }

    /// <summary>A matrix of each row as C#, with the views of it written as the cell has them: <c>Matrices(…, N, M).T</c>.</summary>
    public string Matrices(int number, string step, string count)
    {
        var instruction = Program[number];
        if (instruction.Op == Operators.Transpose)
            return Matrices(instruction.Arguments[0], step, count) + ".T";
        if (instruction.Op == Operators.SliceRows || instruction.Op == Operators.SliceColumns)
        {
            var part = instruction.Op == Operators.SliceRows ? "Rows" : "Columns";
            return $"{Matrices(instruction.Arguments[0], step, count)}.{part}({instruction.Sizes[0]}, {instruction.Sizes[1]})";
        }

        return $"Matrices({Rows(number, step, count)}, {instruction.Shape.Rows}, {instruction.Shape.Width})";
    }

    /// <summary>The buffer of the tape in which a value's rows lie, by its identifier; null for what all rows share.</summary>
    public string? BufferOf(int number)
    {
        if (Program[number].Op == Operators.SquaredNorm)
            return names.Squares(ReverseMode.StateOfNorm(Program.OutputOf(number)!));
        var (root, _) = Place(Program, number);
        return Program[root].Op == Operators.Weight || Shared(root) is not null ? null : Buffer(root);
    }

    /// <summary>A value's rows at a step, as C#, among the rows of all steps: <c>hSteps[t - 1]</c>.</summary>
    public string At(int number, string steps, string step)
    {
        var (root, column) = Place(Program, number);
        var rows = $"{steps}[{Shifted(root, step)}]";
        return column.Equals(Dim.Zero) ? rows : $"{rows}.From({column})";
    }

    /// <summary>Where a column of a value begins in its rows, and at which step it is read: the one before for what a state was.</summary>
    public (Dim Start, string Step) Column(int number, string step)
    {
        var (root, start) = Place(Program, number);
        return (start, Shifted(root, step));
    }

    /// <summary>The row of each example in which a loop over time adds up its steps: all of them if <paramref name="count"/> says so.</summary>
    public string StepSums(Accumulate sum, string count) => $"tape.{Buffer(sum.Reduction)}.Rows(0, {count})";

    private string RootRows(int root, string step, string count)
    {
        if (Program[root].Op == Operators.Weight)
            return $"Repeated(Weights.{Namer.Escaped(Program[root].Symbol)}, {count})";
        return BufferOf(root) is { } buffer ? $"tape.{buffer}.Rows({Shifted(root, step)}, {count})" : $"{Shared(root)}.Rows({count})";
    }

    /// <summary>The column at which a value starts in a row of its buffer, among the values that lie beside it.</summary>
    public Dim Column(int number)
    {
        var (storage, value) = Home(number);
        return value < 0 ? Dim.Zero : storage.ColumnOf(value);
    }

    /// <summary>The identifier of the buffer in which a value lies beside others; its own where it lies alone.</summary>
    public string WholeBuffer(int number)
    {
        var (storage, value) = Home(number);
        if (value < 0)
            return Buffer(number);
        var members = storage.Members(value);
        if (members.Count == 1)
            return Buffer(number);
        var owner = ProgramOf(storage);
        return names.Other($"group {owner.IsAdjoint} {members[0]}", () => GroupName([.. members.Select(member => names.Value(owner, member))]));
    }

    /// <summary>Where the rows of a value at step t lie; null for what all rows share. A value that overwrites another is in the place of that one.</summary>
    public FoundRows? Found(int number)
    {
        if (BufferOf(number) is not { } buffer)
            return null;
        var (root, start) = Place(Program, number);
        var type = Program[root].Op == Operators.SquaredNorm ? "double" : Program[root].Shape.Element == Element.Index ? "int" : "T";
        var (storage, value) = Home(root);
        if (value < 0 || storage.Members(storage.PlaceOf(value)).Count < 2)
            return new FoundRows(Local(root), type, buffer, Shifted(root, "t"), start);
        var place = storage.PlaceOf(value);
        var whole = new Access(plan, names, ProgramOf(storage)).WholeBuffer(place);
        return new FoundRows(whole, type, whole, "t", storage.ColumnOf(place) + start);
    }

    /// <summary>The rows of the whole buffer in which a value lies.</summary>
    public string WholeRows(int number, string step, string count) => Program[number].Op.Kind == OperatorKind.View
        ? Rows(number, step, count)
        : $"tape.{WholeBuffer(number)}.Rows({Shifted(number, step)}, {count})";

    /// <summary>The same at step t, where the rows of all steps were found before.</summary>
    public FoundRows? WholeFound(int number) => Program[number].Op.Kind == OperatorKind.View
        ? Found(number)
        : new FoundRows(Local(number), "T", WholeBuffer(number), Shifted(number, "t"), Dim.Zero);

    /// <summary>The weight and the part of it that a shared value is, in elements: no end for the whole.</summary>
    public static (string Weight, Dim Start, Dim? End) WeightPart(StepProgram program, int number)
    {
        var (root, start) = Place(program, number);
        var isWhole = program[number].Shape.Length.Equals(program[root].Shape.Length);
        return (program[root].Symbol, start, isWhole ? null : start + program[number].Shape.Length);
    }

    /// <summary>Whether a value is a weight, or a part of one, as it stands.</summary>
    public bool IsWeightPart(int number) => Program[Program.Viewed(number)].Op == Operators.Weight;

    /// <summary>The value in whose memory a view lies, and the element of it that it starts at.</summary>
    private static (int Root, Dim Start) Place(StepProgram program, int number)
    {
        if (!program.IsContiguous(number))
            throw new System.InvalidOperationException($"The view %{number} is read as if its elements lay one after another.");
        var start = Dim.Zero;
        for (; program[number].Op.Kind == OperatorKind.View; number = program[number].Arguments[0])
        {
            var view = program[number];
            if (view.Op == Operators.Slice)
                start += view.Sizes[0];
            else if (view.Op == Operators.SliceRows)
                start += view.Sizes[0] * view.Shape.Width;
        }

        return (number, start);
    }

    private StepProgram ProgramOf(Storage storage) => (storage == plan.ForwardStorage ? plan.Forward : plan.Adjoint).Program;

    // What the names of values in one buffer begin with, so that text can speak of them all; else the first and the last.
    private static string GroupName(string[] members)
    {
        var common = members[0];
        foreach (var member in members)
        {
            while (!member.StartsWith(common, System.StringComparison.Ordinal))
                common = common.Substring(0, common.Length - 1);
        }

        common = common.TrimEnd('_');
        return common.Length > 0 ? common : members[0] + "_to_" + members[members.Length - 1];
    }

    // The storage and the number under which a value is kept; -1 for what is not a computed value.
    private (Storage Storage, int Value) Home(int number) => Program[number] switch
    {
        { Op: var op, Primal: var primal } when op == Operators.Primal => (plan.ForwardStorage, primal),
        { Op.Kind: OperatorKind.Leaf or OperatorKind.View } => (_storage, -1),
        _ => (_storage, number),
    };

    // A state's value is read from the row of the step before, what is handed back from that of the step after.
    private string Shifted(int number, string step)
    {
        var instruction = Program[number];
        if (instruction.Op == Operators.Previous)
            return step == "0" ? "-1" : step + " - 1";
        if (instruction.Op == Operators.Following)
            return step == "0" ? "1" : step + " + 1";
        return step;
    }
}
