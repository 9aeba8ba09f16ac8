using System.Text;

namespace VerifyTests;

/// <summary>The message of a verification that failed: the files by kind, then the texts that differ.</summary>
internal static class FailureMessage
{
    public static string Of(string directory, Findings findings)
    {
        var message = new StringBuilder($"Directory: {directory}\n");
        AppendFiles(message, "New", findings.New);
        AppendFiles(message, "NotEqual", findings.NotEqual);
        AppendSection(message, "Delete", findings.Delete, path => $"  - {Path.GetFileName(path)}\n");
        AppendFiles(message, "Equal", findings.Equal);

        if (findings.New.Count + findings.NotEqual.Count > 0)
            message.Append("\nFileContent:\n\n");
        AppendSection(message, "New", findings.New, file => $"{Received(file)}\n", afterTitle: "\n");
        AppendSection(message, "NotEqual", findings.NotEqual, file => $"{Received(file)}{Verified(file)}\n", afterTitle: "\n");
        return message.ToString();
    }

    private static void AppendFiles(StringBuilder message, string title, IReadOnlyList<ComparedFile> files)
        => AppendSection(message, title, files, file =>
            $"  - Received: {Path.GetFileName(file.ReceivedPath)}\n    Verified: {Path.GetFileName(file.VerifiedPath)}\n");

    private static void AppendSection<T>(
        StringBuilder message, string title, IReadOnlyList<T> items, Func<T, string> show, string afterTitle = "")
    {
        if (items.Count == 0)
            return;
        message.Append(title).Append(":\n").Append(afterTitle);
        foreach (var item in items)
            message.Append(show(item));
    }

    private static string Received(ComparedFile file) => $"Received: {Path.GetFileName(file.ReceivedPath)}\n{file.ReceivedText}\n";

    private static string Verified(ComparedFile file) => $"Verified: {Path.GetFileName(file.VerifiedPath)}\n{file.VerifiedText}\n";
}
