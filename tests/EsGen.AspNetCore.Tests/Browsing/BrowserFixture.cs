using Microsoft.Playwright;

namespace EsGen.AspNetCore.Tests.Browsing;

/// <summary>A browser that is there as long as the tests run.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const int MaxWait = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        // A machine that runs other tests besides takes its time.
        Assertions.SetDefaultExpectTimeout(MaxWait);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            Timeout = 4 * MaxWait,
            Args = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
        });
    }

    /// <summary>A window of its own, with cookies of its own.</summary>
    public async Task<IPage> OpenAsync(ColorScheme scheme = ColorScheme.Light, bool hasScript = true)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            JavaScriptEnabled = hasScript,
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });
        context.SetDefaultTimeout(MaxWait);
        return await context.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
