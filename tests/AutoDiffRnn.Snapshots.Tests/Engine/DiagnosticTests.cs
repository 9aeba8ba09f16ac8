using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using VerifyTests;
using Xunit;

namespace AutoDiffRnn.Snapshots.Tests.Engine;

/// <summary>The members of a diagnostic's info text, one test for each way that they vary.</summary>
public class DiagnosticTests
{
    [Fact]
    public void PlainDiagnostic_HasTheRequiredMembersOnly() => Assert.Equal(
        """
        {
          Message: the message,
          Severity: Warning,
          WarningLevel: 1,
          Descriptor: {
            Id: ADR0901,
            Title: the title,
            MessageFormat: the message,
            Category: AutoDiffRnn,
            DefaultSeverity: Warning,
            IsEnabledByDefault: true
          }
        }
        """,
        Text(Make()));

    [Theory]
    [InlineData(DiagnosticSeverity.Hidden, "  Severity: Hidden,\n  WarningLevel: 1,\n")]
    [InlineData(DiagnosticSeverity.Info, "  Severity: Info,\n  WarningLevel: 1,\n")]
    [InlineData(DiagnosticSeverity.Warning, "  Severity: Warning,\n  WarningLevel: 1,\n")]
    [InlineData(DiagnosticSeverity.Error, "  Severity: Error,\n  Descriptor: {\n")]
    public void Severity_DecidesWhetherThereIsAWarningLevel(DiagnosticSeverity severity, string expected)
        => Assert.Contains(expected, Text(Make(severity: severity)), StringComparison.Ordinal);

    [Fact]
    public void RaisedSeverity_StandsBesideTheDefaultOne()
    {
        var descriptor = Make().Descriptor;
        var raised = Diagnostic.Create(
            descriptor, Location.None, DiagnosticSeverity.Error, additionalLocations: null, properties: null, messageArgs: null);

        Assert.Contains("  Severity: Error,\n  Descriptor: {", Text(raised), StringComparison.Ordinal);
        Assert.Contains("DefaultSeverity: Warning,", Text(raised), StringComparison.Ordinal);
    }

    [Fact]
    public void DescriptionAndHelpLink_FollowTheTitle() => Assert.Contains(
        "    Title: the title,\n    Description: the reason,\n    HelpLink: https://example.org/1,\n    MessageFormat: ",
        Text(Make(description: "the reason", helpLink: "https://example.org/1")),
        StringComparison.Ordinal);

    [Fact]
    public void BlankDescriptionAndHelpLink_AreLeftOut()
        => Assert.Equal(Text(Make()), Text(Make(description: " ", helpLink: " ")));

    [Fact]
    public void Tags_AreAListAtTheEnd() => Assert.EndsWith(
        "    IsEnabledByDefault: true,\n    CustomTags: [\n      Unnecessary,\n      Mine\n    ]\n  }\n}",
        Text(Make(tags: ["Unnecessary", "Mine"])),
        StringComparison.Ordinal);

    [Fact]
    public void DisabledByDefault_IsWrittenToo()
        => Assert.Contains("IsEnabledByDefault: false\n", Text(Make(isEnabled: false)), StringComparison.Ordinal);

    [Fact]
    public void ValueWithALineBreak_StartsOnTheNextLine() => Assert.StartsWith(
        "{\n  Message:\nfirst\nsecond,\n  Severity: ", Text(Make(message: "first\r\nsecond")), StringComparison.Ordinal);

    [Fact]
    public void ValueThatBeginsWithALineBreak_GetsNoSecondOne() => Assert.StartsWith(
        "{\n  Message:\nsecond,\n  Severity: ", Text(Make(message: "\nsecond")), StringComparison.Ordinal);

    [Fact]
    public void EmptyValue_LeavesTheSpace() => Assert.Contains("    Title: ,\n", Text(Make(title: "")), StringComparison.Ordinal);

    [Fact]
    public void LocationWithoutATree_StaysOnItsLine()
    {
        var location = Location.Create("dir/theFile.cs", new TextSpan(0, 1), new LinePositionSpan(new(1, 2), new(3, 4)));

        Assert.StartsWith("{\n  Location: dir\\theFile.cs: (1,2)-(3,4),\n  Message: ", Text(Make(location: location)), StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralDiagnostics_KeepTheirOrder()
    {
        var text = SnapshotTargets.OfInfo(
            new LineFilter([]), writer => DiagnosticText.WriteRun(writer, [Make(message: "z"), Make(message: "a")])).Text;

        Assert.StartsWith("{\n  Diagnostics: [\n    {\n      Message: z,\n", text, StringComparison.Ordinal);
        Assert.Contains("\n      }\n    },\n    {\n      Message: a,\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n      }\n    }\n  ]\n}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void DiagnosticsWithoutARun_AreAnArray()
    {
        var text = SnapshotTargets.OfInfo(new LineFilter([]), writer => DiagnosticText.WriteAll(writer, [Make(), Make()])).Text;

        Assert.StartsWith("[\n  {\n    Message: the message,\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n    }\n  }\n]", text, StringComparison.Ordinal);
        Assert.Equal("[]", SnapshotTargets.OfInfo(new LineFilter([]), writer => DiagnosticText.WriteAll(writer, [])).Text);
    }

    [Fact]
    public void Message_DoesNotDependOnTheCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            var diagnostic = Diagnostic.Create(Make(message: "leak {0}").Descriptor, Location.None, 0.5);

            Assert.StartsWith("{\n  Message: leak 0.5,\n", Text(diagnostic), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Diagnostic Make(
        DiagnosticSeverity severity = DiagnosticSeverity.Warning,
        string title = "the title",
        string message = "the message",
        string? description = null,
        string? helpLink = null,
        bool isEnabled = true,
        Location? location = null,
        params string[] tags)
        => Diagnostic.Create(
            new DiagnosticDescriptor("ADR0901", title, message, "AutoDiffRnn", severity, isEnabled, description, helpLink, tags),
            location ?? Location.None);

    private static string Text(Diagnostic diagnostic)
        => SnapshotTargets.OfInfo(new LineFilter([]), writer => DiagnosticText.Write(writer, diagnostic)).Text;
}
