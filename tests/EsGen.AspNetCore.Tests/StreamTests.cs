using System.Net;
using System.Text.Json;

namespace EsGen.AspNetCore.Tests;

public sealed class StreamTests : IAsyncLifetime
{
    private PageHost _host = null!;

    public async Task InitializeAsync() => _host = await PageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_version_shows_the_state_then_what_changed_and_the_event()
    {
        Account account = await _host.SaveAccountAsync("Ada", 10, 32);
        string page = await _host.GetAsync($"/esgen/stream?id={account.Id}&version=2");
        Assert.Contains("State at version 2", page, StringComparison.Ordinal);
        Assert.Contains("● changed</span> <span class=\"name\">balance</span> <del>0</del>", page, StringComparison.Ordinal);
        Assert.Contains("Account.Deposited", page, StringComparison.Ordinal);

        JsonElement state = await _host.GetJsonAsync($"/esgen/api/state?id={account.Id}&version=2");
        Assert.Equal(10, state.GetProperty("state").GetProperty("balance").GetDecimal());
        JsonElement change = Assert.Single(state.GetProperty("changes").EnumerateArray());
        Assert.Equal(
            ("balance", 0m, 10m),
            (change.GetProperty("path").GetString(), change.GetProperty("before").GetDecimal(), change.GetProperty("after").GetDecimal()));
        Assert.Equal(3, state.GetProperty("newest").GetInt64());
        Assert.Equal(JsonValueKind.Null, state.GetProperty("problem").ValueKind);
    }

