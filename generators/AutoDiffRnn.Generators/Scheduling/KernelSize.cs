using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// How much one method may compute. The JIT stops to inline in a method that has 512 locals, and from there on each operation on vectors is a call
/// that passes them through memory: twenty to fifty times slower. So larger kernels are cut. Forward passes came to that limit between 200 and 240
/// operations as they are counted here, backward passes between 160 and 180, and were slower from 140 on.
/// </summary>
internal static class KernelSize
{
    /// <summary>The most that is put into one method, in operations.</summary>
    private const int Most = 80;

    /// <summary>What a function counts, in operations: it is inlined whole.</summary>
    private const int Function = 3;

    /// <summary>What a kernel beside others counts, in operations: its loops, and the rows that it finds.</summary>
    private const int Loops = 3;

    /// <summary>Whether kernels fit one method.</summary>
    public static bool FitOneMethod(StepProgram program, IReadOnlyList<Kernel> kernels)
        => (kernels.Count - 1) * Loops + kernels.Sum(kernel => SizeOf(program, kernel.Scalars.Concat(kernel.Vectors))) <= Most;

    /// <summary>Whether values can be computed in one method.</summary>
    public static bool FitOneMethod(StepProgram program, IEnumerable<int> values) => SizeOf(program, values) <= Most;

    /// <summary>
    /// Cuts the values of a kernel into parts that fit a method each, about equally large, and where few values go from one part to the next:
    /// those are stored.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="values">The values, each after those that it is computed from.</param>
    public static IEnumerable<List<int>> Parts(StepProgram program, List<int> values)
    {
        var sizes = values.Select(number => SizeOf(program, number)).ToList();
        var left = sizes.Sum();
        var crossing = left > Most ? Crossing(program, values) : [];
        for (var first = 0; first < values.Count;)
        {
            var end = left > Most ? End(sizes, crossing, first, left / ((left + Most - 1) / Most)) : values.Count;
            yield return values.GetRange(first, end - first);
            for (; first < end; first++)
                left -= sizes[first];
        }
    }

    // The end of a part that is about so large: from half of that on, the last place where the fewest values go on.
    private static int End(List<int> sizes, int[] crossing, int first, int size)
    {
        var (end, sum) = (first + 1, sizes[first]);
        for (var at = first + 1; at < sizes.Count && sum <= Most; sum += sizes[at++])
        {
            if (sum < size / 2 || crossing[at] <= crossing[end])
                end = at;
        }

        return end;
    }

    // Before each value, how many of those before it are read from there on.
    private static int[] Crossing(StepProgram program, List<int> values)
    {
        var place = values.Select((number, index) => (number, index)).ToDictionary(pair => pair.number, pair => pair.index);
        var last = Enumerable.Range(0, values.Count).ToArray();
        for (var index = 0; index < values.Count; index++)
        {
            foreach (var argument in program[values[index]].Arguments.SelectMany(program.Solid).Where(place.ContainsKey))
                last[place[argument]] = index;
        }

        var crossing = new int[values.Count + 1];
        for (var index = 0; index < values.Count; index++)
        {
            for (var at = index + 1; at <= last[index]; at++)
                crossing[at]++;
        }

        return crossing;
    }

    private static int SizeOf(StepProgram program, IEnumerable<int> values) => values.Sum(number => SizeOf(program, number));

    // With the conditions that are written where the value reads them.
    private static int SizeOf(StepProgram program, int number)
    {
        var size = program[number].Op is { IsCheap: false, Kind: OperatorKind.Elementwise } ? Function : 1;
        var known = new HashSet<int>();
        var open = new Stack<int>(program[number].Arguments);
        while (open.Count > 0)
        {
            var argument = open.Pop();
            if (!program[argument].IsTransparent || !known.Add(argument))
                continue;
            if (program[argument].Op != Operators.Broadcast)
                size++;
            foreach (var next in program[argument].Arguments)
                open.Push(next);
        }

        return size;
    }
}
