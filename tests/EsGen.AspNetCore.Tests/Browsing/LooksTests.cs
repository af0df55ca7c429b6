using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EsGen.AspNetCore.Tests.Browsing;

/// <summary>How the page looks, in light and dark; and the pictures of docs/page.md.</summary>
public sealed partial class LooksTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private const string Accept = "ESGEN_ACCEPT_SCREENSHOTS";

    private PageHost _host = null!;
    private (string Name, string Path)[] _pages = [];

    private static string Docs([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(file, "../../../../docs"));

    public async Task InitializeAsync()
    {
        ManualTime time = new() { Now = new DateTimeOffset(2026, 5, 1, 9, 30, 0, TimeSpan.Zero) };
        _host = await PageHost.StartAsync(
            static page => page.AllowChanges = true,
            services: services => services.AddSingleton<TimeProvider>(time));
        Account account = await SaveAsync(time);
        await _host.WaitForRunnerAsync();
        _host.Post.IsClosed = true;
        Account other = _host.Application.Repository<Account>().Create("Grace Hopper");
        other.Deposit(75);
        await _host.Application.Repository<Account>().SaveAsync(other);
        await _host.WaitForRunnerAsync();
        _pages =
        [
            ("streams", "/esgen"),
            ("stream", $"/esgen/stream?id={account.Id}&version=8"),
            ("events", "/esgen/events"),
            ("trace", $"/esgen/trace?id={account.Id}&position=1"),
            ("runner", "/esgen/runner"),
            ("parked", "/esgen/parked?policy=thanking"),
            ("verification", "/esgen/verification"),
            ("missing", "/esgen/stream?id=0193a0b4-0000-7000-8000-000000000001"),
        ];
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [BrowserFact]
    public async Task Everything_can_be_read_in_light_and_dark()
    {
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            IPage page = await browser.OpenAsync(scheme);
            foreach ((string name, string path) in _pages)
            {
                await page.GotoAsync(_host.Address + path);
                string[] low = await Contrast.FindLowAsync(page);
                Assert.True(low.Length == 0, $"{name}, {scheme}: {string.Join(", ", low.Take(10))}");
            }
        }
    }

    [BrowserFact]
    public async Task Nothing_is_wider_than_a_phone()
    {
        IPage page = await browser.OpenAsync();
        await page.SetViewportSizeAsync(360, 700);
        foreach ((string name, string path) in _pages)
        {
            await page.GotoAsync(_host.Address + path);
            int width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(width <= 360, $"{name} is {width} wide.");
        }
    }

    [BrowserFact]
    public async Task The_pictures_of_the_documentation_are_there()
    {
        string folder = Path.Combine(Docs(), "images");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(folder);
            foreach ((string name, string path) in _pages.SkipLast(2))
            {
                IPage page = await browser.OpenAsync(name == "trace" ? ColorScheme.Dark : ColorScheme.Light);
                await page.SetViewportSizeAsync(1120, 620);
                await page.GotoAsync(_host.Address + path);
                await page.WaitForTimeoutAsync(500);
                string file = Path.Combine(folder, $"page-{name}.png");
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = name == "stream" });
            }
        }

        string text = await File.ReadAllTextAsync(Path.Combine(Docs(), "page.md"));
        string[] wanted = [.. Picture().Matches(text).Select(static match => match.Groups[1].Value)];
        Assert.NotEmpty(wanted);
        Assert.All(wanted, picture => Assert.True(File.Exists(Path.Combine(Docs(), picture)), $"{picture}: {Accept}=1 has the tests make it."));
    }

    private async Task<Account> SaveAsync(ManualTime time)
    {
        EventSourcedRepository<Account> accounts = _host.Application.Repository<Account>();
        Account account = accounts.Create("Ada Lovelace");
        await accounts.SaveAsync(account);
        Action[] life =
        [
            () => account.Deposit(250),
            () => account.Limit("cash", 500),
            () => account.Limit("online", 2000),
            () => account.Note("Wants statements by post"),
            () => account.Deposit(1250.50m),
            () => account.Limit("online", 3500),
            () => account.Note("Moved to London"),
            () => account.Free("cash"),
            () => account.Deposit(40),
        ];
        foreach (Action act in life)
        {
            time.Now += TimeSpan.FromMinutes(47);
            act();
            await accounts.SaveAsync(account);
        }

        Meter meter = _host.Application.Repository<Meter>().Create("cellar");
        meter.Count(17);
        await _host.Application.Repository<Meter>().SaveAsync(meter);
        return account;
    }

    [GeneratedRegex(@"\]\((images/[^)]+)\)")]
    private static partial Regex Picture();
}
