using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Infrastructure;
using AutoDiffRnn.Generators.Ir;
using AutoDiffRnn.Generators.Scheduling;

namespace AutoDiffRnn.Generators.Emission;

/// <content>The kernel of a loop over time in which each vector of a row goes through the steps by itself.</content>
internal sealed partial class KernelEmitter
{
    /// <summary>Writes the loops of a kernel in which each vector of a row goes through some steps by itself.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="head">The loop over these steps.</param>
    public void EmitColumns(SourceWriter writer, string head)
    {
        var carried = _expressions.Carried.Select(leaf => (Leaf: leaf, Local: _expressions.LocalName(leaf))).ToList();
        var sums = _kernel.StepSums.Select(sum => (Name: _names.Value(_program, sum.Reduction), Lines: StatementsOf(sum.Reduction))).ToList();
        var initial = carried.Select(state => $"var {state.Local} = {_expressions.Before(state.Leaf)};").ToList();
        foreach (var line in Opening)
            writer.Line(line);
        foreach (var sum in sums)
            writer.Line($"var {sum.Name}Steps = tape.{sum.Name}.Steps(rows);");
        using (writer.Block("for (var row = 0; row < rows.Count; row++)"))
        using (writer.Block("for (var j = (nuint)units.First; j < (nuint)units.End; j += TLanes.Count)"))
        {
            foreach (var line in _expressions.RowOpening.Concat(initial))
                writer.Line(line);
            foreach (var sum in sums)
            {
                writer.Line($"var {sum.Name}Column = Column<TLanes>({sum.Name}Steps, row, j);");
                writer.Line($"var {sum.Name}Sum = TLanes.Zero;");
            }

            writer.Line();
            using (writer.Block(head))
            {
                foreach (var line in _expressions.LanesOpening.Concat(_vectors))
                    writer.Line(line);
                if (sums.Count > 0)
                {
                    writer.Line();
                    writer.Comment("what this step adds to the weights' gradients");
                }

                foreach (var line in sums.SelectMany(sum => sum.Lines))
                    writer.Line(line);
                writer.Line();
                foreach (var (leaf, local) in carried)
                    writer.Line($"{local} = {_names.Value(_program, _program.NextOf(_program[leaf]))};");
            }

            if (_program.IsAdjoint)
                writer.Line();
            foreach (var (leaf, local) in _program.IsAdjoint ? carried : [])
            {
                var next = _names.Value(_program, _program.NextOf(_program[leaf]));
                writer.Line($"var {next}Row = Row<TLanes>({next}Steps[part.First], row);");
                writer.Line($"{next}Row[j] = {local};");
            }

            foreach (var sum in sums)
                writer.Line($"{sum.Name}Column[0] += {sum.Name}Sum;");
        }
    }

    // What does not wait for the step before comes first: the processor computes it while it waits.
    private List<int> StatesLast()
    {
        var waiting = new HashSet<int>(_expressions.Carried);
        foreach (var number in _kernel.Vectors.OrderBy(number => number))
        {
            if (_program[number].Arguments.SelectMany(_program.Solid).Any(waiting.Contains))
                waiting.Add(number);
        }

        return [.. _kernel.Vectors.OrderBy(waiting.Contains)];
    }

    // The sums over the steps, each with what has to be loaded for it.
    private void EmitStepSums()
    {
        foreach (var sum in _kernel.StepSums)
        {
            var addition = $"{_names.Value(_program, sum.Reduction)}Sum += {Summand(sum)};";
            Note(sum.Reduction, [.. _expressions.TakePending(), addition]);
        }
    }

    // What is only added up is computed where it is added.
    private string Summand(Accumulate sum)
    {
        var summand = GradientSums.SummandOf(_program, sum);
        return _kernel.Vectors.Contains(summand) ? _names.Value(_program, summand) : _expressions.Computed(summand, isVector: true);
    }

    // What a loop hands from step to step in registers is in memory only between parts of the run.
    private bool IsHandedBack(int number)
        => _program.IsAdjoint && _expressions.Carried.Any(leaf => _program.NextOf(_program[leaf]) == number);
}
