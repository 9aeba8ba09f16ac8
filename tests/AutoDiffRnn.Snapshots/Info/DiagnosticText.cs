using System.Globalization;
using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>Diagnostics in the format of info files.</summary>
internal static class DiagnosticText
{
    /// <summary>The info text of a generator run: an object whose only member is the diagnostics.</summary>
    public static void WriteRun(InfoWriter writer, IEnumerable<Diagnostic> diagnostics)
        => writer.Object(() => WriteAll(writer.Name("Diagnostics"), diagnostics));

    public static void WriteAll(InfoWriter writer, IEnumerable<Diagnostic> diagnostics) => writer.Array(() =>
    {
        foreach (var diagnostic in diagnostics)
            Write(writer, diagnostic);
    });

    public static void Write(InfoWriter writer, Diagnostic diagnostic) => writer.Object(() =>
    {
        if (diagnostic.Location != Location.None)
            LocationText.Write(writer.Name("Location"), diagnostic.Location);
        writer.Member("Message", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        writer.Member("Severity", diagnostic.Severity.ToString());
        if (diagnostic.WarningLevel != 0)
            writer.Member("WarningLevel", diagnostic.WarningLevel.ToString(CultureInfo.InvariantCulture));
        writer.Name("Descriptor");
        Write(writer, diagnostic.Descriptor);
    });

    private static void Write(InfoWriter writer, DiagnosticDescriptor descriptor) => writer.Object(() =>
    {
        writer.Member("Id", descriptor.Id);
        writer.Member("Title", Invariant(descriptor.Title));
        WriteUnlessBlank(writer, "Description", Invariant(descriptor.Description));
        WriteUnlessBlank(writer, "HelpLink", descriptor.HelpLinkUri);
        writer.Member("MessageFormat", Invariant(descriptor.MessageFormat));
        writer.Member("Category", descriptor.Category);
        writer.Member("DefaultSeverity", descriptor.DefaultSeverity.ToString());
        writer.Member("IsEnabledByDefault", descriptor.IsEnabledByDefault ? "true" : "false");
        WriteTags(writer, [.. descriptor.CustomTags]);
    });

    private static void WriteTags(InfoWriter writer, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return;
        writer.Name("CustomTags").Array(() =>
        {
            foreach (var tag in tags)
                writer.Value(tag);
        });
    }

    private static void WriteUnlessBlank(InfoWriter writer, string name, string value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            writer.Member(name, value);
    }

    private static string Invariant(LocalizableString text) => text.ToString(CultureInfo.InvariantCulture);
}
