using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoDiffRnn.Tests.Harness;

/// <summary>The user's own method, run as plain C# example by example and step by step: what generated code must agree with.</summary>
internal sealed class PlainRun
{
    private readonly Problem _problem;
    private readonly ParameterInfo[] _parameters;
    private readonly Func<object?, object?[], object?> _invoke;
    private readonly string[] _results;
    private readonly Dictionary<string, CellValue> _values;

    public PlainRun(Problem problem)
    {
        _problem = problem;
        var method = problem.Case.Method;
        _parameters = method.GetParameters();
        var invoker = MethodInvoker.Create(method);
        _invoke = (target, arguments) => invoker.Invoke(target, arguments.AsSpan());
        _results = method.ReturnType.IsAssignableTo(typeof(ITuple))
            ? [.. method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()!.TransformNames.Select(name => name!)]
            : [problem.Description.States.Single().Name];
        _values = problem.Description.Values.ToDictionary(value => value.Name);
    }

    /// <summary>The states and outputs at all steps.</summary>
    public Dictionary<string, double[]> Values()
    {
        var (steps, batch) = (_problem.Sizes.Steps, _problem.Sizes.Batch);
        var values = _results.ToDictionary(name => name, name => new double[steps * batch * _values[name].Length]);
        Run((row, name, value) => value.CopyTo(values[name], row * value.Length));
        return values;
    }

    /// <summary>Σ seeds · values: the loss whose gradients a backward pass gives.</summary>
    public double Loss()
    {
        // Summed with the error carried along, because differences of it are taken.
        var (sum, error) = (0.0, 0.0);
        Run((row, name, value) =>
        {
            var seeds = _problem.Seeds[name];
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

    private void Run(Action<int, string, double[]> take)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = _parameters[i].Name!;
            if (!_values.TryGetValue(name, out var value))
                arguments[i] = _problem.Arguments[name];
            else if (value.Role == CellRole.Weight)
                arguments[i] = Boxed(value, _problem.Weights[name], 0);
        }

        for (var example = 0; example < _problem.Sizes.Batch; example++)
            RunExample(example, arguments, take);
    }

    private void RunExample(int example, object?[] arguments, Action<int, string, double[]> take)
    {
        var states = _problem.Description.States
            .ToDictionary(state => state.Name, state => Boxed(state, _problem.InitialStates[state.Name], example));
        for (var step = 0; step < _problem.Sizes.Steps; step++)
        {
            var row = step * _problem.Sizes.Batch + example;
            for (var i = 0; i < arguments.Length; i++)
            {
                if (!_values.TryGetValue(_parameters[i].Name!, out var value))
                    continue;
                if (value.Role == CellRole.State)
                    arguments[i] = states[value.Name];
                else if (value.Role == CellRole.Input)
                    arguments[i] = value.IsIndex ? _problem.Tokens[value.Name][row] : Boxed(value, _problem.Inputs[value.Name], row);
            }

            var result = _invoke(null, arguments)!;
            for (var i = 0; i < _results.Length; i++)
            {
                var item = result is ITuple tuple ? tuple[i]! : result;
                take(row, _results[i], item switch { double number => [number], Matrix matrix => matrix.ToArray(), _ => ((Vector)item).ToArray() });
                if (states.ContainsKey(_results[i]))
                    states[_results[i]] = item;
            }
        }
    }

    private static object Boxed(CellValue value, double[] data, int row) => value.Sizes.Count switch
    {
        0 => data[row],
        1 => new Vector(data.AsSpan(row * value.Length, value.Length)),
        _ => new Matrix(value.Sizes[0], value.Sizes[1], data.AsSpan(row * value.Length, value.Length)),
    };
}
