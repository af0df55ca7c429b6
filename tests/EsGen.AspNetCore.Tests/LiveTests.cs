using System.Net.ServerSentEvents;

namespace EsGen.AspNetCore.Tests;

public sealed class LiveTests
{
    [Fact]
    public async Task New_events_come_as_rows_and_where_one_left_off()
    {
        await using PageHost host = await PageHost.StartAsync();
        await host.SaveAccountAsync("Ada");
        await using Listener events = await Listener.OpenAsync(host, "/esgen/live?after=1");
        await host.SaveAccountAsync("<b>Bob</b>");
        SseItem<string> first = await events.NextAsync();
        Assert.Equal("2", first.EventId);
        Assert.Contains("&lt;b&gt;Bob&lt;/b&gt;", first.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", first.Data, StringComparison.Ordinal);

        await using Listener again = await Listener.OpenAsync(host, "/esgen/live?after=0", lastEventId: "1");
        Assert.Equal("2", (await again.NextAsync()).EventId);
    }

    [Fact]
    public async Task Of_many_events_at_once_the_newest_come()
    {
        await using PageHost host = await PageHost.StartAsync();
        await host.SaveAccountAsync("Ada", Enumerable.Repeat(0.01m, 300));
        await using Listener events = await Listener.OpenAsync(host, "/esgen/live?after=0");
        string rows = (await events.NextAsync()).Data;
        Assert.Equal(50, rows.Split("<tr>").Length - 1);
    }

    [Fact]
    public async Task A_stream_says_its_newest_version()
    {
        await using PageHost host = await PageHost.StartAsync();
        Account account = await host.SaveAccountAsync("Ada", 1);
        await using Listener versions = await Listener.OpenAsync(host, $"/esgen/live/stream?id={account.Id}&version=2");
        await host.SaveAccountAsync("Bob");
        account.Deposit(2);
        await host.Application.Repository<Account>().SaveAsync(account);
        Assert.Equal("3", (await versions.NextAsync()).Data);
    }

    [Fact]
    public async Task The_runner_is_told_when_something_of_it_changes_and_the_host_stops_though_somebody_listens()
    {
        PageHost host = await PageHost.StartAsync();
        await using Listener runner = await Listener.OpenAsync(host, "/esgen/live/runner");
        Assert.Contains("balances", (await runner.NextAsync()).Data, StringComparison.Ordinal);
        await host.SaveAccountAsync("Ada");
        await host.WaitForRunnerAsync();
        const string CaughtUp =
            "<td>balances</td><td>Read model</td><td><span class=\"state good\">Running</span></td><td class=\"number\">1</td>";
        while (!(await runner.NextAsync()).Data.Contains(CaughtUp, StringComparison.Ordinal))
        {
            // One from before.
        }

        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Somebody who listens.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly HttpResponseMessage _response;
        private readonly IAsyncEnumerator<SseItem<string>> _items;

        private Listener(HttpResponseMessage response, Stream stream)
        {
            _response = response;
            _items = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
        }

        public static async Task<Listener> OpenAsync(PageHost host, string path, string? lastEventId = null)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (lastEventId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastEventId);
            }

            HttpResponseMessage response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            return new Listener(response, await response.Content.ReadAsStreamAsync());
        }

        public async Task<SseItem<string>> NextAsync()
        {
            Assert.True(await _items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
            return _items.Current;
        }

        public async ValueTask DisposeAsync()
        {
            _response.Dispose();
            try
            {
                await _items.DisposeAsync();
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                // The connection is gone.
            }
        }
    }
}
