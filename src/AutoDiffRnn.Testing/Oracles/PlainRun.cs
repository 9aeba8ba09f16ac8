using System.Reflection;
using System.Runtime.CompilerServices;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Oracles;

/// <summary>The user's own method, run as plain C# example by example and step by step: what generated code must agree with.</summary>
internal sealed class PlainRun
{
    private readonly CellCase _case;
    private readonly ParameterInfo[] _parameters;
    private readonly MethodInvoker _method;
    private readonly string[] _results;
    private readonly Dictionary<string, CellValue> _ofParameter;
    private readonly Dictionary<string, CellValue> _ofResult;

    public PlainRun(CellCase cell)
    {
        _case = cell;
        var method = cell.Subject.Method;
        _parameters = method.GetParameters();
        _method = MethodInvoker.Create(method);
        _results = ResultNames(method, cell.Cell);
        _ofParameter = cell.Cell.Values.Where(value => value.Role != CellRole.Output).ToDictionary(value => value.Name, StringComparer.Ordinal);
        _ofResult = cell.Results.ToDictionary(value => value.Name, StringComparer.Ordinal);
    }

    /// <summary>The states and outputs at all steps, <c>[T, B, D]</c> by name.</summary>
    public Dictionary<string, double[]> Values(CellNumbers numbers)
    {
        var rows = numbers.Steps * numbers.Batch;
        var values = _results.ToDictionary(name => name, name => new double[rows * _ofResult[name].Length], StringComparer.Ordinal);
        Run(numbers, (row, name, value) => value.CopyTo(values[name], row * value.Length));
        return values;
    }

    /// <summary>Σ seeds · values: the loss whose gradients a backward pass gives.</summary>
    public double Loss(CellNumbers numbers)
    {
        // Summed with the error carried along, because differences of it are taken.
        var (sum, error) = (0.0, 0.0);
        Run(numbers, (row, name, value) =>
        {
            var seeds = numbers.SeedArrays[name];
            for (var i = 0; i < value.Length; i++)
            {
                var term = seeds[row * value.Length + i] * value[i] - error;
                var next = sum + term;
                error = next - sum - term;
                sum = next;
            }
        });
        return sum;
    }

    // The compiler appends names of the nested tuples that a long one is made of.
    private static string[] ResultNames(MethodInfo method, CellDescription cell)
        => method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } names
            ? [.. names.TransformNames.OfType<string>()]
            : [cell.Values.Single(value => value.Role is CellRole.State or CellRole.Output).Name];

    private void Run(CellNumbers numbers, Action<int, string, double[]> take)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = _parameters[i].Name!;
            if (!_ofParameter.TryGetValue(name, out var value))
                arguments[i] = _case.Arguments[name];
            else if (value.Role == CellRole.Weight)
                arguments[i] = Boxed(value, numbers.WeightArrays[name], 0);
        }

        for (var example = 0; example < numbers.Batch; example++)
            RunExample(numbers, example, arguments, take);
    }

    private void RunExample(CellNumbers numbers, int example, object?[] arguments, Action<int, string, double[]> take)
    {
        var states = _case.Cell.States.ToDictionary(state => state.Name, state => Boxed(state, numbers.InitialStateArrays[state.Name], example));
        for (var step = 0; step < numbers.Steps; step++)
        {
            var row = step * numbers.Batch + example;
            for (var i = 0; i < arguments.Length; i++)
            {
                if (!_ofParameter.TryGetValue(_parameters[i].Name!, out var value))
                    continue;
                if (value.Role == CellRole.State)
                    arguments[i] = states[value.Name];
                else if (value.Role == CellRole.Input)
                    arguments[i] = value.IsIndex ? numbers.TokenArrays[value.Name][row] : Boxed(value, numbers.InputArrays[value.Name], row);
            }

            var result = Invoke(arguments, step, example);
            for (var i = 0; i < _results.Length; i++)
            {
                var item = result is ITuple tuple ? tuple[i]! : result;
                take(row, _results[i], Elements(item));
                if (states.ContainsKey(_results[i]))
                    states[_results[i]] = item;
            }
        }
    }

    private object Invoke(object?[] arguments, int step, int example)
    {
        try
        {
            return _method.Invoke(null, arguments.AsSpan())!;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new PlainMethodException($"the C# method itself fails at step {step} of example {example}: {error.Message}", error);
        }
    }

    private static double[] Elements(object result) => result switch
    {
        double number => [number],
        Vector vector => vector.ToArray(),
        Matrix matrix => matrix.ToArray(),
        _ => throw new NotSupportedException($"A result of a cell is a Vector, a Matrix or a double, not {result.GetType().Name}."),
    };

    private static object Boxed(CellValue value, double[] data, int row) => value.Sizes.Count switch
    {
        0 => data[row],
        1 => new Vector(data.AsSpan(row * value.Length, value.Length)),
        _ => new Matrix(value.Sizes[0], value.Sizes[1], data.AsSpan(row * value.Length, value.Length)),
    };
}

/// <summary>The plain method cannot be run with the numbers that it was given.</summary>
internal sealed class PlainMethodException(string message, Exception inner) : Exception(message, inner);
