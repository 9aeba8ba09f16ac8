using System.Text;

namespace VerifyTests;

/// <summary>Leaves out the lines that <c>ScrubLines</c> named. Values of an info text pass through it too, before they are put together.</summary>
internal sealed class LineFilter(IReadOnlyList<Func<string, bool>> removed)
{
    public static LineFilter Of(VerifySettings settings, ModuleSettings module) => new([.. settings.RemovedLines, .. module.RemovedLines]);

    public string Apply(string text)
    {
        if (removed.Count == 0 || text.Length == 0)
            return text;

        var kept = new StringBuilder(text.Length);
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            if (!removed.Any(removes => removes(line)))
                kept.Append(line).Append('\n');
        }

        // A text without a final line break does not gain one, whichever line is now its last.
        if (kept.Length > 0 && !text.EndsWith('\n'))
            kept.Length--;
        return kept.ToString();
    }
}
