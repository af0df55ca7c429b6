using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EsGen.AspNetCore.Tests.Browsing;

/// <summary>The page as somebody sees it.</summary>
public sealed class BrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private PageHost _host = null!;

    public async Task InitializeAsync() => _host = await PageHost.StartAsync(static page => page.AllowChanges = true);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [BrowserFact]
    public async Task The_slider_goes_through_the_versions()
    {
        Account account = await _host.SaveAccountAsync("Ada", 10, 20, 30, 40);
        IPage page = await browser.OpenAsync();
        await page.GotoAsync($"{_host.Address}/esgen/stream?id={account.Id}");
        ILocator slider = page.GetByRole(AriaRole.Slider);
        ILocator state = page.Locator("#state-heading");
        await Expect(state).ToHaveTextAsync("State at version 5");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(state).ToHaveTextAsync("State at version 4");
        await Expect(page.Locator(".tree li.changed")).ToContainTextAsync("● changed balance 30 → 60");
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "Version 4 of 5: Account.Deposited");
        await slider.FillAsync("1");
        await Expect(state).ToHaveTextAsync("State at version 1");
        await Expect(page.Locator("#event-heading")).ToHaveTextAsync("Account.Opened");
        await page.GetByLabel("Next version").ClickAsync();
        await Expect(state).ToHaveTextAsync("State at version 2");
        await page.Locator(".timeline a").Nth(3).ClickAsync();
        await Expect(state).ToHaveTextAsync("State at version 4");
        await page.WaitForURLAsync(static url => url.EndsWith("version=4", StringComparison.Ordinal));
        await page.ReloadAsync();
        await Expect(state).ToHaveTextAsync("State at version 4");
    }

    [BrowserFact]
    public async Task A_quick_drag_ends_at_the_version_where_it_ends()
    {
        Meter meter = new("cellar");
        for (int i = 0; i < 299; i++)
        {
            meter.Count(1);
        }

        await _host.Application.Repository<Meter>().SaveAsync(meter);
        IPage page = await browser.OpenAsync();
        await page.GotoAsync($"{_host.Address}/esgen/stream?id={meter.Id}");
        await page.EvaluateAsync("""
            () => {
                const slider = document.querySelector("input[type=range]");
                for (let version = 300; version >= 17; version--) {
                    slider.value = version;
                    slider.dispatchEvent(new Event("input", { bubbles: true }));
                }
            }
            """);
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 17");
        await Expect(page.Locator(".tree")).ToContainTextAsync(["sum 15 → 16"]);
    }

    [BrowserFact]
    public async Task What_happens_is_seen_as_it_happens()
    {
        Account account = await _host.SaveAccountAsync("Ada", 10);
        IPage events = await browser.OpenAsync();
        await events.GotoAsync($"{_host.Address}/esgen/events");
        await Expect(events.Locator("p.live .state")).ToHaveTextAsync("Live");
        IPage stream = await browser.OpenAsync();
        await stream.GotoAsync($"{_host.Address}/esgen/stream?id={account.Id}");
        await Expect(stream.Locator("form.slider .state")).ToHaveTextAsync("Live");

        account.Note("seen at once");
        await _host.Application.Repository<Account>().SaveAsync(account);
        await Expect(events.Locator("#events")).ToContainTextAsync("seen at once");
        await Expect(stream.Locator("#state-heading")).ToHaveTextAsync("State at version 3");

        await events.GetByText("Pause").ClickAsync();
        await Expect(events.Locator("p.live .state")).ToHaveTextAsync("Paused");
        await stream.GetByRole(AriaRole.Slider).FillAsync("1");
        await Expect(stream.Locator("#state-heading")).ToHaveTextAsync("State at version 1");
        account.Note("seen later");
        await _host.Application.Repository<Account>().SaveAsync(account);
        await Expect(stream.Locator("form.slider .state")).ToHaveTextAsync("Version 4 is new");
        await Expect(stream.Locator("#state-heading")).ToHaveTextAsync("State at version 1");
        await events.GetByText("Go on").ClickAsync();
        await Expect(events.Locator("#events")).ToContainTextAsync("seen later");
    }

    [BrowserFact]
    public async Task A_parked_event_is_tried_again()
    {
        _host.Post.IsClosed = true;
        await _host.SaveAccountAsync("Ada", 10);
        await _host.WaitForRunnerAsync();
        IPage page = await browser.OpenAsync();
        await page.GotoAsync($"{_host.Address}/esgen/runner");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "1 parked of thanking" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Retry notification 2" }).ClickAsync();
        await Expect(page.Locator(".message")).ToContainTextAsync("couldn't be handled this time either");
        _host.Post.IsClosed = false;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Retry notification 2" }).ClickAsync();
        await Expect(page.Locator(".message")).ToContainTextAsync("was handled, and isn't parked any more");
        await Expect(page.Locator(".empty")).ToHaveTextAsync("There are none.");
    }

    [BrowserFact]
    public async Task A_payload_full_of_markup_runs_nothing()
    {
        const string Hostile = "</pre></td></script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\">"
            + "<svg onload=window.hacked=1>\"onfocus=\"window.hacked=1\" autofocus";
        Account account = new(Hostile);
        account.Limit(Hostile, 1);
        account.Free(Hostile);
        await _host.Application.Repository<Account>().SaveAsync(account);
        Guid id = Guid.NewGuid();
        _host.Application.EventStore.ActiveRecordStrategy.Append(
            new SequencedItem(id, 0, Hostile, System.Text.Encoding.UTF8.GetBytes(Hostile)));
        IPage page = await browser.OpenAsync();
        bool isAsked = false;
        page.Dialog += (_, _) => isAsked = true;
        string[] paths =
        [
            "/esgen", "/esgen/events", $"/esgen?entity={Uri.EscapeDataString(Hostile)}", $"/esgen/stream?id={id}", $"/esgen/stream?id={account.Id}",
            $"/esgen/trace?correlation={Uri.EscapeDataString(Hostile)}", $"/esgen/trace?id={account.Id}&position=1",
        ];
        foreach (string path in paths)
        {
            await page.GotoAsync(_host.Address + path);
            Assert.Null(await page.EvaluateAsync<int?>("() => window.hacked ?? null"));
        }

        // By the script's way into the page, too.
        await page.GotoAsync($"{_host.Address}/esgen/stream?id={account.Id}");
        await page.GetByRole(AriaRole.Slider).FillAsync("2");
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 2");
        await page.GotoAsync($"{_host.Address}/esgen/events");
        await Expect(page.Locator("p.live .state")).ToHaveTextAsync("Live");
        account.Note(Hostile);
        await _host.Application.Repository<Account>().SaveAsync(account);
        await Expect(page.Locator("#events")).ToContainTextAsync("Account.Noted");
        Assert.Null(await page.EvaluateAsync<int?>("() => window.hacked ?? null"));

        // What got in all the same wouldn't run.
        await page.EvaluateAsync("""
            () => {
                document.body.insertAdjacentHTML(
                    "beforeend", "<img src=x onerror='window.hacked=1'><a id=trap href='javascript:window.hacked=1'>x</a>");
                document.getElementById("trap").click();
                const script = document.createElement("script");
                script.textContent = "window.hacked=1";
                document.body.append(script);
            }
            """);
        await page.WaitForTimeoutAsync(200);
        Assert.Null(await page.EvaluateAsync<int?>("() => window.hacked ?? null"));
        Assert.False(isAsked);
    }

    [BrowserFact]
    public async Task Without_script_everything_works_but_the_slider()
    {
        Account account = await _host.SaveAccountAsync("Ada", 10, 20, 30);
        IPage page = await browser.OpenAsync(hasScript: false);
        await page.GotoAsync($"{_host.Address}/esgen");
        await page.GetByText(account.Id.ToString()).ClickAsync();
        await Expect(page.Locator("input[type=range]")).ToBeHiddenAsync();
        await page.GetByLabel("Version", new PageGetByLabelOptions { Exact = true }).Last.FillAsync("2");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show" }).ClickAsync();
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 2");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Next" }).ClickAsync();
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 3");
        await page.GetByText("Causes and effects").ClickAsync();
        await Expect(page.Locator(".causes .current")).ToContainTextAsync("Account.Deposited");
    }

    [BrowserFact]
    public async Task A_keyboard_is_enough()
    {
        Account account = await _host.SaveAccountAsync("Ada", 10, 20, 30);
        IPage page = await browser.OpenAsync();
        await page.GotoAsync($"{_host.Address}/esgen");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, account.Id.ToString());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 4");
        await TabToAsync(page, "range");
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 1");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 2");
        await TabToAsync(page, "Account.Opened");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#state-heading")).ToHaveTextAsync("State at version 1");

        // The focus stays in the timeline, so that one can go on from there.
        Assert.Equal("Account.Opened", await FocusedAsync(page));
        await page.GetByRole(AriaRole.Searchbox).FocusAsync();
        await page.Keyboard.TypeAsync("1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#event-heading")).ToHaveTextAsync("Account.Opened");
    }

    /// <summary>Goes on with the tabulator, and sees at each stop where it is.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        for (int i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("""
                () => {
                    const style = getComputedStyle(document.activeElement);
                    return document.activeElement === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
                }
                """));
            if (await FocusedAsync(page) == name)
            {
                return;
            }
        }

        Assert.Fail($"The tabulator doesn't get to '{name}'.");
    }

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("() => document.activeElement.textContent.trim() || document.activeElement.type || ''");
}
