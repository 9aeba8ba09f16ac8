using System.Numerics;

namespace AutoDiffRnn.Training.Tests;

public class OptimizerTests
{
    private const double Rate = 0.03;

    public static TheoryData<string> Rules => ["plain", "decay", "momentum", "nesterov", "adam", "adamL2", "adamW"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void InDouble_EveryRuleIsItsFormula(string rule) => Assert.InRange(DistanceFromFormula<double>(rule, steps: 30), 0, 1e-13);

    [Theory]
    [MemberData(nameof(Rules))]
    public void InFloat_EveryRuleIsItsFormulaToRounding(string rule) => Assert.InRange(DistanceFromFormula<float>(rule, steps: 30), 0, 3e-6);

    [Theory]
    [MemberData(nameof(Rules))]
    public void TheTailBehindTheLastVector_GetsTheSameBits(string rule)
    {
        // One weight alone is all tail; many equal ones are vectors and a tail.
        var (one, many) = (Toys.Vector<float>(0.7), Toys.Vector<float>([.. Enumerable.Repeat(0.7, 37)]));
        var (ruleOfOne, ruleOfMany) = (Make(rule, one), Make(rule, many));
        for (var step = 1; step <= 5; step++)
        {
            ruleOfOne.Step(one, Toys.Vector<float>(0.3 * step - 0.8), Rate);
            ruleOfMany.Step(many, Toys.Vector<float>([.. Enumerable.Repeat(0.3 * step - 0.8, 37)]), Rate);
        }

        var expected = BitConverter.SingleToInt32Bits(one.Values[0]);
        Assert.All(many.Values.ToArray(), value => Assert.Equal(expected, BitConverter.SingleToInt32Bits(value)));
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1000)]
    public void AdamsFirstStep_IsTheRateWhateverTheGradient(double gradient)
    {
        var weights = Toys.Vector<double>(1, 1);
        new Adam<double>(weights, epsilon: 0).Step(weights, Toys.Vector<double>(gradient, -gradient), Rate);
        Assert.Equal(1 - Rate, weights.Values[0], 1e-14);
        Assert.Equal(1 + Rate, weights.Values[1], 1e-14);
    }

    [Fact]
    public void DecoupledDecay_DoesNotDependOnTheGradientAndDecayInTheGradientDoes()
    {
        var (plain, coupled, decoupled) = (Toys.Vector<double>(2), Toys.Vector<double>(2), Toys.Vector<double>(2));
        var gradient = Toys.Vector<double>(50);
        new Adam<double>(plain).Step(plain, gradient, Rate);
        new Adam<double>(coupled, weightDecay: 0.5).Step(coupled, gradient, Rate);
        new AdamW<double>(decoupled, weightDecay: 0.5).Step(decoupled, gradient, Rate);
        Assert.Equal(plain.Values[0], coupled.Values[0], 1e-9); // The first step has the length of the rate, whatever is in the gradient.
        Assert.Equal(plain.Values[0] - Rate * 0.5 * 2, decoupled.Values[0], 1e-14);
    }

