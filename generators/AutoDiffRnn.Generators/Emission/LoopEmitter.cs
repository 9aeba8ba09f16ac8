using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes how a step runs a loop inside it: a network of its own over the rounds, from what the step has to what the step reads.</summary>
internal sealed class LoopEmitter(Access access)
{
    private readonly StepProgram _program = access.Program;

    /// <summary>Runs a loop, or runs it back.</summary>
    public void Emit(SourceWriter writer, int value, string step, string count)
    {
        var instruction = _program[value];
        var loop = instruction.Loop!;
        var isBack = instruction.Op == Operators.ScanBack;
        writer.Comment((isBack ? "Reversed: " : "") + loop.Head);
        // The tapes are those of the forward pass: one for each step, where that went step by step.
        if (isBack && !instruction.IsShared && step == "0" && access.RunsEachStep(loop))
        {
            using (writer.Block("for (var t = 0; t < steps; t++)"))
                EmitBack(writer, value, loop, "t", "examples");
        }
        else if (isBack)
            EmitBack(writer, value, loop, step, count);
        else
            EmitForward(writer, value, loop, step, count);
    }

    private void EmitForward(SourceWriter writer, int value, LoopBody loop, string step, string count)
    {
        var instruction = _program[value];
        var tapes = access.LoopTapes(loop, instruction.IsShared);
        var worker = WorkerOf(instruction);
        for (var i = 0; i < loop.Parameters.Count; i++)
        {
            var parameter = loop.Parameters[i];
            var rows = parameter.Role == Role.Weight ? "" : access.Rows(instruction.Arguments[i], step, count);
            if (parameter.Role == Role.State)
                writer.Line($"{tapes}.SetState({step}, \"{parameter.Name}\", {rows}, {worker});");
            else if (parameter.Role == Role.Input)
                writer.Line($"{tapes}.SetTokens({step}, \"{parameter.Name}\", {rows}, {worker});");
        }

        writer.Line($"{tapes}.Run({step}, {worker});");
        foreach (var (state, start) in loop.Places(resultsOnly: true))
            writer.Line($"{tapes}.GetState({step}, \"{state.Name}\", {From(value, start, step, count)}, {worker});");
    }

    private void EmitBack(SourceWriter writer, int value, LoopBody loop, string step, string count)
    {
        var instruction = _program[value];
        var tapes = access.LoopTapes(loop, instruction.IsShared);
        var worker = WorkerOf(instruction);
        foreach (var (state, start) in loop.Places(resultsOnly: true))
            writer.Line($"{tapes}.SetAdjoint({step}, \"{state.Name}\", {From(instruction.Arguments[0], start, step, count)}, {worker});");
        writer.Line($"{tapes}.RunBack({step}, {worker});");
        foreach (var (state, start) in loop.Places(resultsOnly: false))
            writer.Line($"{tapes}.GetAdjoint({step}, \"{state.Name}\", {From(value, start, step, count)}, {worker});");
    }

    /// <summary>Gives a loop the weights that it reads, and packs them: once a call, like the cell's own.</summary>
    public void EmitPacking(SourceWriter writer, int scan)
    {
        var instruction = _program[scan];
        var loop = instruction.Loop!;
        for (var i = 0; i < loop.Parameters.Count; i++)
        {
            if (loop.Parameters[i].Role == Role.Weight)
                writer.Line($"{access.Loop(loop)}.Weights.{Namer.Escaped(loop.Parameters[i].Name)}.CopyFrom({access.Elements(instruction.Arguments[i])});");
        }

        writer.Line($"{access.Loop(loop)}.Prepare();");
    }

    // What is computed once for all rows, one worker computes.
    private static string WorkerOf(Instruction instruction) => instruction.IsShared ? Names.NoWorker : "worker";

    private string From(int value, Dim start, string step, string count)
    {
        var rows = access.Rows(value, step, count);
        return start.Equals(Dim.Zero) ? rows : $"{rows}.From({start})";
    }
}
