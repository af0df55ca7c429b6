using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace EsGen.Hosting.Tests;

/// <summary>What the three checks say, to whom, and what they don't.</summary>
public sealed class HealthTests : IAsyncDisposable
{
    private readonly ManualTime _clock = new();
    private readonly TestHost _host = new();
    private WatchedDatastore? _store;

    public HealthTests()
    {
        _host.Services.AddSingleton<TimeProvider>(_clock);
        _host.Services.AddEsGen(esgen => esgen
            .UseDatastore(_ => _store = new WatchedDatastore(new ConcurrentQueue<string>()))
            .ConfigureRunner(static options => (options.Attempts, options.RetryPause) = (1, TimeSpan.Zero))
            .AddReadModel<AgendaEntry>()
            .AddPolicy<Billing>());
        _host.Services.AddHealthChecks().AddEsGen(static options => options.MaxBehind = 10).AddEsGen(static options => options.Timeout = TimeSpan.FromMinutes(1));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task All_is_well_and_says_how_far()
    {
        await _host.StartAsync();
        _host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
        await CaughtUpAsync(2);
        HealthReport report = await CheckAsync();
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["esgen-policies", "esgen-readmodels", "esgen-store"], report.Entries.Keys.Order());
        Assert.All(report.Entries.Values, static entry => Assert.Equal(["ready", "live"], entry.Tags));
        Assert.Equal("2", report.Entries["esgen-store"].Data["position"]);
        Assert.Equal((2L, 0L, "Running"), Data(report, "esgen-readmodels", "agenda"));
        Assert.Equal((2L, 0L, "Running"), Data(report, "esgen-policies", "billing"));
        Assert.Equal(0, report.Entries["esgen-policies"].Data["billing.parked"]);
        Assert.DoesNotContain("agenda.since", report.Entries["esgen-readmodels"].Data);
    }

