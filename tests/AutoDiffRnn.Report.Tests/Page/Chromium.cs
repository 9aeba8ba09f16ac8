using Microsoft.Playwright;

namespace AutoDiffRnn.Report.Tests.Page;

/// <summary>The browser of this machine. None is downloaded: <c>REPORT_TEST_BROWSER</c> names one, or it is on the path by a usual name.</summary>
internal static class Chromium
{
    /// <summary>The variable of the environment that names a browser.</summary>
    public const string Variable = "REPORT_TEST_BROWSER";

    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The browser's file; null if there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => _names.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}

/// <summary>A test that needs a browser. Without one it is skipped, with the reason.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Marks a test.</summary>
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = $"There is no Chromium on the path, and {Chromium.Variable} names none.";
    }
}

/// <summary>A browser that the tests of a class share.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a report as a user does: from a file, without a network.</summary>
    internal async Task<OpenPage> Open(string name, string html, int width = 1400, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(AppContext.BaseDirectory, "pages"));
        var file = System.IO.Path.Combine(folder.FullName, name + ".html");
        await File.WriteAllTextAsync(file, html);
        var page = await _browser!.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
        });
        var open = new OpenPage(page);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return open;
    }
}

/// <summary>An open page, and what it complained about or asked for.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal))
                Requests.Add(request.Url);
        };
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
