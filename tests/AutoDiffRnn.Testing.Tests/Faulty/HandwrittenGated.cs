using System.Reflection;
using AutoDiffRnn.Testing.Faults;
using AutoDiffRnn.Testing.Subjects;

namespace AutoDiffRnn.Testing.Tests.Faulty;

/// <summary>Where the hand-written backward pass is wrong.</summary>
public enum Fault
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>The derivative of <c>Tanh</c> in <c>var u = Tanh(w * x)</c>.</summary>
    Tanh,

    /// <summary>What <c>Sigmoid(k * h)</c> gives back to k alone.</summary>
    SigmoidToK,

    /// <summary>The derivative of <c>Sigmoid</c> in <c>var v = Sigmoid(k * h)</c>.</summary>
    Sigmoid,

    /// <summary>What <c>u * v</c> gives back to v.</summary>
    ProductToV,

    /// <summary>What <c>q * h</c> gives back to q.</summary>
    ProductToQ,

    /// <summary>What <c>r * u</c> gives back to r.</summary>
    OutputToR,

    /// <summary>What <c>r * u</c> gives back to u.</summary>
    OutputToU,

    /// <summary>The adjoint of h that a step gets from the step after.</summary>
    HandOver,
}

/// <summary><see cref="FaultyCells.Gated"/> with a backward pass written by hand that has one fault.</summary>
internal sealed class HandwrittenGated(Fault fault) : ICellSubject
{
    // As the generator writes the program of a cell into its assembly.
    private const string Text = """
        program 1
        method "M:AutoDiffRnn.Testing.Tests.Faulty.FaultyCells.Gated"
        parameter input "x" Vector real [H]
        parameter state "h" Vector real [H]
        statement "var u = Tanh(w * x)"
        statement "var v = Sigmoid(k * h)"
        statement "h = u * v + q * h"
        statement "var y = r * u"
        leaf -1 real [H] Input "x" []
        leaf -1 real [H] Previous "h" []
        leaf -1 real [H] Weight "w" []
        leaf -1 real [H] Weight "k" []
        leaf -1 real [H] Weight "q" []
        leaf -1 real [H] Weight "r" []
        value 0 - real [H] Multiply (2, 0) []
        value 0 "u" real [H] Tanh (6) []
        value 1 - real [H] Multiply (3, 1) []
        value 1 "v" real [H] Sigmoid (8) []
        value 2 - real [H] Multiply (7, 9) []
        value 2 - real [H] Multiply (4, 1) []
        value 2 "h" real [H] Add (10, 11) []
        value 3 "y" real [H] Multiply (5, 7) []
        result state "h" 12
        result output "y" 13
        end

        """;

    private readonly GeneratedCell _right = GeneratedCell.Of(FaultyCells.Gated);

    public MethodInfo Method => _right.Method;

    public IReadOnlyList<ParameterInfo> Arguments => _right.Arguments;

    public CellProgram? Program { get; } = ProgramReader.Read(Text.ReplaceLineEndings("\n"));

    public CellDescription Describe(IReadOnlyDictionary<string, object> arguments) => _right.Describe(arguments);

    public ICellRun CreateRun(Precision precision, IReadOnlyDictionary<string, object> arguments, int maxSteps, int maxBatch)
        => new Run(_right.CreateRun(precision, arguments, maxSteps, maxBatch), fault);

    private sealed class Run(ICellRun right, Fault fault) : ICellRun
    {
        private const double Wrong = 1.25;

        private CellNumbers? _numbers;
        private int _passes;

        public void Resize(int steps, int batch) => right.Resize(steps, batch);

        public void Write(CellNumbers numbers)
        {
            _numbers = numbers;
            right.Write(numbers);
        }

        public void ClearGradients() => _passes = 0;

        public void Forward() => right.Forward();

        public void Backward() => _passes++;

        public CellResults Read()
        {
            var results = right.Read();
            foreach (var gradient in results.Gradients.Values)
                Array.Clear(gradient);
            for (var example = 0; example < _numbers!.Batch; example++)
                BackwardOf(example, results);
            foreach (var weight in _numbers.Cell.Weights.Select(weight => results.Gradients[weight.Name]))
            {
                for (var j = 0; j < weight.Length; j++)
                    weight[j] *= _passes;
            }

            return results;
        }

        private void BackwardOf(int example, CellResults results)
        {
            var numbers = _numbers!;
            var size = numbers.Weight("w").Length;
            for (var j = 0; j < size; j++)
            {
                var handedBack = 0.0;
                for (var step = numbers.Steps - 1; step >= 0; step--)
                {
                    var at = (step * numbers.Batch + example) * size + j;
                    var before = step == 0 ? numbers.InitialState("h")[example * size + j] : results.Values["h"][at - numbers.Batch * size];
                    handedBack = BackwardOf(j, at, before, numbers.Seed("h")[at] + Or(Fault.HandOver) * handedBack, results.Gradients);
                }

                results.Gradients["h"][example * size + j] = handedBack;
            }
        }

        // One element of one step; returns what it hands back to the step before.
        private double BackwardOf(int j, int at, double before, double dh, Dictionary<string, double[]> gradients)
        {
            var numbers = _numbers!;
            var (x, w, k) = (numbers.Input("x")[at], numbers.Weight("w")[j], numbers.Weight("k")[j]);
            var (q, r) = (numbers.Weight("q")[j], numbers.Weight("r")[j]);
            var (u, v, dy) = (Math.Tanh(w * x), 1 / (1 + Math.Exp(-k * before)), numbers.Seed("y")[at]);
            gradients["r"][j] += Or(Fault.OutputToR) * dy * u;
            var du = Or(Fault.OutputToU) * dy * r + dh * v;
            var dv = Or(Fault.ProductToV) * dh * u;
            gradients["q"][j] += Or(Fault.ProductToQ) * dh * before;
            var dv_in = Or(Fault.Sigmoid) * dv * v * (1 - v);
            gradients["k"][j] += Or(Fault.SigmoidToK) * dv_in * before;
            var du_in = Or(Fault.Tanh) * du * (1 - u * u);
            gradients["w"][j] += du_in * x;
            gradients["x"][at] = du_in * w;
            return dh * q + dv_in * k;
        }

        private double Or(Fault here) => fault == here ? Wrong : 1;
    }
}
