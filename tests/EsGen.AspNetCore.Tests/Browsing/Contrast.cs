using Microsoft.Playwright;

namespace EsGen.AspNetCore.Tests.Browsing;

/// <summary>Finds what can't be read well, as WCAG 2.1 AA has it: text below 4.5 : 1, edges of controls below 3 : 1.</summary>
internal static class Contrast
{
    private const string Script = """
        () => {
            const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
            const known = new Map();
            function rgba(color) {
                if (!known.has(color)) {
                    known.set(color, read(color));
                }
                return known.get(color);
            }
            function read(color) {
                context.clearRect(0, 0, 1, 1);
                context.fillStyle = color;
                context.fillRect(0, 0, 1, 1);
                return [...context.getImageData(0, 0, 1, 1).data];
            }
            function over(top, bottom) {
                const alpha = top[3] / 255;
                return [0, 1, 2].map(i => top[i] * alpha + bottom[i] * (1 - alpha)).concat(255);
            }
            function ground(element) {
                const layers = [];
                for (let e = element; e; e = e.parentElement) {
                    layers.push(rgba(getComputedStyle(e).backgroundColor));
                }
                return layers.reverse().reduce((below, layer) => over(layer, below), rgba("Canvas"));
            }
            function luminance(color) {
                const [r, g, b] = color.slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            }
            function ratio(a, b) {
                const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
                return (high + 0.05) / (low + 0.05);
            }
            const found = [];
            let texts = 0;
            for (const element of document.body.querySelectorAll("*")) {
                const style = getComputedStyle(element);
                if (element.closest(".hidden, .skip") || !element.checkVisibility()) {
                    continue;
                }
                const behind = ground(element);
                const isText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
                if (isText || element.matches("input")) {
                    texts++;
                    const value = ratio(over(rgba(style.color), behind), behind);
                    if (value < 4.5) {
                        found.push(`${element.tagName}.${element.className} '${element.textContent.trim().slice(0, 30)}' ${value.toFixed(2)}`);
                    }
                }
                if (element.matches("button, input:not([type=range]):not([type=hidden])")) {
                    const outside = ground(element.parentElement);
                    const value = ratio(over(rgba(style.borderTopColor), outside), outside);
                    if (value < 3) {
                        found.push(`edge of ${element.tagName} '${element.textContent.trim()}' ${value.toFixed(2)}`);
                    }
                }
            }
            return texts < 6 ? ["only " + texts + " texts"] : found;
        }
        """;

    public static Task<string[]> FindLowAsync(IPage page) => page.EvaluateAsync<string[]>(Script);
}
