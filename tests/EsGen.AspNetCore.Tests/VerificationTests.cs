using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EsGen.LiteDB;

namespace EsGen.AspNetCore.Tests;

public sealed partial class VerificationTests
{
    [Fact]
    public async Task A_sound_store_is_sound()
    {
        using TemporaryFolder folder = new();
        await using PageHost host = await PageHost.StartAsync(datastore: () => LiteDbDatastore.Open(folder.File("store.db")));
        await host.SaveAccountAsync("Ada", 1, 2);
        await host.WaitForRunnerAsync();
        Assert.Contains("None was started", await host.GetAsync("/esgen/verification"), StringComparison.Ordinal);
        JsonElement report = await VerifyAsync(host);
        Assert.Empty(report.GetProperty("findings").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("problem").ValueKind);
        Assert.InRange(report.GetProperty("events").GetInt64(), 3, 7);
        Assert.Contains("All sound.", await host.GetAsync("/esgen/verification"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_found_and_leads_to_the_event()
    {
        await using PageHost host = await PageHost.StartAsync(hasRunner: false);
        Account account = await host.SaveAccountAsync("Ada", 1);
        Guid other = Guid.NewGuid(), gap = Guid.NewGuid();
        host.Application.EventStore.ActiveRecordStrategy.Append(
            new SequencedItem(account.Id, 2, "Account.Deposited", "{\"amount\":\"<b>much</b>\"}"u8.ToArray()),
            new SequencedItem(other, 0, "Stranger.Came", "{}"u8.ToArray()) { Metadata = "[]"u8.ToArray() },
            new SequencedItem(gap, 1, "Meter.Counted", "{\"value\":1}"u8.ToArray()));
        JsonElement report = await VerifyAsync(host);
        string[] kinds = [.. report.GetProperty("findings").EnumerateArray()
            .Select(static finding => finding.GetProperty("kind").GetString()!).Distinct().Order()];
        Assert.Equal(["decoding", "metadata", "position", "replay", "unknown-entity"], kinds);
        string page = await host.GetAsync("/esgen/verification");
        Assert.Contains($"<a href=\"/esgen/stream?id={account.Id}&amp;version=3\">Account.Deposited</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);

        // The page of that version says why there is no state.
        Assert.Contains("There is no state at this version", await host.GetAsync($"/esgen/stream?id={account.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_on_another_page_starts_none()
    {
        await using PageHost host = await PageHost.StartAsync();
        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/esgen/verification", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await host.GetJsonAsync("/esgen/api/verification")).GetProperty("started").ValueKind);
    }

    private static async Task<JsonElement> VerifyAsync(PageHost host)
    {
        Match token = Token().Match(await host.GetAsync("/esgen/verification"));
        using FormUrlEncodedContent form = new([new("__RequestVerificationToken", token.Groups[1].Value)]);
        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/esgen/verification", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        while (true)
        {
            JsonElement report = await host.GetJsonAsync("/esgen/api/verification");
            if (!report.GetProperty("running").GetBoolean())
            {
                return report;
            }

            await Task.Delay(20);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
