using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using AutoDiffRnn.Generators.Ir;
using Xunit;

namespace AutoDiffRnn.Generators.Tests.Parsing;

/// <summary>The user's own method run as plain C#, beside the program that the parser made of it, on the same numbers.</summary>
internal static class PlainRun
{
    private static readonly Dictionary<string, int> Sizes = new() { ["H"] = 6, ["I"] = 4, ["O"] = 3, ["D"] = 5, ["V"] = 7 };

    /// <summary>Runs one step both ways; each result must be the same to rounding.</summary>
    /// <returns>The number of results compared.</returns>
    public static int Compare(string members)
    {
        var model = Read.Cell(members);
        return Compare(model, Method(members, model));
    }

    /// <summary>Runs one step of a method and of the program that was made of it; each result must be the same to rounding.</summary>
    /// <returns>The number of results compared.</returns>
    public static int Compare(CellModel model, MethodInfo method)
    {
        IrVerifier.VerifyStep(model.Program!);
        var values = model.Parameters.Select((parameter, i) => ValueOf(parameter, new Random(i))).ToList();
        var plain = Flatten(method.Invoke(null, [.. model.Parameters.Zip(values, Argument)])!).ToList();
        var sizes = new Dictionary<string, int>(Sizes);
        foreach (var (parameter, value) in model.Parameters.Zip(values).Where(pair => pair.First.ConstantType == ConstantType.Int))
            sizes[parameter.Name] = (int)value.Number;
        var leaves = model.Parameters.Zip(values).ToDictionary(pair => Key(pair.First), pair => pair.Second);
        var step = new IrEvaluator(model.Program!, sizes).Step(leaves);
        var names = method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames ?? [model.States.Single().Name];
        var bindings = model.Program!.NextStates.Concat(model.Program.Outputs).ToDictionary(binding => binding.Name, binding => binding.Value);
        for (var i = 0; i < plain.Count; i++)
            AssertSame(names[i]!, plain[i], step[bindings[names[i]!]].Data);
        return plain.Count;
    }

    private static void AssertSame(string name, double[] plain, double[] program)
    {
        Assert.True(plain.Length == program.Length, $"{name}: {plain.Length} elements as plain C#, {program.Length} in the program");
        for (var i = 0; i < plain.Length; i++)
        {
            Assert.True(Math.Abs(plain[i] - program[i]) <= 1e-12 * Math.Max(1, Math.Abs(plain[i])),
                $"{name}[{i}] is {plain[i]:R} as plain C#, but {program[i]:R} in the program");
        }
    }

    private static MethodInfo Method(string members, CellModel model)
    {
        using var stream = new MemoryStream();
        var result = CellCompilation.OfCells(members).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream).GetType("Zoo.Cells")!.GetMethod(model.Name)!;
    }

    private static Tensor ValueOf(CellParameter parameter, Random random)
    {
        if (parameter.ConstantType == ConstantType.Int || parameter.Shape.Element == Element.Index)
            return Tensor.Scalar(2);
        return new Tensor([.. parameter.Shape.Sizes.Select(size => size.Evaluate(Sizes))]).Map(_ => 2 * random.NextDouble() - 1);
    }

    private static object Argument(CellParameter parameter, Tensor value) => parameter.Shape switch
    {
        { IsVector: true } => new Vector(value.Data),
        { IsMatrix: true } => new Matrix(value.Rows, value.Columns, value.Data),
        { Element: Element.Index } => (int)value.Number,
        _ when parameter.ConstantType == ConstantType.Int => (int)value.Number,
        _ => value.Number,
    };

    private static LeafKey Key(CellParameter parameter) => new(parameter.Role switch
    {
        Role.Input => Operators.Input,
        Role.State => Operators.Previous,
        Role.Weight => Operators.Weight,
        _ => Operators.Constant,
    }, parameter.Name);

    private static IEnumerable<double[]> Flatten(object result) => result switch
    {
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i]!)),
        Vector vector => [vector.ToArray()],
        _ => [[(double)result]],
    };
}
