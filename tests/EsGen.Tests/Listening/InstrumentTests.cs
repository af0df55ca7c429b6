using System.Diagnostics.Metrics;
using EsGen.LiteDB;
using EsGen.Tests.Domain;
using EsGen.Tests.Policies;
using EsGen.Tests.ReadModels;
using EsGen.Tests.Stores;
using Xunit;
using Basket = EsGen.Tests.ReadModels.Basket;

namespace EsGen.Tests.Listening;

/// <summary>Names, units, buckets and values of what is measured.</summary>
[Collection(ListenerTests.Name)]
public sealed class InstrumentTests : IDisposable
{
    private readonly Listener _listener = new(spans: false);
    private readonly TestApplication _app = new();

    public void Dispose()
    {
        _app.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task Names_and_units_are_fixed_and_durations_have_buckets_of_seconds()
    {
        await using RunningModels running = await RunningModels.StartAsync<BasketView>();
        Assert.Equal(
            [
                "esgen.append.conflicts {conflict}", "esgen.append.duration s", "esgen.append.events {event}", "esgen.load.duration s", "esgen.load.events {event}",
                "esgen.policy.parked {event}", "esgen.runner.behind {event}", "esgen.runner.delay s", "esgen.runner.failures {failure}",
                "esgen.runner.handled {event}", "esgen.snapshot.used {load}",
            ],
            _listener.Instruments.Values.Select(static instrument => $"{instrument.Name} {instrument.Unit}").Order(StringComparer.Ordinal));
        Assert.All(_listener.Instruments.Values, static instrument => Assert.NotEmpty(instrument.Description!));
        foreach (Histogram<double> histogram in _listener.Instruments.Values.OfType<Histogram<double>>())
        {
            IReadOnlyList<double> buckets = histogram.Advice!.HistogramBucketBoundaries!;
            Assert.Equal(buckets.Order(), buckets);
            Assert.InRange(buckets[0], 0, 0.01);
        }
    }

    [Fact]
    public void Appends_are_timed_and_counted_by_kind_of_entity()
    {
        Account account = new("Ada");
        account.Deposit(1m);
        _app.Save(account, new Machine(Guid.CreateVersion7(), "drill"));
        account.Deposit(1m);
        _app.Save(account);
        Assert.Equal(
            [("Account", 1), ("Account", 2), ("Machine", 1)],
            _listener.Measured("esgen.append.events").Select(static measured => (measured["esgen.entity"]!, (int)measured.Value)).Order());
        Assert.Equal([null, "Account"], _listener.Measured("esgen.append.duration").Select(static measured => measured["esgen.entity"]));
        Assert.All(_listener.Measured("esgen.append.duration"), static measured => Assert.InRange(measured.Value, 0, 60));

        Account first = _app.Repository<Account>()[account.Id];
        Account second = _app.Repository<Account>()[account.Id];
        first.Deposit(1m);
        second.Deposit(1m);
        _app.Save(first);
        Assert.Throws<ConcurrencyException>(() => _app.Save(second));
        Measured conflict = Assert.Single(_listener.Measured("esgen.append.conflicts"));
        Assert.Equal((1, "Account"), (conflict.Value, conflict["esgen.entity"]));
        Assert.Equal("EsGen.ConcurrencyException", _listener.Measured("esgen.append.duration")[^1]["error.type"]);
    }

    [Fact]
    public async Task Loads_say_how_much_was_replayed_and_whether_behind_a_snapshot()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(":memory:");
        using EventSourcedApplication application = new(datastore);
        Ledger ledger = new(Guid.NewGuid(), "main");
        application.Save(ledger);
        application.Repository<Ledger>().Get(ledger.Id);
        Assert.Empty(_listener.Measured("esgen.snapshot.used"));
        for (int i = 0; i < 6; i++)
        {
            ledger.Book("a", 1m);
        }

        application.Save(ledger);
        await application.Snapshots.WaitAsync();
        ledger.Book("b", 1m);
        application.Save(ledger);
        Assert.Equal(8, application.Repository<Ledger>().Get(ledger.Id).Version);
        Assert.Single(_listener.Measured("esgen.snapshot.used"));
        Assert.Equal([1d, 1d], _listener.Measured("esgen.load.events").Select(static measured => measured.Value));
        Assert.Equal(2, _listener.Measured("esgen.load.duration").Count);
    }

    [Fact]
    public async Task Runners_say_how_much_they_handled_how_late_and_how_far_they_are_behind()
    {
        await using RunningModels running = await RunningModels.StartAsync<BasketView>();
        await running.Runner.WaitUntilCaughtUpAsync();
        running.Save(new Basket("Ada"));
        running.Save(new Purchase("Ada", 1m));
        await running.Runner.WaitUntilCaughtUpAsync();
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30));
        while (_listener.Measured("esgen.runner.delay").Count == 0)
        {
            await Task.Delay(5, end.Token);
        }

        Measured handled = Assert.Single(_listener.Measured("esgen.runner.handled"));
        Assert.Equal((1, "read_model", "baskets"), (handled.Value, handled["esgen.runner.kind"], handled["esgen.runner.name"]));
        Assert.InRange(Assert.Single(_listener.Measured("esgen.runner.delay")).Value, 0, 60);
        Assert.Equal((0, "baskets"), Assert.Single(_listener.Observe("esgen.runner.behind")) is var behind ? (behind.Value, behind["esgen.runner.name"]) : default);
        Assert.Empty(_listener.Observe("esgen.policy.parked"));
        await running.Runner.StopAsync();
        Assert.Empty(_listener.Observe("esgen.runner.behind"));
    }

    [Fact]
    public async Task What_is_made_again_says_nothing_about_delays_and_a_closed_store_ends_no_observation()
    {
        await using RunningModels running = new();
        running.Save(new Basket("Ada"));
        running.Runner.Add<BasketView>();
        await running.Runner.StartAsync();
        await running.Runner.WaitUntilCaughtUpAsync();
        await running.Runner.RebuildAsync<BasketView>();
        Assert.Empty(_listener.Measured("esgen.runner.delay"));
        running.Datastore.Dispose();
        Assert.Empty(_listener.Observe("esgen.runner.behind"));
    }
}
