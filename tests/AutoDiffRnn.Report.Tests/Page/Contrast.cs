namespace AutoDiffRnn.Report.Tests.Page;

/// <summary>Contrast as WCAG 2 defines it: (L₁ + 0.05) / (L₂ + 0.05) of relative luminances; 4.5 for text, 3 for large text and for marks.</summary>
internal static class Contrast
{
    /// <summary>A script that lists what stands out too little, computed in the page from the colours that it really has.</summary>
    public const string Script = """
        () => {
            const parse = text => {
                const numbers = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
                const unit = text.startsWith("color(srgb") ? 1 : 255;
                return {rgb: numbers.slice(0, 3).map(value => value / unit), alpha: numbers.length > 3 ? numbers[3] : 1};
            };
            const over = (top, ground) => top.rgb.map((value, i) => value * top.alpha + ground[i] * (1 - top.alpha));
            const ground = element => {
                if (!element) return [1, 1, 1];
                const colour = parse(getComputedStyle(element).backgroundColor);
                return colour.alpha === 1 ? colour.rgb : over(colour, ground(element.parentElement));
            };
            const luminance = rgb => rgb.map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
                .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
            const ratio = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
            const bad = [];
            const check = (element, colour, least, what) => {
                const under = ground(element);
                const found = ratio(over(parse(colour), under), under);
                if (!(found >= least)) bad.push(`${what}: ${found.toFixed(2)} of ${least}`);
            };
            const hasText = element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
            for (const element of document.querySelectorAll("body *")) {
                const style = getComputedStyle(element);
                if (style.display === "none" || !element.getClientRects().length) continue;
                const isSvg = element instanceof SVGElement;
                if (hasText(element) && !["SCRIPT", "STYLE"].includes(element.tagName))
                    check(
                        element, isSvg ? style.fill : style.color, parseFloat(style.fontSize) >= 24 ? 3 : 4.5, element.textContent.trim().slice(0, 40));
                if (isSvg && element.matches(".line, .axis, .threshold") && style.stroke !== "none")
                    check(element, style.stroke, 3, `line ${element.getAttribute("class")}`);
                if (isSvg && element.matches(".fill") && !element.hasAttribute("fill-opacity"))
                    check(element, style.fill, 3, `fill ${element.getAttribute("class")}`);
            }
            return [...new Set(bad)];
        }
        """;
}
