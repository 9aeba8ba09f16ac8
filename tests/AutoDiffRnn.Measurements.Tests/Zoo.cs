using System.Reflection;
using AutoDiffRnn.Cells;

namespace AutoDiffRnn.Measurements.Tests;

/// <summary>Every cell that the project ships, and those of this project, with odd sizes and numbers of a fixed seed.</summary>
internal static class Zoo
{
    // For a cell that needs even sizes, or a multiple of a constant.
    private static readonly int[] Factors = [1, 2, 3, 4, 6, 12];
    private static readonly int[] Sizes = [3, 5, 2, 4];

    /// <summary>The names of the cells.</summary>
    public static TheoryData<string> Names => new(Methods().Select(method => method.Name).Order(StringComparer.Ordinal));

    /// <summary>A new network of a cell, its weights drawn.</summary>
    public static Network<double> Network(string cell) => Drawn(New(TypeOf(Method(cell))));

    /// <summary>A tape with inputs, initial states and seeds of all outputs and states, after a forward pass.</summary>
    public static Tape<double> Run(Network<double> network, int steps, int batch, bool seeded = true)
    {
        var random = new RandomSource(7);
        var tape = network.CreateTape(steps, batch);
        foreach (var input in network.Cell.Inputs.Where(input => !input.IsIndex))
            Fill(tape.Input(input.Name), random, 0.8);
        foreach (var input in network.Cell.Inputs.Where(input => input.IsIndex))
        {
            // Tokens and classes are below every size that a table of the zoo may have.
            var tokens = tape.Index(input.Name);
            for (var row = 0; row < steps * batch; row++)
                tokens[row / batch, row % batch][0] = (row * 7 + 1) % 2;
        }

        foreach (var state in network.Cell.States)
            Fill(tape.Initial(state.Name), random, 0.5);
        network.Forward(tape);
        if (seeded)
        {
            foreach (var result in network.Cell.Outputs.Concat(network.Cell.States))
                Fill(tape.Seed(result.Name), random, 1);
        }

        return tape;
    }

    private static MethodInfo Method(string cell) => Methods().Single(method => method.Name == cell);

    private static IEnumerable<MethodInfo> Methods() => new[] { typeof(RecurrentCells), typeof(OwnCells) }
        .SelectMany(type => type.Assembly.GetTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => method.IsDefined(typeof(RnnCellAttribute)));

    private static ConstructorInfo TypeOf(MethodInfo cell) => cell.DeclaringType!.Assembly
        .GetType($"{cell.DeclaringType.Namespace}.{cell.Name}Network`1", throwOnError: true)!
        .MakeGenericType(typeof(double)).GetConstructors().Single();

    private static Network<double> New(ConstructorInfo constructor)
    {
        TargetInvocationException? last = null;
        foreach (var factor in Factors)
        {
            try
            {
                return (Network<double>)constructor.Invoke([.. constructor.GetParameters().Select((parameter, place) => Argument(parameter, place, factor))]);
            }
            catch (TargetInvocationException refused) when (refused.InnerException is ArgumentException)
            {
                last = refused;
            }
        }

        throw last!;
    }

    private static object Argument(ParameterInfo parameter, int place, int factor)
    {
        if (parameter.ParameterType == typeof(double))
            return 0.3;
        if (parameter.ParameterType == typeof(bool))
            return true;
        return parameter.Name!.Length == 1 && char.IsUpper(parameter.Name[0]) ? factor * Sizes[place % Sizes.Length] : 2;
    }

    private static Network<double> Drawn(Network<double> network)
    {
        var random = new RandomSource(3);
        foreach (var weight in network.Weights.Views)
            weight.Initialize(Initializer.Uniform(-0.6, 0.6), random);
        return network;
    }

    private static void Fill(Series<double> series, RandomSource random, double bound)
    {
        for (var row = 0; row < series.Steps * series.Batch; row++)
        {
            foreach (ref var value in series[row / series.Batch, row % series.Batch])
                value = bound * (2 * random.NextUniform() - 1);
        }
    }
}
