using Xunit;

namespace AutoDiffRnn.Generators.Tests.Output;

/// <content>The zoo, in the order of its files.</content>
public partial class CellOutputTests
{
    [Fact]
    public Task Jordan() => VerifyCell("SimpleRecurrence.Jordan");

    [Fact]
    public Task Irnn() => VerifyCell("SimpleRecurrence.Irnn");

    [Fact]
    public Task IndRnn() => VerifyCell("SimpleRecurrence.IndRnn");

    [Fact]
    public Task MultiplicativeRnn() => VerifyCell("SimpleRecurrence.MultiplicativeRnn");

    [Fact]
    public Task Clockwork() => VerifyCell("SimpleRecurrence.Clockwork");

    [Fact]
    public Task Mgu() => VerifyCell("GatedCells.Mgu");

    [Fact]
    public Task Ugrnn() => VerifyCell("GatedCells.Ugrnn");

    [Fact]
    public Task Ran() => VerifyCell("GatedCells.Ran");

    [Fact]
    public Task RecurrentHighway() => VerifyCell("GatedCells.RecurrentHighway");

    [Fact]
    public Task PeepholeLstm() => VerifyCell("LstmVariants.PeepholeLstm");

    [Fact]
    public Task CoupledGateLstm() => VerifyCell("LstmVariants.CoupledGateLstm");

    [Fact]
    public Task ProjectedLstm() => VerifyCell("LstmVariants.ProjectedLstm");

    [Fact]
    public Task LayerNormLstm() => VerifyCell("LstmVariants.LayerNormLstm");

    [Fact]
    public Task MultiplicativeLstm() => VerifyCell("LstmVariants.MultiplicativeLstm");

    [Fact]
    public Task Janet() => VerifyCell("LstmVariants.Janet");

    [Fact]
    public Task SLstm() => VerifyCell("LstmVariants.SLstm");

    [Fact]
    public Task Sru() => VerifyCell("LinearRecurrence.Sru");

    [Fact]
    public Task QrnnForget() => VerifyCell("LinearRecurrence.QrnnForget");

    [Fact]
    public Task QrnnForgetOutput() => VerifyCell("LinearRecurrence.QrnnForgetOutput");

    [Fact]
    public Task QrnnInputForgetOutput() => VerifyCell("LinearRecurrence.QrnnInputForgetOutput");

    [Fact]
    public Task MinGru() => VerifyCell("LinearRecurrence.MinGru");

    [Fact]
    public Task RgLru() => VerifyCell("LinearRecurrence.RgLru");

    [Fact]
    public Task LeakyRnn() => VerifyCell("ContinuousTime.LeakyRnn");

    [Fact]
    public Task Ctrnn() => VerifyCell("ContinuousTime.Ctrnn");

    [Fact]
    public Task AntisymmetricRnn() => VerifyCell("ContinuousTime.AntisymmetricRnn");

    [Fact]
    public Task GatedAntisymmetricRnn() => VerifyCell("ContinuousTime.GatedAntisymmetricRnn");

    [Fact]
    public Task LipschitzRnn() => VerifyCell("ContinuousTime.LipschitzRnn");

    [Fact]
    public Task OdeRnn() => VerifyCell("ContinuousTime.OdeRnn");

    [Fact]
    public Task CoupledOscillators() => VerifyCell("ContinuousTime.CoupledOscillators");

    [Fact]
    public Task LiquidTimeConstant() => VerifyCell("ContinuousTime.LiquidTimeConstant");

    [Fact]
    public Task FastWeights() => VerifyCell("MatrixMemory.FastWeights");

    [Fact]
    public Task LinearAttention() => VerifyCell("MatrixMemory.LinearAttention");

    [Fact]
    public Task DeltaRule() => VerifyCell("MatrixMemory.DeltaRule");

    [Fact]
    public Task GatedDeltaRule() => VerifyCell("MatrixMemory.GatedDeltaRule");

    [Fact]
    public Task MLstm() => VerifyCell("MatrixMemory.MLstm");

    [Fact]
    public Task SelectiveStateSpace() => VerifyCell("MatrixMemory.SelectiveStateSpace");

    [Fact]
    public Task HouseholderRnn() => VerifyCell("OrthogonalCells.HouseholderRnn");

    [Fact]
    public Task ExponentialRnn() => VerifyCell("OrthogonalCells.ExponentialRnn");

    [Fact]
    public Task StackedGru() => VerifyCell("Stacks.StackedGru");

    [Fact]
    public Task StackedLstm() => VerifyCell("Stacks.StackedLstm");
}