    [Fact]
    public async Task What_is_new_and_what_is_gone_in_lists_and_dictionaries_is_marked()
    {
        Account account = new("Ada");
        account.Note("first");
        account.Limit("a.b", 5);
        account.Limit("[0]", 6);
        account.Free("a.b");
        await _host.Application.Repository<Account>().SaveAsync(account);
        string noted = await _host.GetAsync($"/esgen/stream/step?id={account.Id}&version=2");
        Assert.Contains("<li class=\"added\"><span class=\"mark\">&#x2B; new</span> <span class=\"name\">0</span>", noted, StringComparison.Ordinal);
        string limited = await _host.GetAsync($"/esgen/stream/step?id={account.Id}&version=3");
        Assert.Contains("&#x2B; new</span> <span class=\"name\">a.b</span>", limited, StringComparison.Ordinal);
        string freed = await _host.GetAsync($"/esgen/stream/step?id={account.Id}&version=5");
        Assert.Contains("− removed</span> <span class=\"name\">a.b</span> <del>5</del>", freed, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x2B; new", freed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_version_is_what_loading_it_gives_in_whatever_order_they_are_asked_for()
    {
        Meter meter = new("cellar");
        for (int i = 0; i < 999; i++)
        {
            meter.Count(i);
        }

        EventSourcedRepository<Meter> meters = _host.Application.Repository<Meter>();
        await meters.SaveAsync(meter);
        Random random = new(7);
        foreach (int version in Enumerable.Range(0, 40).Select(_ => random.Next(1, 1001)).Append(1).Append(1000).Append(256).Append(257))
        {
            JsonElement answer = await _host.GetJsonAsync($"/esgen/api/state?id={meter.Id}&version={version}");
            Meter loaded = meters.Get(meter.Id, version);
            Assert.Equal((version, loaded.Sum), (answer.GetProperty("version").GetInt32(), answer.GetProperty("state").GetProperty("sum").GetInt64()));
        }
    }

    [Theory]
    [InlineData("version=0", 1)]
    [InlineData("version=3", 3)]
    [InlineData("version=9223372036854775807", 3)]
    [InlineData("", 3)]
    public async Task A_version_that_there_is_not_is_the_nearest_one(string query, int expected)
    {
        Account account = await _host.SaveAccountAsync("Ada", 1, 2);
        JsonElement state = await _host.GetJsonAsync($"/esgen/api/state?id={account.Id}&{query}");
        Assert.Equal(expected, state.GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("/esgen/stream?id=x", HttpStatusCode.BadRequest)]
    [InlineData("/esgen/stream", HttpStatusCode.BadRequest)]
    [InlineData("/esgen/stream?id=0193a0b4-0000-7000-8000-000000000001", HttpStatusCode.NotFound)]
    [InlineData("/esgen/stream/step?id=0193a0b4-0000-7000-8000-000000000001", HttpStatusCode.NotFound)]
    [InlineData("/esgen/api/state?id=x", HttpStatusCode.BadRequest)]
    [InlineData("/esgen/api/stream?id=0193a0b4-0000-7000-8000-000000000001", HttpStatusCode.NotFound)]
    [InlineData("/esgen/api/events?before=-1", HttpStatusCode.BadRequest)]
    [InlineData("/esgen/parked?policy=nobody", HttpStatusCode.BadRequest)]
    [InlineData("/esgen/trace?id=0193a0b4-0000-7000-8000-000000000001&position=0", HttpStatusCode.NotFound)]
    [InlineData("/esgen?q=99999", HttpStatusCode.NotFound)]
    public async Task What_can_not_be_answered_is_refused(string path, HttpStatusCode expected) => await _host.GetAsync(path, expected);

    [Fact]
    public async Task Streams_are_listed_once_by_their_newest_event_in_pages_and_by_entity()
    {
        List<Guid> ids = [];
        for (int i = 0; i < 25; i++)
        {
            ids.Add((await _host.SaveAccountAsync($"owner {i}")).Id);
        }

        Account first = await _host.Application.Repository<Account>().GetAsync(ids[0]);
        first.Note("again");
        await _host.Application.Repository<Account>().SaveAsync(first);
        await _host.Application.Repository<Meter>().SaveAsync(new Meter("roof"));

        List<Guid> listed = [];
        for (long? before = null; ;)
        {
            JsonElement page = await _host.GetJsonAsync($"/esgen/api/streams?entity=Account&limit=10{(before is null ? "" : $"&before={before}")}");
            listed.AddRange(page.GetProperty("streams").EnumerateArray().Select(static line => line.GetProperty("id").GetGuid()));
            if (page.GetProperty("next").ValueKind == JsonValueKind.Null)
            {
                break;
            }

            before = page.GetProperty("next").GetInt64();
        }

        Assert.Equal([ids[0], .. ids.Skip(1).Reverse()], listed);
        string all = await _host.GetAsync("/esgen");
        Assert.Contains(">Meter</td>", all, StringComparison.Ordinal);
        Assert.Contains("href=\"/esgen?entity=Account\"", all, StringComparison.Ordinal);
        Assert.DoesNotContain(">Meter</td>", await _host.GetAsync("/esgen?entity=Account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_has_no_more_lines_than_it_may_have()
    {
        Account account = await _host.SaveAccountAsync("Ada", Enumerable.Repeat(1m, 600));
        JsonElement events = await _host.GetJsonAsync("/esgen/api/events?limit=100000");
        Assert.Equal(EsGenPageOptions.MaxPageSize, events.GetProperty("events").GetArrayLength());
        JsonElement stream = await _host.GetJsonAsync($"/esgen/api/stream?id={account.Id}&limit=0");
        Assert.Equal(1, stream.GetProperty("events").GetArrayLength());
        Assert.Equal(1, stream.GetProperty("next").GetInt64());
    }

    [Fact]
    public async Task It_is_found_by_id_by_event_by_notification_and_by_correlation()
    {
        Account account = await _host.SaveAccountAsync("Ada", 5);
        Assert.Equal($"/esgen/stream?id={account.Id}", await RedirectAsync($"/esgen?q={account.Id}"));
        Assert.Equal($"/esgen/stream?id={account.Id}&version=2", await RedirectAsync($"/esgen?q={account.Id}:1"));
        Assert.Equal($"/esgen/stream?id={account.Id}&version=1", await RedirectAsync("/esgen?q=1"));
        Assert.Equal("/esgen/trace?correlation=a%20%26%20b", await RedirectAsync("/esgen?q=a%20%26%20b"));
    }

    [Fact]
    public async Task Causes_and_effects_are_a_tree_over_all_streams()
    {
        Account account = await _host.SaveAccountAsync("Ada", 5);
        await _host.WaitForRunnerAsync();
        JsonElement trace = await _host.GetJsonAsync($"/esgen/api/trace?id={account.Id}&position=1");
        (string?, int)[] tree = [.. trace.GetProperty("events").EnumerateArray()
            .Select(static e => (e.GetProperty("topic").GetString(), e.GetProperty("depth").GetInt32()))];
        Assert.Equal([("Account.Deposited", 0), ("Letter.Written", 1), ("Letter.Sent", 2)], tree);

        // From its end, too.
        string sent = trace.GetProperty("events")[2].GetProperty("sequenceId").GetString()!;
        JsonElement back = await _host.GetJsonAsync($"/esgen/api/trace?id={sent}&position=1");
        Assert.Equal(3, back.GetProperty("events").GetArrayLength());
        Assert.Contains("Letter.Sent", await _host.GetAsync($"/esgen/trace?id={account.Id}&position=1"), StringComparison.Ordinal);
        Assert.Contains("No event has it", await _host.GetAsync("/esgen/trace?correlation=nothing"), StringComparison.Ordinal);
    }

    private async Task<string> RedirectAsync(string path)
    {
        using HttpResponseMessage response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }
}
