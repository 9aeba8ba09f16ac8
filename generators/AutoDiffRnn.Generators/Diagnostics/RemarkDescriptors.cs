using Microsoft.CodeAnalysis;

namespace AutoDiffRnn.Generators.Diagnostics;

/// <summary>
/// Remarks: what the scheduler did with a cell, or could not do, and why. They are of severity info: an editor shows them, a build does not.
/// </summary>
internal static class RemarkDescriptors
{
    private const string Category = Descriptors.Category;

    /// <summary><c>'Wx * x' does not depend on a state: computed for all steps at once, as one product</c></summary>
    public static readonly DiagnosticDescriptor Hoisted = new(
        id: "ADR0100",
        title: "A product is computed for all steps at once",
        messageFormat: "'{0}' {1}: computed for all steps at once{2}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0100.md");

    /// <summary><c>'W - W.T' is made of weights and constants alone: computed once a call</c></summary>
    public static readonly DiagnosticDescriptor Once = new(
        id: "ADR0101",
        title: "A value is computed once a call",
        messageFormat: "'{0}' is made of weights and constants alone: computed once a call, not in each step",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0101.md");

    /// <summary><c>'Wi * x' and 'Wf * x' share x: computed as one product</c></summary>
    public static readonly DiagnosticDescriptor Merged = new(
        id: "ADR0102",
        title: "Several products are computed as one",
        messageFormat: "{0} {1}: computed as one product",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0102.md");

    /// <summary><c>'U * (r * h)' cannot merge with 'Ur * h': it reads 'r', which is made of that product</c></summary>
    public static readonly DiagnosticDescriptor NotMerged = new(
        id: "ADR0103",
        title: "A product waits for another one",
        messageFormat: "'{0}' cannot merge with '{1}': it reads '{2}', which is made of that product in the same step",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0103.md");

    /// <summary><c>The backward pass reads from memory: 'i' (a function costs more to make again than to keep)</c></summary>
    public static readonly DiagnosticDescriptor Saved = new(
        id: "ADR0104",
        title: "A value is kept for the backward pass",
        messageFormat: "The backward pass reads from memory: {0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0104.md");

    /// <summary><c>'Elman' runs as one loop over time, which carries h from step to step</c></summary>
    public static readonly DiagnosticDescriptor Loops = new(
        id: "ADR0105",
        title: "The loops of a cell",
        messageFormat: "'{0}' {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0105.md");

    /// <summary><c>State 'previous' needs no loop: …</c></summary>
    public static readonly DiagnosticDescriptor ShiftedView = new(
        id: "ADR0106",
        title: "A state needs no loop",
        messageFormat: "State '{0}' needs no loop: its next value does not depend on its previous one, so that is a view, shifted by a step",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0106.md");

    /// <summary><c>'W * n' stays in the loop: it depends on h of the step before</c></summary>
    public static readonly DiagnosticDescriptor StaysInLoop = new(
        id: "ADR0107",
        title: "A value is computed step by step",
        messageFormat: "'{0}' stays in the loop: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0107.md");

    /// <summary><c>'S * q' multiplies a matrix of each example: row by row</c></summary>
    public static readonly DiagnosticDescriptor RowByRow = new(
        id: "ADR0108",
        title: "A matrix of each example is multiplied example by example",
        messageFormat: "'{0}' multiplies a matrix that each example has of its own: example by example, not as one product",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0108.md");

    /// <summary><c>The backward pass computes 'a' again: that costs less than to keep it</c></summary>
    public static readonly DiagnosticDescriptor Recomputed = new(
        id: "ADR0109",
        title: "A value is computed again in the backward pass",
        messageFormat: "The backward pass computes {0} again: that costs less than to keep it",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0109.md");

    /// <summary><c>Step by step, 'Scan' is shared out to threads by examples only: no product runs there</c></summary>
    public static readonly DiagnosticDescriptor ByExamples = new(
        id: "ADR0110",
        title: "Steps are shared out to threads by examples only",
        messageFormat: "Step by step, '{0}' is shared out to threads by examples only, so that one example has one thread: {1}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpLink + "ADR0110.md");
}
