using System.Globalization;
using AutoDiffRnn.Lab.Claims;
using AutoDiffRnn.Lab.Figures;
using AutoDiffRnn.Lab.Report;
using Microsoft.Playwright;

namespace AutoDiffRnn.Report.Tests.Page;

public sealed class BrowserTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private static readonly (string Name, Evidence Evidence)[] _reports = [("full", MadeUp.Full), ("partial", MadeUp.Partial),
        ("empty", MadeUp.Empty)];
    private static readonly (string Name, string Html)[] _pages = [.. _reports.Select(report => (report.Name, ReportWriter.Write(report.Evidence)))];

    private const string Drawings = """
        () => [...document.querySelectorAll("figure")].map(figure => ({
            id: figure.id,
            label: [...figure.querySelectorAll("svg[role=img], p[role=img]")].map(drawing => drawing.getAttribute("aria-label") ?? "").join("\n"),
            drawings: figure.querySelectorAll("svg[role=img], p[role=img]").length,
            least: Math.min(...[...figure.querySelectorAll("svg[role=img], p[role=img]")]
                .map(drawing => drawing.getBoundingClientRect()).flatMap(box => [box.width, box.height])),
            marks: figure.querySelectorAll("svg[data-area] .line, svg[data-area] .fill, svg[data-area] use, .word").length,
            outside: [...figure.querySelectorAll("svg[data-area] text")].filter(text => {
                const box = text.getBoundingClientRect(), frame = text.closest("svg").getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
            }).map(text => text.textContent).join("; "),
        }))
        """;

    /// <summary>A figure as the browser shows it.</summary>
    private sealed record Drawing
    {
        public string Id { get; set; } = "";

        public string Label { get; set; } = "";

        /// <summary>How many drawings it has.</summary>
        public int Drawings { get; set; }

        /// <summary>The smallest width or height of any.</summary>
        public double Least { get; set; }

        public int Marks { get; set; }

        /// <summary>Labels that reach over a drawing's edge.</summary>
        public string Outside { get; set; } = "";
    }

    [BrowserFact]
    public async Task EveryFigure_IsDrawnInsideItsFrame_AndToldInWords()
    {
        await using var full = await browser.Open("full", _pages[0].Html);
        var figures = await full.Page.EvaluateAsync<Drawing[]>(Drawings);
        Assert.Superset(
            new HashSet<string> { "flow0-map", "flow0-lag", "flow0-singular", "flow0-roles", "flow0-paths", "survival0", "distance0", "timeline0",
                "strip0", "latch", "cuts", "same-fresh0" },
            figures.Select(figure => figure.Id).ToHashSet());
        Assert.Equal(figures.Length, figures.Select(figure => figure.Id).Distinct().Count());
        Assert.All(figures, figure =>
        {
            Assert.True(figure.Drawings > 0 && figure.Least > 20 && figure.Marks > 0, $"{figure} is not drawn.");
            Assert.True(figure.Label.Length > 40, $"{figure.Id} has no words for those who do not see it.");
            Assert.True(figure.Outside.Length == 0, $"{figure.Id}: these labels reach over its edge: {figure.Outside}");
        });
    }

    [BrowserFact]
    public async Task EveryReport_OpensWithoutComplaintRequestOrNaN()
    {
        foreach (var (name, html) in _pages)
        {
            await using var open = await browser.Open(name, html);
            Assert.Empty(open.Complaints);
            Assert.Single(open.Requests);
            Assert.DoesNotContain("NaN", await open.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
            var inAttributes = await open.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("figure *")].flatMap(element => [...element.attributes])
                    .filter(attribute => attribute.name !== "href" && /NaN|Infinity|undefined/.test(attribute.value)).map(attribute => attribute.value)
                """);
            Assert.Empty(inAttributes);
            Assert.Empty(await open.Page.EvaluateAsync<string[]>("""
                () => {
                    const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
                    return ids.filter((id, i) => ids.indexOf(id) !== i);
                }
                """));
            Assert.Empty(await open.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("a[href^='#']")].map(link => link.getAttribute("href"))
                    .filter(href => !document.getElementById(href.slice(1)))
                """));
        }
    }

    [BrowserFact]
    public async Task NarrowAndWide_NothingScrollsSideways()
    {
        foreach (var (name, html) in _pages)
        {
            foreach (var width in new[] { 400, 1400 })
            {
                await using var open = await browser.Open($"{name}-{width}", html, width);
                Assert.InRange(await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, width);
                await Picture(open, $"{name}-{width}");
            }
        }
    }

    [BrowserFact]
    public async Task LightAndDark_TextAndMarksStandOut()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var open = await browser.Open($"full-{scheme}", _pages[0].Html, scheme: scheme);
            Assert.Empty(await open.Page.EvaluateAsync<string[]>(Contrast.Script));
            await Picture(open, $"full-{scheme}");
        }
    }

    [BrowserFact]
    public async Task TheSlider_RedrawsTheUnit_ByKeyboard()
    {
        await using var open = await browser.Open("slider", _pages[0].Html);
        var slider = open.Page.GetByLabel("weight w", new() { Exact = true });
        var path = open.Page.Locator("#latch svg[data-area] path.s0").First;
        var before = await path.GetAttributeAsync("d");
        Assert.Contains("It remembers", await open.Page.Locator("#latch-output").InnerTextAsync(), StringComparison.Ordinal);
        await slider.FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        Assert.NotEqual(before, await path.GetAttributeAsync("d"));
        Assert.Contains("w = 0.20", await open.Page.Locator("#latch-output").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("It has forgotten", await open.Page.Locator("#latch-output").InnerTextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task TheScript_DrawsTheSameUnitAsTheProgram()
    {
        await using var drawn = await browser.Open("latch", _pages[0].Html);
        await using var written = await browser.Open("latch", _pages[0].Html, script: false);
        foreach (var series in new[] { "s0", "s1", "s2" })
        {
            var (byScript, byProgram) = (await PathOf(drawn, series), await PathOf(written, series));
            Assert.Equal(LatchFigure.Steps + 1, byProgram.Length / 2);
            Assert.Equal(byProgram.Length, byScript.Length);
            Assert.All(byProgram.Zip(byScript), pair => Assert.Equal(pair.First, pair.Second, 0.02));
        }
    }

    [BrowserFact]
    public async Task PointingAtTheMap_ReadsOutTheCell_AndSoDoArrowKeys()
    {
        await using var open = await browser.Open("map", _pages[0].Html);
        var map = open.Page.Locator("#flow0-map svg[data-area]").First;
        await map.ScrollIntoViewIfNeededAsync();
        var box = (await map.BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + box.Width * 0.2f, box.Y + box.Height * 0.2f);
        var readout = open.Page.Locator("#flow0-map .readout");
        Assert.Matches(@"^t = \d+, k = \d+, lag \d+: log₁₀ of the norm is −?\d+\.\d\d$", await readout.InnerTextAsync());
        var before = await readout.InnerTextAsync();
        await map.FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual(before, await readout.InnerTextAsync());
    }

    [BrowserFact]
    public async Task ALegendsButton_HidesAndShowsItsSeries()
    {
        await using var open = await browser.Open("legend", _pages[0].Html);
        var button = open.Page.Locator("#survival0 .legend button").Nth(1);
        var line = open.Page.Locator("#survival0 svg[data-area] .s1").First;
        await button.ClickAsync();
        Assert.Equal("none", await line.EvaluateAsync<string>("element => getComputedStyle(element).display"));
        Assert.Equal("false", await button.GetAttributeAsync("aria-pressed"));
        await button.ClickAsync();
        Assert.NotEqual("none", await line.EvaluateAsync<string>("element => getComputedStyle(element).display"));
    }

    [BrowserFact]
    public async Task Printed_ItIsLight_AndEverythingFits()
    {
        await using var open = await browser.Open("print", _pages[0].Html, 794, ColorScheme.Dark);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(253, 252, 250)", await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.InRange(await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, 794);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(Contrast.Script));
        await Picture(open, "print");
    }

    [BrowserFact]
    public async Task Headings_StepDownOneLevelAtATime()
    {
        await using var open = await browser.Open("headings", _pages[0].Html);
        var levels = await open.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1,h2,h3,h4')].map(heading => "
            + "Number(heading.tagName[1]))");
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second > 1 && pair.Second <= pair.First + 1));
    }

    /// <summary>The numbers of the line of a series in the picture of the unit.</summary>
    private static async Task<double[]> PathOf(OpenPage open, string series)
    {
        var path = await open.Page.Locator($"#latch svg[data-area] path.{series}").First.GetAttributeAsync("d");
        return [.. path!.Split(['M', 'L', ' ', ','],
            StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    /// <summary>For whoever wants to look at it: <c>bin/…/pages/*.png</c>.</summary>
    private static async Task Picture(OpenPage open, string name)
        => await open.Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(AppContext.BaseDirectory, "pages", name + ".png"),
            FullPage = true });
}