    [Fact]
    public async Task What_is_behind_and_moves_is_degraded_and_what_stands_is_unhealthy()
    {
        await _host.StartAsync();
        await CaughtUpAsync(0);
        _store!.Ahead = 5;
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        _store.Ahead = 11;
        HealthReport first = await CheckAsync();
        Assert.Equal(HealthStatus.Degraded, first.Status);
        Assert.Equal("Some read models are behind, and moving.", first.Entries["esgen-readmodels"].Description);
        string since = (string)first.Entries["esgen-readmodels"].Data["agenda.since"];

        _clock.Now += TimeSpan.FromSeconds(29);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync()).Status);
        _host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
        await CaughtUpAsync(2);
        _clock.Now += TimeSpan.FromSeconds(29);
        HealthReport moved = await CheckAsync();
        Assert.Equal(HealthStatus.Degraded, moved.Status);
        Assert.Equal(since, moved.Entries["esgen-readmodels"].Data["agenda.since"]);

        _clock.Now += TimeSpan.FromSeconds(30);
        HealthReport stands = await CheckAsync();
        Assert.Equal(HealthStatus.Unhealthy, stands.Status);
        Assert.Equal("Some policies have stopped, or stand; the log says why.", stands.Entries["esgen-policies"].Description);

        // However little it is behind.
        _store.Ahead = 1;
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
        _store.Ahead = 0;
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);

        // What happens when nobody has looked for an hour doesn't stand since then.
        _clock.Now += TimeSpan.FromHours(1);
        _store.Ahead = 1;
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task What_has_stopped_is_unhealthy_and_no_exception_is_told()
    {
        await _host.StartAsync();
        _host.Get<Desks>().Gate = static _ => throw new TimeoutException("secret");
        _host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
        await Assert.ThrowsAsync<PolicyStoppedException>(() => _host.Get<EventSourcedRunner>().WaitUntilCaughtUpAsync());
        HealthReport report = await CheckAsync();
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (report.Entries["esgen-policies"].Status, report.Entries["esgen-store"].Status));
        Assert.Equal("Stopped", report.Entries["esgen-policies"].Data["billing.state"]);
        await _host.Running.StopAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Entries["esgen-readmodels"].Status);
    }

    [Fact]
    public async Task A_store_that_fails_is_unhealthy_and_no_exception_is_told()
    {
        await _host.StartAsync();
        await CaughtUpAsync(0);
        _store!.BeforeLast = static () => throw new TimeoutException("secret");
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
        _store.BeforeLast = static () => Task.CompletedTask;
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
        _store.Dispose();
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Entries["esgen-store"].Status);
    }

    [Fact]
    public async Task A_store_that_doesn_t_answer_is_unhealthy_within_the_limit_and_is_not_asked_again_meanwhile()
    {
        _host.Services.Configure<EsGenHealthOptions>(static options => options.Timeout = TimeSpan.FromMilliseconds(100));
        await _host.StartAsync();
        await CaughtUpAsync(0);
        int asked = 0;
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _store!.BeforeLast = () =>
        {
            Interlocked.Increment(ref asked);
            return answer.Task;
        };
        for (int round = 0; round < 3; round++)
        {
            Assert.All((await CheckAsync()).Entries.Values, static entry => Assert.Equal(HealthStatus.Unhealthy, entry.Status));
        }

        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        while (Volatile.Read(ref asked) < 3)
        {
            await Task.Delay(5, end.Token);
        }

        await CheckAsync();
        Assert.Equal(3, asked);
        answer.SetResult();
        while ((await CheckAsync()).Status != HealthStatus.Healthy)
        {
            await Task.Delay(5, end.Token);
        }
    }

    [Fact]
    public async Task A_store_that_can_t_be_opened_is_unhealthy()
    {
        await using TestHost host = new(static esgen => esgen.UseDatastore(static _ => throw new TimeoutException("secret")));
        host.Services.AddHealthChecks().AddEsGen();
        HealthReport report = await host.Get<HealthCheckService>().CheckHealthAsync();
        Assert.All(report.Entries.Values, static entry => Assert.Equal(HealthStatus.Unhealthy, entry.Status));
        AssertNothingIsTold(report);
    }

    [Fact]
    public async Task Stores_with_keys_have_checks_of_their_own_and_nothing_to_run_is_well()
    {
        await using TestHost host = new();
        host.Services.AddEsGen("north", static esgen => TestHost.InMemory(esgen));
        host.Services.AddHealthChecks().AddEsGen("north");
        await host.StartAsync();
        HealthReport report = await host.Get<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(["esgen-policies-north", "esgen-readmodels-north", "esgen-store-north"], report.Entries.Keys.Order());
        Assert.Equal("There are no read models.", report.Entries["esgen-readmodels-north"].Description);
    }

    private static (object Position, object Behind, object State) Data(HealthReport report, string check, string name) => (
        report.Entries[check].Data[name + ".position"], report.Entries[check].Data[name + ".behind"], report.Entries[check].Data[name + ".state"]);

    private static void AssertNothingIsTold(HealthReport report) => Assert.All(report.Entries.Values, static entry =>
    {
        Assert.Null(entry.Exception);
        Assert.DoesNotContain("secret", $"{entry.Description}{string.Join(' ', entry.Data.Values)}", StringComparison.Ordinal);
    });

    private async Task<HealthReport> CheckAsync()
    {
        WatchedDatastore.IsCheck.Value = true;
        HealthReport report = await _host.Get<HealthCheckService>().CheckHealthAsync();
        AssertNothingIsTold(report);
        return report;
    }

    /// <summary>Waits for what has come to be stored, and for both to have passed all of it.</summary>
    private async Task CaughtUpAsync(long last)
    {
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        while (_host.Get<EventSourcedRunner>().Status is var all && all.Any(status => status.State != RunnerState.Running || status.Position < last))
        {
            await Task.Delay(5, end.Token);
        }
    }
}
