using System.Collections.Concurrent;
using EsGen.LiteDB;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace EsGen.Hosting.Tests;

/// <summary>What starts and stops when, and what becomes of a start that fails.</summary>
public sealed class LifetimeTests
{
    private readonly ConcurrentQueue<string> _events = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_store_is_opened_before_anything_starts_and_closed_behind_everything(bool isConcurrent)
    {
        await using (TestHost host = new())
        {
            host.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = options.ServicesStopConcurrently = isConcurrent);
            host.Services.AddHostedService(_ => new Noted(_events, "before"));
            host.Services.AddEsGen(esgen => esgen.UseDatastore(_ => new WatchedDatastore(_events)).AddReadModel<AgendaEntry>());
            host.Services.AddHostedService(_ => new Noted(_events, "after"));
            await host.StartAsync();
            Assert.Equal(["store opened", "store connected", "store set up"], _events.Take(3));
            Assert.Equal(RunnerState.Running, await StateAsync(host.Get<EventSourcedRunner>()));
            await host.Running.StopAsync();
            Assert.All(host.Get<EventSourcedRunner>().Status, static status => Assert.Equal(RunnerState.Stopped, status.State));
            host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
            Assert.DoesNotContain("store disposed", _events);
        }

        Assert.Equal("store disposed", _events.Last());
        Assert.Single(_events, static e => e == "store disposed");
    }

    [Fact]
    public async Task The_runner_ends_before_the_application_and_that_before_the_store_without_a_stop_too()
    {
        TestHost host = await new TestHost(esgen => esgen.UseDatastore(_ => new WatchedDatastore(_events)).UseApplication<Clinic>().AddPolicy<Billing>()).StartAsync();

        // Asked for late: services dispose of what was asked for last first.
        Clinic clinic = host.Get<Clinic>();
        _ = host.Get<IDatastore>();
        clinic.Save(new Visit("Ada"));
        await host.Get<EventSourcedRunner>().WaitUntilCaughtUpAsync();
        await host.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => clinic.Save(new Visit("Bob")));
        Assert.Equal("store disposed", _events.Last());
        Assert.DoesNotContain(host.Logs.Lines, static line => line.Contains("stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_without_a_datastore_says_what_to_do()
    {
        Assert.Contains("esgen.UseDatastore(services", (await new TestHost(static esgen => esgen.AddReadModel<AgendaEntry>()).FailAsync<StartFailedException>()).Message, StringComparison.Ordinal);
        TestHost keyed = new();
        keyed.Services.AddEsGen("north", static _ => { });
        Assert.Contains("AddEsGen(\"north\", esgen", (await keyed.FailAsync<StartFailedException>()).Message, StringComparison.Ordinal);
        Assert.Contains("has returned null", (await new TestHost(static esgen => esgen.UseDatastore(static _ => null!)).FailAsync<StartFailedException>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_use_or_damaged_ends_the_host_with_one_message_that_says_so()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("clinic.db");
        using (LiteDbDatastore.Open(path))
        {
            StartFailedException inUse = await new TestHost(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(path))).FailAsync<StartFailedException>();
            Assert.IsType<DatastoreInUseException>(inUse.InnerException);
            Assert.StartsWith("The datastore can't be used: ", inUse.Message, StringComparison.Ordinal);
            Assert.Contains(path, inUse.Message, StringComparison.Ordinal);
        }

        string damaged = folder.File("damaged.db");
        await File.WriteAllTextAsync(damaged, new string('x', 20_000));
        StartFailedException failed = await new TestHost(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(damaged))).FailAsync<StartFailedException>();
        Assert.Contains("damaged.db", failed.Message, StringComparison.Ordinal);

        // RunAsync is what a program awaits: it ends by the exception.
        TestHost run = new(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(damaged)));
        await Assert.ThrowsAsync<StartFailedException>(() => run.Running.RunAsync());
    }

    [Fact]
    public async Task What_had_started_is_closed_when_something_else_fails_to_start()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("clinic.db");
        TestHost host = new(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(path)).AddReadModel<AgendaEntry>().AddPolicy<Billing>());
        host.Services.AddHostedService(static _ => new Failing());
        await host.FailAsync<TimeoutException>();
        using LiteDbDatastore again = LiteDbDatastore.Open(path);
    }

    [Fact]
    public async Task A_store_whose_set_up_fails_is_closed()
    {
        WatchedSetup store = new(_events);
        await new TestHost(esgen => esgen.UseDatastore(_ => store)).FailAsync<StartFailedException>();
        Assert.Equal(["disposed"], _events);
    }

    [Fact]
    public async Task Models_of_one_name_and_policies_that_can_t_be_made_fail_the_start()
    {
        StartFailedException twice = await new TestHost(
            static esgen => TestHost.InMemory(esgen).AddReadModel<AgendaEntry>().AddReadModel<SecondAgenda>()).FailAsync<StartFailedException>();
        Assert.Contains("'agenda'", twice.Message, StringComparison.Ordinal);
        Assert.StartsWith("The read models and policies can't be made", twice.Message, StringComparison.Ordinal);

        ServiceCollection services = [];
        services.AddEsGen(static esgen => TestHost.InMemory(esgen).AddPolicy<Billing>());
        services.AddLogging();
        await using ServiceProvider provider = services.BuildServiceProvider();
        IHostedLifecycleService hosted = (IHostedLifecycleService)provider.GetRequiredService<IHostedService>();
        Assert.Contains(nameof(Desk), (await Assert.ThrowsAsync<StartFailedException>(() => hosted.StartingAsync(default))).Message, StringComparison.Ordinal);
        await hosted.StopAsync(default);
    }

    [Fact]
    public async Task A_stop_waits_for_the_batch_in_hand()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("clinic.db");
        TaskCompletionSource isIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim mayEnd = new();
        TestHost host = await new TestHost(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(path)).AddPolicy<Billing>()).StartAsync();
        host.Get<Desks>().Gate = _ =>
        {
            isIn.SetResult();
            mayEnd.Wait();
        };
        host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
        await isIn.Task;
        Task stop = host.Running.StopAsync();
        await Task.Delay(50);
        Assert.False(stop.IsCompleted);
        mayEnd.Set();
        await stop;
        await host.DisposeAsync();
        using LiteDbDatastore again = LiteDbDatastore.Open(path);
        Assert.Equal(["Visit.Booked", "Bill.Issued"], again.ActiveRecordStrategy.GetNotifications(0, 10).Select(static notification => notification.Item.Topic));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_overruns_is_left_and_can_store_nothing_any_more(bool byOwnLimit)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("clinic.db");
        TaskCompletionSource isIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim mayEnd = new();
        TestHost host = new(esgen => esgen
            .UseDatastore(_ => LiteDbDatastore.Open(path))
            .ConfigureRunner(options => options.StopTimeout = byOwnLimit ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromMinutes(5))
            .AddPolicy<Billing>());
        host.Services.Configure<HostOptions>(options => options.ShutdownTimeout = byOwnLimit ? TimeSpan.FromMinutes(5) : TimeSpan.FromMilliseconds(50));
        await host.StartAsync();
        host.Get<Desks>().Gate = _ =>
        {
            isIn.SetResult();
            mayEnd.Wait();
        };
        host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
        await isIn.Task;
        try
        {
            await host.Running.StopAsync();
        }
        catch (OperationCanceledException) when (!byOwnLimit)
        {
            // What hosts do about their own time-out is their business.
        }

        Assert.Contains(host.Logs.Lines, static line => line.StartsWith("Warning EsGen.Runner[6] billing: still at work", StringComparison.Ordinal));
        mayEnd.Set();
        await host.DisposeAsync();
        using LiteDbDatastore again = LiteDbDatastore.Open(path);
        Assert.Equal(["Visit.Booked"], again.ActiveRecordStrategy.GetNotifications(0, 10).Select(static notification => notification.Item.Topic));
    }

    [Fact]
    public async Task A_background_service_of_somebody_else_s_that_throws_costs_no_event()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("clinic.db");
        TestHost host = new(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(path)).AddReadModel<AgendaEntry>().AddPolicy<Billing>());
        host.Services.AddSingleton<Thrower.Signal>();
        host.Services.AddHostedService<Thrower>();
        await host.StartAsync();
        host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
        await host.Get<EventSourcedRunner>().WaitUntilCaughtUpAsync();
        host.Get<Thrower.Signal>().Throw.SetResult();
        try
        {
            // One version's wait or stop throws what the service has thrown, the other's doesn't.
            await host.Running.WaitForShutdownAsync();
            await host.Running.StopAsync();
        }
        catch (Exception exception) when (exception is TimeoutException or AggregateException)
        {
        }

        await host.DisposeAsync();
        using LiteDbDatastore again = LiteDbDatastore.Open(path);
        Assert.Equal(2, again.ActiveRecordStrategy.LastNotificationId);
        Assert.DoesNotContain(host.Logs.Lines, static line => line.StartsWith("Critical EsGen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_stops_ends_no_host()
    {
        await using TestHost host = await new TestHost(static esgen => TestHost.InMemory(esgen)
            .ConfigureRunner(static options => options.Attempts = 1).AddPolicy<Billing>()).StartAsync();
        host.Get<Desks>().Gate = static _ => throw new TimeoutException();
        host.Get<EventSourcedApplication>().Save(new Visit("Ada"));
        await Assert.ThrowsAsync<PolicyStoppedException>(() => host.Get<EventSourcedRunner>().WaitUntilCaughtUpAsync());
        Assert.False(host.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        Assert.Contains(host.Logs.Lines, static line => line.StartsWith("Critical EsGen.Policies[3] billing has stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_that_is_cancelled_is_that_and_no_failure()
    {
        await using TestHost host = new(static esgen => TestHost.InMemory(esgen).AddPolicy<Billing>());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Running.StartAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Stops_and_disposals_at_any_moment_of_a_start_leave_the_file_free()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("clinic.db");
        for (int round = 0; round < 10; round++)
        {
            TestHost host = new(esgen => esgen.UseDatastore(_ => LiteDbDatastore.Open(path)).AddReadModel<AgendaEntry>().AddPolicy<Billing>());
            using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(round * 3));
            try
            {
                await host.Running.StartAsync(cancel.Token);
                await host.Running.StopAsync();
            }
            catch (OperationCanceledException)
            {
            }

            await host.DisposeAsync();
            using LiteDbDatastore again = LiteDbDatastore.Open(path);
        }
    }

    private static async Task<RunnerState> StateAsync(EventSourcedRunner runner)
    {
        await runner.WaitUntilCaughtUpAsync();
        return runner.Status[0].State;
    }

    private sealed class Noted(ConcurrentQueue<string> events, string name) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.Run(() => events.Enqueue($"{name} started"), CancellationToken.None);

        public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => events.Enqueue($"{name} stopped"), CancellationToken.None);
    }

    private sealed class Failing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new TimeoutException();

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Thrower(Thrower.Signal signal) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await signal.Throw.Task;
            throw new TimeoutException();
        }

        public sealed class Signal
        {
            public TaskCompletionSource Throw { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class WatchedSetup(ConcurrentQueue<string> events) : IDatastore
    {
        public IActiveRecordStrategy ActiveRecordStrategy => throw new InvalidOperationException();

        public void SetupConnection() => throw new TimeoutException();

        public void SetupTables()
        {
        }

        public void Dispose() => events.Enqueue("disposed");
    }
}
