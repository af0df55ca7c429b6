using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EsGen.AspNetCore.Tests;

/// <summary>Read models, policies and what they have parked.</summary>
public sealed partial class RunnerTests
{
    // Where nothing is parked any more there is no form; the one of the page before is sent.
    private string _token = "";

    [Fact]
    public async Task It_says_how_far_each_is_and_what_is_parked()
    {
        await using PageHost host = await PageHost.StartAsync();
        host.Post.IsClosed = true;
        await host.SaveAccountAsync("Ada", 5);
        await host.WaitForRunnerAsync();
        JsonElement[] parts = [.. (await host.GetJsonAsync("/esgen/api/runner")).GetProperty("parts").EnumerateArray()];
        JsonElement thanking = parts.Single(static part => part.GetProperty("name").GetString() == "thanking");
        Assert.Equal(("policy", 1), (thanking.GetProperty("kind").GetString(), thanking.GetProperty("parked").GetInt32()));
        JsonElement balances = parts.Single(static part => part.GetProperty("name").GetString() == "balances");
        Assert.InRange(balances.GetProperty("position").GetInt64(), 2, 3);

        string page = await host.GetAsync("/esgen/runner");
        Assert.Contains("<a href=\"/esgen/parked?policy=thanking\"", page, StringComparison.Ordinal);
        string parked = await host.GetAsync("/esgen/parked?policy=thanking");
        Assert.Contains("System.<wbr>InvalidOperationException", parked, StringComparison.Ordinal);
        Assert.DoesNotContain("<form class=\"change\"", parked, StringComparison.Ordinal);
        JsonElement note = Assert.Single((await host.GetJsonAsync("/esgen/api/parked?policy=thanking")).GetProperty("parked").EnumerateArray());
        Assert.Equal((2, 1), (note.GetProperty("notificationId").GetInt64(), note.GetProperty("position").GetInt64()));
    }

    [Fact]
    public async Task A_policy_that_stands_says_where_and_why()
    {
        await using PageHost host = await PageHost.StartAsync(services: static services => services.AddEsGen(
            static esgen => esgen.ConfigureRunner(static options => options.OnFailure = OnFailure.Stop)));
        host.Post.IsClosed = true;
        await host.SaveAccountAsync("Ada", 5);
        await Assert.ThrowsAsync<PolicyStoppedException>(host.WaitForRunnerAsync);
        string page = await host.GetAsync("/esgen/runner");
        Assert.Contains("<span class=\"state bad\">Stopped</span>", page, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: The post is closed &lt;b&gt;today&lt;/b&gt;.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_parked_can_be_retried_and_dropped_where_that_is_allowed()
    {
        await using PageHost host = await PageHost.StartAsync(static page => page.AllowChanges = true);
        host.Post.IsClosed = true;
        await host.SaveAccountAsync("Ada", 5);
        await host.SaveAccountAsync("Bob", 6);
        await host.WaitForRunnerAsync();
        Assert.Equal("failed", await PostAsync(host, "retry", 2));
        Assert.Contains("couldn&#x27;t be handled this time", await host.GetAsync("/esgen/parked?policy=thanking&done=failed&notification=2"), StringComparison.Ordinal);
        host.Post.IsClosed = false;
        Assert.Equal("handled", await PostAsync(host, "retry", 2));
        Assert.Equal("dropped", await PostAsync(host, "drop", 4));
        Assert.Equal("409", await PostAsync(host, "drop", 4));
        Assert.Equal("400", await PostAsync(host, "retry", null));
        Assert.Empty((await host.GetJsonAsync("/esgen/api/parked?policy=thanking")).GetProperty("parked").EnumerateArray());
        await host.WaitForRunnerAsync();
        Assert.Single((await host.GetJsonAsync("/esgen/api/streams?entity=Letter")).GetProperty("streams").EnumerateArray());
    }

    [Fact]
    public async Task Nothing_changes_without_the_page_s_own_token_or_where_it_may_only_be_looked_at()
    {
        await using PageHost host = await PageHost.StartAsync(static page => page.AllowChanges = true);
        host.Post.IsClosed = true;
        await host.SaveAccountAsync("Ada", 5);
        await host.WaitForRunnerAsync();
        using FormUrlEncodedContent form = new([new("notification", "2")]);
        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/esgen/parked/drop?policy=thanking", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single((await host.GetJsonAsync("/esgen/api/parked?policy=thanking")).GetProperty("parked").EnumerateArray());

        await using PageHost readOnly = await PageHost.StartAsync();
        using HttpResponseMessage none = await readOnly.Client.PostAsync(new Uri("/esgen/parked/drop?policy=thanking", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_store_with_a_key_has_a_page_of_its_own()
    {
        await using PageHost host = await PageHost.StartAsync(
            services: static services => services.AddEsGen(
                "north", static esgen => esgen.UseDatastore(static _ => InMemoryDatastore.Open()).AddRepository<Account>().AddReadModel<BalanceEntry>()),
            map: static app =>
            {
                app.MapEsGen("/esgen");
                app.MapEsGen("/north", static page => page.Key = "north");
            });
        Account account = new("Nora");
        await host.Services.GetRequiredKeyedService<EventSourcedRepository<Account>>("north").SaveAsync(account);
        Assert.Contains($"/north/stream?id={account.Id}", await host.GetAsync("/north"), StringComparison.Ordinal);
        Assert.Contains("Bank · north", await host.GetAsync("/north"), StringComparison.Ordinal);
        Assert.DoesNotContain(account.Id.ToString(), await host.GetAsync("/esgen"), StringComparison.Ordinal);
        Assert.DoesNotContain("thanking", await host.GetAsync("/north/runner"), StringComparison.Ordinal);
    }

    /// <summary>Posts what the page's own form would.</summary>
    /// <returns>What was done, or the status.</returns>
    private async Task<string> PostAsync(PageHost host, string what, long? id)
    {
        string page = await host.GetAsync("/esgen/parked?policy=thanking");
        if (Token().Match(page) is { Success: true } token)
        {
            _token = token.Groups[1].Value;
        }

        using FormUrlEncodedContent form = new([new("__RequestVerificationToken", _token), new("notification", $"{id}")]);
        using HttpResponseMessage response = await host.Client.PostAsync(new Uri($"/esgen/parked/{what}?policy=thanking", UriKind.Relative), form);
        return response.StatusCode != HttpStatusCode.SeeOther
            ? $"{(int)response.StatusCode}"
            : response.Headers.Location!.OriginalString.Split("done=")[1].Split('&')[0];
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
