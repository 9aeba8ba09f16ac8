using System.Reflection;
using AutoDiffRnn.Testing.Faults;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Tests.Faulty;

/// <summary>How a network that is right is made wrong.</summary>
internal sealed record Sabotage
{
    /// <summary>Changes what is read after a run; also told how many backward passes the gradients of weights are the sum of.</summary>
    public Action<CellResults, CellNumbers, int>? OnRead { get; init; }

    /// <summary>Done around each backward pass, before it.</summary>
    public Action<ICellRun>? BeforeBackward { get; init; }

    /// <summary>Whether the gradients of weights are never set to zero.</summary>
    public bool NeverClears { get; init; }

    /// <summary>Whether a tape that was resized keeps wrong values.</summary>
    public bool RemembersSizes { get; init; }

    /// <summary>The precision that is wrong; null for both.</summary>
    public Precision? Only { get; init; }
}

/// <summary>A cell whose network is right but for a sabotage.</summary>
internal sealed class SabotagedCell(ICellSubject right, Sabotage sabotage, CellProgram? program = null) : ICellSubject
{
    public MethodInfo Method => right.Method;

    public IReadOnlyList<ParameterInfo> Arguments => right.Arguments;

    public CellProgram? Program => program;

    public CellDescription Describe(IReadOnlyDictionary<string, object> arguments) => right.Describe(arguments);

    public ICellRun CreateRun(Precision precision, IReadOnlyDictionary<string, object> arguments, int maxSteps, int maxBatch)
    {
        var run = right.CreateRun(precision, arguments, maxSteps, maxBatch);
        return sabotage.Only is { } only && only != precision ? run : new Run(run, sabotage);
    }

    private sealed class Run(ICellRun run, Sabotage sabotage) : ICellRun
    {
        private CellNumbers? _numbers;
        private int _writes;
        private int _passes;

        public void Resize(int steps, int batch) => run.Resize(steps, batch);

        public void Write(CellNumbers numbers)
        {
            _numbers = numbers;
            _writes++;
            run.Write(numbers);
        }

        public void ClearGradients()
        {
            if (sabotage.NeverClears)
                return;
            _passes = 0;
            run.ClearGradients();
        }

        public void Forward() => run.Forward();

        public void Backward()
        {
            sabotage.BeforeBackward?.Invoke(run);
            run.Backward();
            _passes++;
        }

        public CellResults Read()
        {
            var results = run.Read();
            sabotage.OnRead?.Invoke(results, _numbers!, _passes);
            if (sabotage.RemembersSizes && _writes > 1)
                results.Values.Values.First()[^1] += 1e-15;
            return results;
        }
    }
}
