using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Measuring;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiffRnn.Generators.Emission;

/// <summary>Writes what the step of a cell apart tells of the cell: for its reader at the head of the file, and for the runtime.</summary>
internal sealed class StepEmitter(ApartStep step)
{
    private const string Runtime = "global::AutoDiffRnn.";

    /// <summary>Says what the file is.</summary>
    public void EmitTitle(SourceWriter writer, string owner)
    {
        writer.Comment($"One step of {owner}.{step.Cell} apart, as a network without states: measurements are made of it (docs/measurements.md).");
        writer.Comment("A new state is an output. What a state was before is an input, one for each place that reads it, so that the gradient of");
        writer.Comment("each input is what flows back through that place:");
        writer.Comment("");
        var width = step.Reads.Select(read => read.Input.Length).Concat(step.New.Select(now => now.Input.Length)).DefaultIfEmpty(0).Max();
        foreach (var read in step.Reads)
            writer.Comment($"{read.Input.PadRight(width)}  {read.State} of the step before, in {read.Formula}{Quoted(read.Statement)}");
        foreach (var now in step.New)
            writer.Comment($"{now.Input.PadRight(width)}  {now.State} of this step, where the outputs read it");
        if (step.Reads.Count + step.New.Count == 0)
            writer.Comment("(the cell reads no state)");
        writer.Comment("");
    }

    /// <summary>Writes the method that describes the step.</summary>
    public void EmitDescription(SourceWriter writer)
    {
        writer.Line();
        writer.Line($"private static {Runtime}StepDescription DescribeStep() => new(");
        using (writer.Indent())
        {
            writer.Line($"{Text(step.Cell)},");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (var read in step.Reads)
                    writer.Line($"new({Text(read.Input)}, {Text(read.State)}, {Text(read.Statement)}, {Text(read.Formula)}),");
            }

            writer.Line("],");
            writer.Line($"[{string.Join(", ", step.New.Select(now => $"new({Text(now.Input)}, {Text(now.State)})"))}],");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (var use in step.Uses)
                    writer.Line($"new({Text(use.Weight)}, [{string.Join(", ", use.Regions.Select(region => $"{Runtime}WeightRegion.{region}"))}]),");
            }

            writer.Line("]);");
        }
    }

    private static string Quoted(string statement) => statement.Length == 0 ? "" : ": " + statement;

    private static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);
}
