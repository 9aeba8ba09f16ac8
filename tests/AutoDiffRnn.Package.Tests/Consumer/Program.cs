using System.Globalization;
using AutoDiffRnn;
using AutoDiffRnn.Measurements;
using Harbour;

const int P = 3, Q = 5, R = 2, Steps = 7, Batch = 3;

var random = new RandomSource(seed: 20);
var network = new TideNetwork<double>(P, Q, R, lag: 0.25);
network.Weights.Initialize(random);
network.Weights.stretch[0] = 0.5;
network.Weights.ease.Initialize(Initializer.Uniform(-0.1, 0.1), random);

var wind = Uniform(Steps * Batch * P);
var wanted = Uniform(Steps * Batch * R);
var tape = network.CreateTape(Steps, Batch);
tape.Inputs.wind.CopyFrom(wind);

// The gradient of every weight against central differences of the cell itself, run as plain C#.
RunBothWays();
var plain = new PlainTide(network, wind, wanted, Steps, Batch);
Print("plain loss less generated loss", plain.Loss() - Loss());
Print("largest error of a gradient", plain.LargestGradientError());

// The same gradient taken apart by lag and by path, and put together again.
var flow = new GradientFlow<double>(network, Steps, Batch);
var byLag = new LagSplit(network.Cell);
byLag.Add(flow, tape);
Print("largest difference of the sum of lags", LargestDifference(byLag.Whole()));
var byPath = PathSplit.Measure(flow, tape);
Print("largest difference of the sum of paths", LargestDifference(byPath.Whole()));
Print("places that read a state", byPath.Reads.Count);
var map = AdjointMap.Measure(flow, tape);
Print("adjoint over two steps", map.Norm(t: 4, k: 2));
Print("size of a Jacobian", StepJacobians.Measure(network, tape).Size);

var optimizer = new AdamW<double>(network.Weights);
Print("first loss", Loss());
for (var update = 0; update < 300; update++)
{
    RunBothWays();
    optimizer.Step(network.Weights, network.Gradients, learningRate: 0.01);
}

network.Forward(tape);
Print("last loss", Loss());

void RunBothWays()
{
    network.Gradients.Clear();
    network.Forward(tape);
    var seeds = tape.Outputs.reading.ToArray();
    for (var i = 0; i < seeds.Length; i++)
        seeds[i] -= wanted[i];
    tape.Seeds.reading.CopyFrom(seeds);
    network.Backward(tape);
}

double LargestDifference(double[] sum) => sum.Zip(network.Gradients.Values.ToArray(), (mine, theirs) => Math.Abs(mine - theirs)).Max();

double Loss() => tape.Outputs.reading.ToArray().Zip(wanted, (actual, target) => (actual - target) * (actual - target) / 2).Sum();

double[] Uniform(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextUniform() - 1)];

static void Print(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:R}"));
