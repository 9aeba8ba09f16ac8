using System.Text.Json;
using AutoDiffRnn.Lab.Claims;

namespace AutoDiffRnn.Report.Tests.Claims;

public class EvidenceFileTests
{
    [Theory]
    [InlineData("full")]
    [InlineData("partial")]
    [InlineData("empty")]
    public void Evidence_IsReadBackAsItWasWritten(string which)
    {
        var evidence = which switch { "full" => MadeUp.Full, "partial" => MadeUp.Partial, _ => MadeUp.Empty };
        var text = EvidenceFile.ToJson(evidence);
        Assert.Equal(text, EvidenceFile.ToJson(EvidenceFile.FromJson(text)));
    }

    [Fact]
    public void Numbers_KeepTheirBits()
    {
        double[] numbers = [0.1, -0.0, 1.0 / 3, double.Epsilon, double.MaxValue, double.NaN, double.NegativeInfinity];
        var read = EvidenceFile.FromJson(EvidenceFile.ToJson(MadeUp.Empty with { SameMatrix = new(numbers, [], []) }));
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), read.SameMatrix!.Same.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    public void WhatIsNoEvidence_IsRefused(string text) => Assert.Throws<JsonException>(() => EvidenceFile.FromJson(text));

    [Fact]
    public void APartThatNoVersionKnows_IsRefused()
        => Assert.Throws<JsonException>(() => EvidenceFile.FromJson(EvidenceFile.ToJson(MadeUp.Empty).Replace("\"weights\"", "\"wheights\"",
            StringComparison.Ordinal)));
}