    [Fact]
    public void NesterovsMomentum_LooksOneStepAhead()
    {
        var (heavy, nesterov) = (Toys.Vector<double>(1), Toys.Vector<double>(1));
        var gradient = Toys.Vector<double>(1);
        new Sgd<double>(heavy, momentum: 0.9).Step(heavy, gradient, 0.1);
        new Sgd<double>(nesterov, momentum: 0.9, nesterov: true).Step(nesterov, gradient, 0.1);
        Assert.Equal(0.9, heavy.Values[0], 1e-15);
        Assert.Equal(1 - 0.1 * 1.9, nesterov.Values[0], 1e-15);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Training_AllocatesNothing(string rule)
    {
        var network = Toys.Network<float>();
        var optimizer = Make(rule, network.Weights);
        var random = new RandomSource(1);
        var schedule = LearningRateSchedule.WarmUp(0.1, 2).Then(2, LearningRateSchedule.Cosine(0.1, 0, 10));
        Work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Work();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Work()
        {
            Toys.FillNormal(network.Gradients, random);
            random.Shuffle(network.Gradients.Span);
            GradientClipping.ByGlobalNorm(network.Gradients, 0.1);
            optimizer.Step(network.Weights, network.Gradients, schedule.At(optimizer.Steps));
        }
    }

    [Fact]
    public void AStep_CountsAndMakesPackedWeightsStaleAndKeepsGradients()
    {
        var (weights, gradients) = (Toys.Vector<float>(1, 2), Toys.Vector<float>(3, 4));
        var rule = new Adam<float>(weights);
        var version = weights.Version;
        rule.Step(weights, gradients, Rate);
        rule.Step(weights, gradients, Rate);
        Assert.Equal(2, rule.Steps);
        Assert.True(weights.Version > version);
        Assert.Equal([3, 4], gradients.Values.ToArray());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ARateThatIsNone_IsRefusedAndNothingChanges(double rate)
    {
        var weights = Toys.Vector<float>(1);
        var rule = new Adam<float>(weights);
        var error = Assert.Throws<ArgumentException>(() => rule.Step(weights, Toys.Vector<float>(1), rate));
        Assert.Contains("learningRate: expected a finite number, at least 0", error.Message);
        Assert.Equal((1f, 0L, 0f), (weights.Values[0], rule.Steps, rule.State("m")[0]));
    }

    [Fact]
    public void WeightsOfAnotherNetwork_AreRefused()
    {
        var rule = new Sgd<float>(Toys.Vector<float>(1, 2));
        var error = Assert.Throws<ArgumentException>(() => rule.Step(Toys.Vector<float>(1), Toys.Vector<float>(1, 2), Rate));
        Assert.Contains("weights: expected 2 elements", error.Message);
        error = Assert.Throws<ArgumentException>(() => rule.Step(Toys.Vector<float>(1, 2), Toys.Vector<float>(1), Rate));
        Assert.Contains("gradients: expected 2 elements", error.Message);
    }

    [Fact]
    public void SettingsOutOfRange_AreRefusedByName()
    {
        var weights = Toys.Vector<float>(1);
        Assert.Equal("beta1", Assert.Throws<ArgumentException>(() => new Adam<float>(weights, beta1: 1)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentException>(() => new AdamW<float>(weights, beta2: -0.1)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentException>(() => new Adam<float>(weights, epsilon: double.NaN)).ParamName);
        Assert.Equal("weightDecay", Assert.Throws<ArgumentException>(() => new AdamW<float>(weights, weightDecay: -1)).ParamName);
        Assert.Equal("momentum", Assert.Throws<ArgumentException>(() => new Sgd<float>(weights, momentum: 1)).ParamName);
        Assert.Equal("momentum", Assert.Throws<ArgumentException>(() => new Sgd<float>(weights, nesterov: true)).ParamName);
    }

    [Fact]
    public void AStateThatARuleDoesNotHave_IsRefusedByName()
    {
        var rule = new Adam<float>(Toys.Vector<float>(1));
        Assert.Contains("no state 'x'; it has m, v", Assert.Throws<ArgumentException>(() => { rule.State("x"); }).Message);
    }

    internal static Optimizer<T> Make<T>(string rule, WeightSet<T> weights) where T : unmanaged, IBinaryFloatingPointIeee754<T> => rule switch
    {
        "plain" => new Sgd<T>(weights),
        "decay" => new Sgd<T>(weights, weightDecay: 0.1),
        "momentum" => new Sgd<T>(weights, momentum: 0.9, weightDecay: 0.01),
        "nesterov" => new Sgd<T>(weights, momentum: 0.8, nesterov: true, weightDecay: 0.02),
        "adam" => new Adam<T>(weights),
        "adamL2" => new Adam<T>(weights, beta1: 0.8, beta2: 0.99, epsilon: 1e-3, weightDecay: 0.1),
        "adamW" => new AdamW<T>(weights, weightDecay: 0.2),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>The largest relative error after some steps with random gradients, against the formulas written out for one weight.</summary>
    private static double DistanceFromFormula<T>(string rule, int steps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = Toys.Network<T>(seed: 20);
        var optimizer = Make(rule, network.Weights);
        var twins = Toys.Doubles(network.Weights.Values).Select(value => new ScalarTwin(rule, value)).ToArray();
        var random = new RandomSource(21);
        for (var step = 1; step <= steps; step++)
        {
            Toys.FillNormal(network.Gradients, random);
            optimizer.Step(network.Weights, network.Gradients, Rate / step);
            foreach (var (twin, gradient) in twins.Zip(Toys.Doubles(network.Gradients.Values)))
                twin.Step(gradient, Rate / step);
        }

        return Toys.Error(twins.Select(twin => twin.Weight), Toys.Doubles(network.Weights.Values));
    }

    /// <summary>The papers' formulas for a single weight, one operation after another.</summary>
    private sealed class ScalarTwin(string rule, double weight)
    {
        private double _first;
        private double _second;
        private int _step;

        public double Weight { get; private set; } = weight;

        public void Step(double gradient, double rate)
        {
            _step++;
            Weight = rule switch
            {
                "plain" => Weight - rate * gradient,
                "decay" => Weight - rate * (gradient + 0.1 * Weight),
                "momentum" => Weight - rate * Roll(gradient + 0.01 * Weight, 0.9),
                "nesterov" => Weight - rate * (gradient + 0.02 * Weight + 0.8 * Roll(gradient + 0.02 * Weight, 0.8)),
                "adam" => Weight - rate * Adam(gradient, 0.9, 0.999, 1e-8),
                "adamL2" => Weight - rate * Adam(gradient + 0.1 * Weight, 0.8, 0.99, 1e-3),
                _ => Weight - rate * 0.2 * Weight - rate * Adam(gradient, 0.9, 0.999, 1e-8),
            };
        }

        private double Roll(double gradient, double momentum) => _first = momentum * _first + gradient;

        private double Adam(double gradient, double beta1, double beta2, double epsilon)
        {
            _first = beta1 * _first + (1 - beta1) * gradient;
            _second = beta2 * _second + (1 - beta2) * Math.Pow(gradient, 2);
            var mean = _first / (1 - Math.Pow(beta1, _step));
            var variance = _second / (1 - Math.Pow(beta2, _step));
            return mean / (Math.Sqrt(variance) + epsilon);
        }
    }
}
