using System.Collections.Generic;
using System.Linq;
using AutoDiffRnn.Generators.Ir;

namespace AutoDiffRnn.Generators.Scheduling;

/// <summary>
/// How much one method may compute. The JIT stops to inline in a method that has 512 locals, and from there on each operation on vectors is a call
/// that passes them through memory: twenty to fifty times slower. So larger kernels are cut.
/// </summary>
internal static class KernelSize
{
    /// <summary>The most that is put into one method, in operations.</summary>
    private const int Most = 80;

    /// <summary>What a function counts, in operations: it is inlined whole.</summary>
    private const int Function = 3;

    /// <summary>Whether kernels fit one method.</summary>
    public static bool FitOneMethod(StepProgram program, IEnumerable<Kernel> kernels)
        => FitOneMethod(program, kernels.SelectMany(kernel => kernel.Scalars.Concat(kernel.Vectors)));

    /// <summary>Whether values can be computed in one method.</summary>
    public static bool FitOneMethod(StepProgram program, IEnumerable<int> values) => values.Sum(number => SizeOf(program, number)) <= Most;

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
        var (end, sum) = (0, sizes[first]);
        for (var at = first + 1; at < sizes.Count && sum <= Most; sum += sizes[at++])
        {
            if (end == 0 || sum < size / 2 || crossing[at] <= crossing[end])
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

    private static int SizeOf(StepProgram program, int number) => program[number] switch
    {
        { IsTransparent: true } => 0,
        { Op: { IsCheap: false, Kind: OperatorKind.Elementwise } } => Function,
        _ => 1,
    };
}
