using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;

namespace AutoDiffRnn.Generators.Ir.Text;

/// <summary>What a text holds, or what is wrong with it.</summary>
/// <param name="Callable">What was read; null if there is a problem.</param>
/// <param name="Problem">What is wrong and in which line, as the end of a sentence; null if nothing is.</param>
internal sealed record ReadProgram(Callable? Callable, string? Problem);

/// <summary>
/// Reads the text that <see cref="ProgramText"/> writes, and nothing else: whatever is not exactly such a text is refused, with its line.
/// </summary>
internal static class ProgramReader
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal) { "double", Formal.WholeType, "bool", "Vector", "Matrix", "Mask" };

    /// <summary>Reads a text. Nothing is ever thrown, whatever the text.</summary>
    public static ReadProgram Read(string text)
    {
        var lines = new TextLines(text);
        try
        {
            return new ReadProgram(Read(lines), null);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            return new ReadProgram(null, $"line {lines.Number}: {wrong.Message.TrimEnd('.')}");
        }
    }

    private static Callable Read(TextLines lines)
    {
        var version = lines.Next("program", line => line.Number());
        if (version != ProgramText.Version)
            throw new FormatException($"the text is of version {version}, not {ProgramText.Version}");
        var method = lines.Next("method", line => line.Quoted());
        var formals = new List<Formal>();
        while (lines.TryNext("parameter", ReadFormal, out var formal))
            formals.Add(formal);
        var body = new BodyReader(lines);
        var program = body.Read();
        return lines.IsAtEnd
            ? new Callable(method, formals.ToEquatable(), body.Results.ToEquatable(), program)
            : throw new FormatException("there is more after the end");
    }

    private static Formal ReadFormal(TextLine line)
    {
        var word = line.Word();
        var role = Enum.GetValues(typeof(Role)).Cast<Role?>().Append(null).Where(role => ProgramText.Word(role) == word).ToList();
        var name = line.Quoted();
        var type = line.Word();
        var shape = line.Shape();
        if (role.Count == 0)
            throw new FormatException($"'{word}' is not a role");
        if (!Types.Contains(type))
            throw new FormatException($"'{type}' is not a type");
        return new Formal(role[0], name, type, shape);
    }
}
